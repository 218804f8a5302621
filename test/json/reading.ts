import {
  applyEdits,
  type FileModel,
  json,
  type PolicyDocument,
  type TextEdit,
  type Writer,
} from '../../server/core/index.ts';

export function readFile(text: string, languageId = 'json', uri = 'file:///work/policy.json'): FileModel {
  return json.read({ uri, languageId, text });
}

/** The one policy of a text. */
export function readOne(text: string, languageId = 'json'): PolicyDocument {
  const { policies } = readFile(text, languageId);
  const [first] = policies;
  if (first === undefined || policies.length > 1) throw new Error(`${policies.length} policies`);
  return first.document;
}

/** The text after an intent, and whether the writer had an edit for it. */
export function written(text: string, intent: (write: Writer) => readonly TextEdit[]): string {
  return applyEdits(text, intent(readOne(text).write));
}
