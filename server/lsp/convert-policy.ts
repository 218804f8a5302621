import { type Position, RequestType, type TextDocumentIdentifier } from 'vscode-languageserver';
import { convertPolicy, convertText, type TextForm, type Uri } from '../core/index.ts';
import { offsetAt } from './convert.ts';
import type { Session } from './session.ts';

/**
 * `policywright/convert`: a policy as a text of its own, in another form. It changes nothing.
 * The policy is that at a place of a document, or the JSON in `text`.
 */
export interface ConvertParams {
  readonly to: TextForm;
  readonly textDocument?: TextDocumentIdentifier;
  readonly position?: Position;
  readonly text?: string;
  /** Of the data source. */
  readonly name?: string;
  /** Of the line on which the text starts. */
  readonly indent?: string;
}

export type ConvertResult =
  | { readonly languageId: string; readonly text: string }
  | { readonly refused: string };

export const CONVERT = new RequestType<ConvertParams, ConvertResult, void>('policywright/convert');

export function convertedPolicy(session: Session, params: ConvertParams): ConvertResult {
  const { to, textDocument, text, indent = '' } = params;
  const around = { name: params.name ?? nameFrom(textDocument?.uri), indent };
  const converted =
    text === undefined ? fromDocument(session, params, around) : convertText(text, to, around);
  if ('refused' in converted) return converted;
  return { languageId: to === 'json' ? 'json' : 'terraform', text: converted.text };
}

function fromDocument(
  session: Session,
  { textDocument, position, to }: ConvertParams,
  around: { readonly name: string; readonly indent: string },
): ReturnType<typeof convertText> {
  const project = session.project();
  const source = textDocument === undefined ? undefined : project.sources.get(textDocument.uri);
  const file = source === undefined ? undefined : session.engine.read(project, source.uri);
  if (source === undefined || file === undefined) return { refused: 'There is no policy' };
  return convertPolicy(file, position === undefined ? 0 : offsetAt(source, position), to, around);
}

/** A data source is named as its file is, if that has a name. */
function nameFrom(uri: Uri | undefined): string {
  if (uri === undefined || uri.startsWith('untitled:')) return 'policy';
  const [file = ''] = uri.slice(uri.lastIndexOf('/') + 1).split('.', 1);
  const name = file.replace(/%[0-9a-f]{2}|[^\w-]/gi, '_');
  return /^[A-Za-z_]/.test(name) ? name : 'policy';
}
