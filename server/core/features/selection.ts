import { parseArn } from '../catalog/arn.ts';
import type { Engine } from '../engine.ts';
import { rangeWithin, type Text } from '../policy/text.ts';
import type { Value } from '../policy/value.ts';
import type { Project } from '../project.ts';
import { covers, type TextRange, touches } from '../text/range.ts';
import type { Uri } from '../text/source.ts';

/**
 * What one selects step by step at an offset, the largest first: policy, element, statement, element, list, item, part of an ARN.
 * Each range lies in the one before it and is smaller. Empty outside every policy.
 */
export function selectionRanges(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
): readonly TextRange[] {
  const file = engine.read(project, uri);
  const chain: TextRange[] = [];
  const add = (range: TextRange) => {
    const last = chain.at(-1);
    if (!touches(range, offset)) return false;
    if (last === undefined) chain.push(range);
    else if (!covers(last, range)) return false;
    else if (range.end - range.start < last.end - last.start) chain.push(range);
    return true;
  };
  const outerFirst = (file?.policies ?? [])
    .filter(({ document }) => touches(document.range, offset))
    .sort((a, b) => size(b.document.range) - size(a.document.range));
  for (const { document } of outerFirst) {
    if (add(document.range)) descend(document.root, offset, add);
  }
  return chain;
}

function size({ start, end }: TextRange): number {
  return end - start;
}

type Add = (range: TextRange) => boolean;

function descend(value: Value, offset: number, add: Add): void {
  switch (value.type) {
    case 'object': {
      add(value.range);
      const entry = value.entries.find(({ range }) => touches(range, offset));
      if (entry === undefined || !add(entry.range)) return;
      if (touches(entry.value.range, offset)) descend(entry.value, offset, add);
      else if (touches(entry.key.range, offset) && add(entry.key.range)) add(entry.key.inner);
      return;
    }
    case 'list': {
      add(value.range);
      const item = value.items.find(({ range }) => touches(range, offset));
      if (item !== undefined) descend(item, offset, add);
      return;
    }
    case 'string':
    case 'number':
    case 'boolean':
      if (add(value.range) && add(value.text.inner)) parts(value.text, offset, add);
      return;
    default:
      add(value.range);
  }
}

/** Fields of an ARN and segments of the resource in it, service and name of an action; holes with their signs. */
function parts(text: Text, offset: number, add: Add): void {
  const { value } = text;
  if (value === undefined) {
    const hole = text.pieces.find(({ kind, range }) => kind === 'hole' && touches(range, offset));
    if (hole !== undefined) add(hole.range);
    return;
  }
  const arn = parseArn(value);
  const at = (start: number, end: number) => add(rangeWithin(text, start, end));
  if (arn === undefined) {
    const action = /^([a-z0-9-]+):([^:/\s]+)$/i.exec(value);
    if (action === null) return;
    const colon = value.indexOf(':');
    if (!at(colon + 1, value.length)) at(0, colon);
    return;
  }
  const fields = [arn.resource, arn.account, arn.region, arn.service, arn.partition];
  const field = fields.find(
    ({ start, end }) => end > start && touches(rangeWithin(text, start, end), offset),
  );
  if (field === undefined) return;
  at(field.start, field.end);
  if (field !== arn.resource) return;
  for (let start = field.start; start <= field.end; ) {
    const length = value.slice(start, field.end).search(/[/:]/);
    const end = length < 0 ? field.end : start + length;
    if (end > start && touches(rangeWithin(text, start, end), offset)) {
      at(start, end);
      return;
    }
    start = end + 1;
  }
}
