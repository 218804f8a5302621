import type { PlainValue } from '../../policy/model.ts';
import { fix } from '../fixes.ts';
import type { Fix, ListElement, RuleContext } from '../rule.ts';

/** An ARN in the place of an action: it belongs into the element of resources that goes with this one. */
export function isArn(value: string): boolean {
  return /^(arn|acs):[^:]*:[^:]*:[^:]*:/.test(value);
}

/** Moves the ARN; where it was the only element, the action is left to be named. */
export function moveToResource(element: ListElement, value: string, ctx: RuleContext): readonly Fix[] {
  const { statement, field, item } = element;
  const swapped = swap(element, ctx);
  if (swapped.length > 0) return swapped;
  const { write } = ctx.policy;
  const target = statement.resource ?? statement.notResource;
  const single = field.value.items.length === 1;
  const service = value.split(':')[value.startsWith('acs:') ? 1 : 2] ?? '';
  if (ctx.kind === 'trust' || (single && service === '') || field.value.open.length > 0) return [];
  const removed = single ? write.text(item.text, `${service}:`) : write.remove(item.path);
  const items = target?.value.items.map(({ text }) => text.value) ?? [];
  const present = items.includes(value);
  const path = [...statement.path, target?.name ?? 'Resource'];
  const put = (at: readonly (string | number)[], made: PlainValue) => write.set([...path, ...at], made);
  const added = present
    ? []
    : target === undefined || items.length === 0
      ? put([], value)
      : items.length === 1 && items[0] === '*' && target === statement.resource
        ? put([], value)
        : put([items.length], value);
  if (removed.length === 0 || (added.length === 0 && !present)) return [];
  const edits = [...removed, ...added];
  const title = single
    ? `Move the ARN to "${target?.name ?? 'Resource'}", and leave the action of "${service}" to be named`
    : `Move the ARN to "${target?.name ?? 'Resource'}"`;
  return fix(title, 'review', write.tidy?.(edits) ?? edits);
}

/** All actions are ARNs and all resources actions: one element was taken for the other. */
function swap({ statement: { resource }, field }: ListElement, ctx: RuleContext): readonly Fix[] {
  const arns = field.value.items.map(({ text }) => text.value);
  const actions = resource?.value.items.map(({ text }) => text.value) ?? [];
  if (resource === undefined || field.value.open.length + resource.value.open.length > 0) return [];
  if (!arns.every((each) => each !== undefined && isArn(each)) || actions.length === 0) return [];
  const known = (each: string | undefined) => {
    const { kind } = each === undefined ? { kind: undefined } : ctx.catalog.expand(each);
    return kind === 'one' || kind === 'pattern';
  };
  if (!actions.every(known)) return [];
  const { write } = ctx.policy;
  const [first, second] = [
    write.set(field.path, oneOrAll(actions)),
    write.set(resource.path, oneOrAll(arns)),
  ];
  if (first.length === 0 || second.length === 0) return [];
  const edits = [...first, ...second];
  return fix(`Exchange "${field.name}" and "${resource.name}"`, 'review', write.tidy?.(edits) ?? edits);
}

function oneOrAll(values: readonly (string | undefined)[]): PlainValue {
  const known = values.flatMap((value) => value ?? []);
  const [only = ''] = known;
  return known.length === 1 ? only : known;
}
