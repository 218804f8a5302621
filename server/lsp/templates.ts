import {
  type FormattingOptions,
  type Position,
  RequestType,
  type TextDocumentIdentifier,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  asSnippet,
  fits,
  type Inserted,
  markedStatements,
  type Placement,
  placementAt,
  type Template,
  type TemplateEntry,
  templateEntries,
  templateOf,
  withDefaults,
} from '../core/index.ts';
import { offsetAt, toWorkspaceEdits } from './convert.ts';
import type { Session } from './session.ts';

/** A place in a document, where there is one. */
interface Where {
  readonly textDocument?: TextDocumentIdentifier;
  readonly position?: Position;
  /** How the editor indents; for new documents. */
  readonly options?: FormattingOptions;
}

/** `policywright/templates`: everything that can be inserted, our own templates first. */
export interface TemplatesResult {
  /** The form that a template would have at the place; absent where none can stand. */
  readonly form?: Placement['form'];
  readonly templates: readonly (TemplateEntry & {
    /** It says something for the place. */
    readonly fits: boolean;
  })[];
}

export const TEMPLATES = new RequestType<Where, TemplatesResult, void>('policywright/templates');

export function listedTemplates(session: Session, where: Where): TemplatesResult {
  const placement = placementFor(session, where);
  const templates = templateEntries(session.engine.catalog).map((entry) => ({
    ...entry,
    fits: placement === undefined || fits(entry, placement),
  }));
  return { ...(placement === undefined ? {} : { form: placement.form }), templates };
}

/** `policywright/template`: one of them, to be looked at and to be inserted. It changes nothing. */
export interface TemplateParams extends Where {
  readonly id: string;
}

export interface TemplateResult {
  readonly title: string;
  /** As it would stand at the place; the whole document as JSON where it becomes statements of another one, or there is no place. */
  readonly preview: { readonly languageId: string; readonly text: string };
  /** Puts it at the place; absent where it cannot stand there. */
  readonly edit?: WorkspaceEdit;
  /** Why it cannot, where there is a reason. */
  readonly refused?: string;
  /** The whole document as JSON with stops, for a document of its own. */
  readonly snippet: string;
}

export const TEMPLATE = new RequestType<TemplateParams, TemplateResult | null, void>('policywright/template');

export function templateFor(session: Session, params: TemplateParams): TemplateResult | null {
  const template = templateOf(session.engine.catalog, params.id);
  if (template === undefined) return null;
  const placement = placementFor(session, params);
  const json = jsonOf(template, unitOf(params.options));
  const answer = placement?.insert(template);
  const common = { title: template.title, snippet: asSnippet(json, template) };
  const whole = { languageId: 'json', text: withDefaults(json, template) };
  if (answer === undefined || placement === undefined || params.textDocument === undefined)
    return { ...common, preview: whole };
  if ('refused' in answer) return { ...common, preview: whole, refused: answer.refused };
  return { ...common, preview: previewOf(placement, answer) ?? whole, edit: editOf(session, params, answer) };
}

function placementFor(session: Session, { textDocument, position, options }: Where): Placement | undefined {
  const project = session.project();
  const source = textDocument === undefined ? undefined : project.sources.get(textDocument.uri);
  if (source === undefined || position === undefined) return undefined;
  return placementAt(session.engine, project, source.uri, offsetAt(source, position), unitOf(options));
}

function editOf(session: Session, { textDocument }: Where, { edits, snippets }: Inserted): WorkspaceEdit {
  const document = { uri: textDocument?.uri ?? '', edits, ...(snippets === undefined ? {} : { snippets }) };
  return toWorkspaceEdits(session.project(), session.version, [document], session.client);
}

function previewOf({ form }: Placement, { edits }: Inserted): TemplateResult['preview'] | undefined {
  const text = edits.map(({ newText }) => newText).join('');
  if (form === 'statement') return undefined;
  return { languageId: form === 'document' ? 'json' : 'terraform', text: `${text.trim()}\n` };
}

function jsonOf(template: Template, unit: string): string {
  const document = { ...template.document, Statement: markedStatements(template) };
  return `${JSON.stringify(document, undefined, unit)}\n`;
}

function unitOf(options: FormattingOptions | undefined): string {
  if (options === undefined) return '  ';
  return options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
}
