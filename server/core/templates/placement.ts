import type { Engine } from '../engine.ts';
import { type Place, placeAt } from '../features/place.ts';
import type { NewDocument } from '../languages/language.ts';
import type { DialectName, PolicyDocument } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import type { Project } from '../project.ts';
import type { TextEdit } from '../text/edit.ts';
import { touches } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';
import { filled, markedStatements } from './places.ts';
import { statementEdit } from './statement.ts';
import type { Template } from './template.ts';

/** Where a template can be put, and the form that it has there. */
export interface Placement {
  readonly form: 'document' | 'data source' | 'jsonencode' | 'statement';
  /** The language of what takes it; absent where either will do. */
  readonly dialect?: DialectName;
  readonly kind?: PolicyKind;
  /** Prefix of the service that takes it. */
  readonly service?: string;
  /** The edits of the file, with stops in a second reading. */
  insert(template: Template): Inserted | { readonly refused: string };
}

export interface Inserted {
  readonly edits: readonly TextEdit[];
  readonly snippets?: readonly (TextEdit | undefined)[];
}

/** `unit`: one step of indentation in new files, where the editor says it. Undefined where no policy can stand. */
export function placementAt(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
  unit?: string,
): Placement | undefined {
  const source = project.sources.get(uri);
  if (source === undefined) return undefined;
  const fresh = engine.languageOf(source)?.newDocumentAt?.(source, project, offset);
  if (fresh !== undefined) return newDocument(source, fresh, unit);
  const place = placeAt(engine, project, uri, offset);
  return place === undefined
    ? inPolicy(engine, project, source, offset)
    : statementPlacement(source, place.cursor.policy, offset, place.use, place);
}

/** Whether a template says something for such a place: its language, its kind, and for resource policies its service. */
export function fits(
  template: Pick<Template, 'dialect' | 'kind' | 'service'>,
  { dialect, kind, service }: Pick<Placement, 'dialect' | 'kind' | 'service'>,
): boolean {
  if (dialect !== undefined && template.dialect !== dialect) return false;
  if (kind === undefined || kind === 'unknown') return true;
  if (kind !== template.kind) return GRANTS.has(kind) && template.kind === 'identity';
  return kind !== 'resource' || service === undefined || service === template.service;
}

/** Kinds that say what an identity may do. */
const GRANTS: ReadonlySet<PolicyKind> = new Set(['boundary', 'session']);

function newDocument({ text }: Source, fresh: NewDocument, unit: string | undefined): Placement {
  const { form, range, dialect, kind, service } = fresh;
  return {
    form,
    ...(dialect === undefined ? {} : { dialect }),
    ...(kind === undefined ? {} : { kind }),
    ...(service === undefined ? {} : { service }),
    insert(template) {
      const foreign = refusal(template, dialect);
      if (foreign !== undefined) return foreign;
      const json = JSON.stringify({ ...template.document, Statement: markedStatements(template) });
      const written = fresh.write(json, {
        name: template.name,
        dialect: template.dialect,
        kind: template.kind,
        ...(unit === undefined ? {} : { unit }),
      });
      if ('refused' in written) return written;
      const newText = text.includes('\r\n') ? written.text.replace(/\r?\n/g, '\r\n') : written.text;
      return filled([{ range, newText }], template);
    },
  };
}

function refusal(
  { dialect }: Template,
  wanted: DialectName | undefined,
): { readonly refused: string } | undefined {
  if (wanted === undefined || wanted === dialect) return undefined;
  return {
    refused:
      dialect === 'ram'
        ? 'It is a policy of Alibaba Cloud, and the place takes one of AWS'
        : 'It is a policy of AWS, and the place takes one of Alibaba Cloud',
  };
}

/** Where the cursor stands on a bracket or in a comment of a policy. */
function inPolicy(engine: Engine, project: Project, source: Source, offset: number): Placement | undefined {
  const file = engine.read(project, source.uri);
  const policy = file?.policies.findLast(({ document }) => touches(document.range, offset));
  if (file === undefined || policy === undefined) return undefined;
  const [use] = engine.usesOf(project, file, policy);
  return use === undefined ? undefined : statementPlacement(source, policy.document, offset, use, undefined);
}

function statementPlacement(
  source: Source,
  document: PolicyDocument,
  offset: number,
  { kind, by, attachedTo }: Place['use'],
  place: Place | undefined,
): Placement {
  const { dialect } = document;
  return {
    form: 'statement',
    // An empty document is of no language yet.
    ...(document.statements.length === 0 && document.version === undefined ? {} : { dialect }),
    ...(by === 'default' ? {} : { kind }),
    ...(attachedTo === undefined || attachedTo.service === '' ? {} : { service: attachedTo.service }),
    insert(template) {
      const foreign = refusal(template, dialect);
      if (foreign !== undefined) return foreign;
      const edits = statementEdit(source.text, document, offset, place, markedStatements(template));
      if (edits.length === 0)
        return { refused: 'The statements of the policy are not spelled out as a list' };
      return filled(edits, template);
    },
  };
}
