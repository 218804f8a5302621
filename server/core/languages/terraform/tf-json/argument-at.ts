import type { Value } from '../../../policy/value.ts';
import { sheetOf } from '../../json/sheet.ts';
import { type Spot, spotAt } from '../../json/spot.ts';
import { readJson } from '../../json/value.ts';
import type { TypedArgument } from '../argument-at.ts';

/** An argument whose value is being typed in Terraform's JSON syntax: a reference in a string. */
export function argumentAtJson(text: string, offset: number): TypedArgument | undefined {
  const reading = readJson(text);
  if (reading.value === undefined) return undefined;
  const spot = spotAt(sheetOf(text, reading, reading.value, undefined)(), offset);
  const typed = spot === undefined ? undefined : typedIn(text, spot, offset);
  if (spot === undefined || typed === undefined || spot.role !== 'value') return undefined;
  const [block, ...inside] = spot.path.filter((step) => typeof step === 'string');
  const labels = block === 'provider' ? 1 : 2;
  if (block !== 'resource' && block !== 'data' && block !== 'provider') return undefined;
  const [type = '', name = ''] = inside.slice(0, labels);
  return {
    block,
    type,
    name: block === 'provider' ? '' : name,
    path: pathOf(inside.slice(labels)).join('.'),
    ...typed,
    inList: typeof spot.path.at(-1) === 'number' && isList(reading.value, spot.path.slice(0, -1)),
  };
}

/** Without the words of `dynamic` blocks. */
function pathOf(steps: readonly string[]): readonly string[] {
  return steps.filter(
    (step, index) => step !== 'content' && !(step === 'dynamic' && index < steps.length - 1),
  );
}

function isList(root: Value, path: readonly (string | number)[]): boolean {
  let value: Value | undefined = root;
  for (const step of path) {
    if (value?.type === 'object') value = value.entries.find(({ name }) => name === step)?.value;
    else value = value?.type === 'list' && typeof step === 'number' ? value.items[step] : undefined;
  }
  return value?.type === 'list';
}

/** The reference as far as it is typed, and what of a string with an expression is missing around it. */
function typedIn(
  text: string,
  { text: scalar, range, quotes }: Spot,
  offset: number,
): Pick<TypedArgument, 'range' | 'around'> | undefined {
  if (scalar === undefined) return { range, around: { before: '"${', after: '}"' } };
  const before = /^(\$\{\s*)?([\w.-]*)$/.exec(text.slice(scalar.inner.start, offset));
  if (before === null || quotes === 'none') return undefined;
  const [, opened, word = ''] = before;
  const end = offset + (/^[\w.-]*/.exec(text.slice(offset, scalar.inner.end))?.[0].length ?? 0);
  const rest = text.slice(end, scalar.inner.end).trim();
  if (rest !== '' && rest !== '}') return undefined;
  const after = `${rest === '}' ? '' : '}'}${quotes === 'opening' ? '"' : ''}`;
  return {
    range: { start: offset - word.length, end },
    around: { before: opened === undefined ? '${' : '', after },
  };
}
