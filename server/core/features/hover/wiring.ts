import type { Consumption, Wiring } from '../../languages/language.ts';
import type { Location, PolicyUse } from '../../policy/use.ts';
import type { Project } from '../../project.ts';
import { lineIndex } from '../../text/line-index.ts';
import { NAMES } from '../completion/skeletons.ts';
import { code, escapeText, list, paragraphs } from '../markdown.ts';
import { KINDS } from './kinds.ts';
import { statementLines } from './statement-line.ts';

/** A name with the policies around it, in Markdown. Undefined for names that no policy sits on and that are none. */
export function describeWiring(project: Project, wiring: Wiring): string | undefined {
  if (wiring.argument !== undefined) return describeArgument(project, wiring, wiring.argument);
  if (wiring.document !== undefined) return describeDocument(project, wiring);
  return wiring.consumers.length === 0 ? undefined : describeTarget(project, wiring);
}

/** A document: what it says, what it is used as, and by whom. */
function describeDocument(project: Project, { target, document, uses, consumers }: Wiring): string {
  const kinds = [...new Set(uses.map(kindOf))];
  return paragraphs([
    `**${code(target)}** · ${kinds.length === 0 ? 'policy document' : kinds.join(', ')}`,
    document === undefined ? undefined : list(statementLines(document)),
    consumers.length === 0
      ? 'Nothing in this module uses it, so what it is used as is not known.'
      : `Used by\n\n${list(bounded(consumers.map((one) => consumerLine(project, one))))}`,
  ]);
}

function consumerLine(project: Project, { name, argument, at, use }: Consumption): string {
  const on = targetOf(use);
  const place = on === undefined || on === name ? '' : `, on ${code(on)}`;
  return `${code(`${name}.${argument}`)} (${placeOf(project, at)}): ${kindOf(use)}${place}`;
}

/** A resource that policies sit on. */
function describeTarget(project: Project, { target, consumers }: Wiring): string {
  const lines = consumers.map(({ name, at, use, document }) => {
    const by = name === target ? '' : `, put there by ${code(name)} (${placeOf(project, at)})`;
    return `${kindOf(use)} ${code(document.name)} (${placeOf(project, document.at)})${by}`;
  });
  return paragraphs([`**${code(target)}** · policies that sit on it`, list(bounded(lines))]);
}

/** An argument that takes a policy. */
function describeArgument(
  project: Project,
  { target, uses, consumers }: Wiring,
  argument: string,
): string | undefined {
  const [use] = uses;
  if (use === undefined) return undefined;
  const on = targetOf(use);
  const documents = consumers.map(
    ({ document }) => `${code(document.name)} (${placeOf(project, document.at)})`,
  );
  const inside = consumers.every(({ document }) => document.name === `${target}.${argument}`);
  return paragraphs([
    `**${code(argument)}** of ${code(target)} · takes a **${NAMES[use.kind]}**${serviceOf(use)}`,
    KINDS[use.kind],
    on === undefined || on === target ? undefined : `It sits on ${code(on)}.`,
    inside || documents.length === 0 ? undefined : `Its text comes from\n\n${list(bounded(documents))}`,
  ]);
}

function kindOf(use: PolicyUse): string {
  return `${NAMES[use.kind]}${serviceOf(use)}`;
}

/** Where that says more than the kind. */
function serviceOf({ kind, attachedTo }: PolicyUse): string {
  if (attachedTo === undefined || attachedTo.service === '') return '';
  if (kind !== 'resource') return '';
  const { service, resourceType } = attachedTo;
  return ` of ${escapeText(resourceType === undefined ? service : `${service} ${resourceType}`)}`;
}

function targetOf({ attachedTo }: PolicyUse): string | undefined {
  const target = attachedTo?.target;
  return target !== undefined && 'target' in target ? target.target : undefined;
}

/** `main.tf:7`, as people count lines. */
function placeOf({ sources }: Project, { uri, range }: Location): string {
  const name = decoded(uri.slice(uri.lastIndexOf('/') + 1));
  const source = sources.get(uri);
  if (source === undefined) return code(name);
  return code(`${name}:${lineIndex(source.text).at(range.start).line + 1}`);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function bounded(lines: readonly string[]): readonly string[] {
  return lines.length <= MAX_LINES
    ? lines
    : [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more`];
}

const MAX_LINES = 10;
