import { kindOfName } from '../../policy/kind.ts';
import type { Source } from '../../text/source.ts';
import type { NewDocument } from '../language.ts';

/** A file in which nothing stands yet, or no more than the beginning of an object or of a word. */
export function newDocumentAt({ text, uri }: Source, offset: number): NewDocument | undefined {
  // Trimmed first: an expression that could share out the blanks in many ways would take long to fail.
  if (!/^(\{\s*\}?|"?[\w -]*"?)$/.test(text.trim())) return undefined;
  const start = text.startsWith('\ufeff') ? 1 : 0;
  if (offset < start) return undefined;
  const kind = kindOfName(uri.slice(uri.lastIndexOf('/') + 1));
  return {
    form: 'document',
    range: { start, end: text.length },
    ...(kind === undefined ? {} : { kind }),
    write: (json, { unit = '  ' }) => ({
      text: `${JSON.stringify(JSON.parse(json), undefined, unit)}\n`,
    }),
  };
}
