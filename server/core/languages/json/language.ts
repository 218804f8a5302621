import { inItsDialect } from '../../dialects/detect.ts';
import { isNamedLikePolicy } from '../../policy/kind.ts';
import type { PolicyPath } from '../../policy/model.ts';
import { readPolicy } from '../../policy/read.ts';
import type { Value } from '../../policy/value.ts';
import type { Project } from '../../project.ts';
import { recent } from '../../text/recent.ts';
import type { Source } from '../../text/source.ts';
import type { FileModel, FilePolicy, Language } from '../language.ts';
import { commentPlace, suppressionComments } from './comments.ts';
import { embed } from './embedded.ts';
import type { JsonError } from './errors.ts';
import { foldsOf } from './folds.ts';
import { locate } from './locate.ts';
import { newDocumentAt } from './new-document.ts';
import { type Found, findPolicies, isPolicy } from './policies.ts';
import { problemsOf } from './problems.ts';
import { sheetOf } from './sheet.ts';
import { mayHoldPolicy } from './suspects.ts';
import { type JsonReading, readJson } from './value.ts';
import { jsonWriter } from './write.ts';

/** Policies as JSON, with or without comments, alone or inside larger files. */
export const json = {
  ids: ['json', 'jsonc'],
  suspects: (source: Source) => source.isPolicy === true || mayHoldPolicy(source),
  read: readCached,
  locate,
  suppressionComments,
  newDocumentAt: (source: Source, _project: Project, offset: number) => newDocumentAt(source, offset),
  commentPlace,
  folds: foldsOf,
} satisfies Language;

/** What somebody types in, and a few files around it. */
const files = recent<Source, FileModel>(4);

function readCached(source: Source): FileModel {
  const known = files.get(source);
  if (known !== undefined) return known;
  const file = read(source);
  files.set(source, file);
  return file;
}

function read(source: Source): FileModel {
  const reading = readJson(source.text);
  const range = { start: 0, end: source.text.length };
  const root: Value = reading.value ?? { type: 'unknown', range, missing: true };
  const found = policiesIn(root, source);
  return { source, policies: found.flatMap((one) => filePolicy(source, reading, one) ?? []) };
}

/** A text that is said to be a policy is one, even where it lacks all that makes one. */
function policiesIn(root: Value, source: Source): readonly Found[] {
  const found = findPolicies(root, () => isNamedLikePolicy(source.uri));
  if (source.isPolicy !== true || found.length > 0) return found;
  return [{ value: root, path: [], embedded: false }];
}

function filePolicy(source: Source, reading: JsonReading, found: Found): FilePolicy | undefined {
  const { value, path, use } = found;
  const embedded = found.embedded ? embed(value) : undefined;
  const inner = embedded === undefined ? reading : readJson(embedded.text, embedded.placement);
  const root = embedded === undefined ? value : inner.value;
  if (root === undefined || (found.embedded && !isPolicy(root))) return undefined;
  const sheet = sheetOf(source.text, reading, root, embedded);
  const document = inItsDialect(
    readPolicy(root, {
      name: nameOf(source, path),
      language: 'json',
      dialect: 'aws',
      write: jsonWriter(sheet, embedded),
      problems: problemsOf({
        text: embedded?.text ?? source.text,
        errors: source.isPolicy === true && reading.value === undefined ? [nothing(source)] : inner.errors,
        comments: inner.comments,
        embedded,
        alone: path.length === 0 || embedded !== undefined,
        lenient: source.languageId === 'jsonc' && embedded === undefined,
        range: root.range,
      }),
    }),
  );
  return {
    document,
    ...(use === undefined ? {} : { uses: [use] }),
    ...(embedded === undefined ? {} : { embedded: true }),
  };
}

function nameOf(source: Source, path: PolicyPath): string {
  const name = decoded(source.uri.slice(source.uri.lastIndexOf('/') + 1));
  return path.length === 0 ? name : `${name}#${path.join('.')}`;
}

function decoded(name: string): string {
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Where a policy is promised, an empty text is a mistake; elsewhere it is the beginning of one. */
function nothing({ text }: Source): JsonError {
  return { code: 'empty', start: 0, end: text.length };
}
