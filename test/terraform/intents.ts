import type { PlainValue, PolicyPath, TextEdit, Writer } from '../../server/core/index.ts';
import { firstPolicy, plain } from './reading.ts';

/** What a writer may be asked for, and texts to ask it about. */

export type Intent = (write: Writer) => readonly TextEdit[];
export const set =
  (path: PolicyPath, value: PlainValue): Intent =>
  (write) =>
    write.set(path, value);
export const insert =
  (path: PolicyPath, value: PlainValue): Intent =>
  (write) =>
    write.insert(path, value);
export const remove =
  (...paths: PolicyPath[]): Intent =>
  (write) =>
    write.removeAll(paths);
export const rename =
  (path: PolicyPath, name: string): Intent =>
  (write) =>
    write.rename(path, name);

export const base = ['Statement', 0];
export const show = (text: string) => plain(firstPolicy(text).root);

/** A data source with the lines of one statement, and a neighbour that nothing may change. */
export const doc = (...lines: string[]) =>
  [
    'data "aws_iam_policy_document" "example" {',
    '  statement {',
    ...lines.map((line) => (line === '' ? '' : `    ${line}`)),
    '  }',
    '}',
    '',
    'data "aws_iam_policy_document" "other" {',
    '  statement {',
    '    actions = ["x:Y"]',
    '  }',
    '}',
    '',
  ].join('\n');
