import type { PolicyDocument, PolicyPath } from '../../../policy/model.ts';
import type { BodyFrame, Frame, ListFrame, ObjectFrame, Scan } from '../hcl/scan-state.ts';
import { awsNameOf } from '../ram-blocks.ts';

/** The frames of a scan from the policy's own inwards. */
export type Site =
  | {
      readonly kind: 'block';
      readonly policy: PolicyDocument;
      readonly bodies: readonly BodyFrame[];
      readonly inner: readonly Frame[];
    }
  | { readonly kind: 'object'; readonly policy: PolicyDocument; readonly frames: readonly Frame[] };

type Policies = readonly { readonly document: PolicyDocument }[];

export function siteOf({ frames }: Scan, policies: Policies): Site | undefined {
  const start = (frame: Frame) => (frame.kind === 'body' ? frame.header : frame.start);
  for (const [index, frame] of frames.entries()) {
    if (frame.kind === 'body' ? !HOLDERS.has(frame.type) : frame.kind !== 'object' && !isBracket(frame))
      continue;
    const policy = policies.find(({ document }) => document.range.start === start(frame))?.document;
    if (policy === undefined) continue;
    const inside = frames.slice(index);
    if (frame.kind !== 'body') return { kind: 'object', policy, frames: inside };
    const bodies = inside.filter((one) => one.kind === 'body');
    const plain = withoutDynamic(bodies);
    const own = policy.dialect === 'ram' ? plain.map(inAwsNames) : plain;
    return { kind: 'block', policy, bodies: own, inner: inside.slice(bodies.length) };
  }
  return undefined;
}

function isBracket(frame: Frame): boolean {
  return frame.kind === 'list' && frame.open === '[';
}

/** Blocks that can be a policy of their own. */
const HOLDERS: ReadonlySet<string> = new Set(['data', 'resource']);

/** What Alibaba Cloud's provider calls otherwise, as the rest of this folder knows it. */
function inAwsNames(body: BodyFrame, index: number): BodyFrame {
  const { member } = body;
  const type = index === 2 ? awsNameOf(body.type, 'statement') : body.type;
  const around = index === 0 ? '' : type;
  return member === undefined
    ? { ...body, type }
    : { ...body, type, member: { ...member, name: awsNameOf(member.name, around) } };
}

/** The content of a `dynamic` block stands for the block itself. */
function withoutDynamic(bodies: readonly BodyFrame[]): readonly BodyFrame[] {
  return bodies.flatMap((body, index): readonly BodyFrame[] => {
    if (body.type === 'dynamic') return bodies[index + 1]?.type === 'content' ? [] : [body];
    const outer = bodies[index - 1];
    if (body.type !== 'content' || outer?.type !== 'dynamic') return [body];
    // The member is shared: what the scan knows of it belongs to the content.
    return [{ ...body, type: outer.labels[0] ?? '', header: outer.header }];
  });
}

/** The list around a place, through functions that only put lists together. */
export function listIn(frames: readonly Frame[]): ListFrame | 'none' | undefined {
  let found: ListFrame | undefined;
  for (const frame of frames) {
    if (frame.kind === 'string') continue;
    if (frame.kind !== 'list') return undefined;
    if (frame.open === '(' && !TRANSPARENT.has(frame.name)) return undefined;
    if (frame.open === '[' && !frame.isFor) found = frame;
    else if (frame.open === '[') return undefined;
  }
  const last = frames.findLast((frame) => frame.kind === 'list');
  if (last?.open === '(') return undefined;
  return found ?? 'none';
}

const TRANSPARENT = new Set([
  '',
  'concat',
  'flatten',
  'distinct',
  'compact',
  'toset',
  'tolist',
  'sort',
  'merge',
  'setunion',
]);

/** The innermost object or list of an object's frames, and the path to it. */
export function containerIn(
  policy: PolicyDocument,
  frames: readonly Frame[],
): { readonly container: ObjectFrame | ListFrame; readonly path: PolicyPath } | undefined {
  // A policy that is a list is one of statements.
  let path: (string | number)[] = frames[0]?.kind === 'list' ? ['Statement'] : [];
  let container: ObjectFrame | ListFrame | undefined;
  for (const frame of frames) {
    if (frame.kind === 'string') continue;
    if (frame.kind !== 'object' && frame.kind !== 'list') return undefined;
    if (container?.kind === 'object') {
      if (container.isFor || container.member?.sign === undefined) return undefined;
      path.push(container.member.name);
    } else if (container?.kind === 'list' && frame.kind === 'object' && container.open === '[') {
      path.push(container.isFor ? 0 : container.index);
    }
    if (frame.kind === 'list' && frame.open === '(' && !TRANSPARENT.has(frame.name)) return undefined;
    const statement = policy.statements.find(
      ({ range }) => frame.kind === 'object' && range.start === frame.start,
    );
    if (statement !== undefined) path = [...statement.path];
    container = frame;
  }
  if (container === undefined) return undefined;
  return { container, path };
}
