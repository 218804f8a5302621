import type { Catalog } from '../catalog/catalog.ts';
import type { Engine } from '../engine.ts';
import type { FilePolicy } from '../languages/language.ts';
import type { PolicyDocument } from '../policy/model.ts';
import type { Location, PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import { type Budget, budgetOf } from '../rules/document/budget.ts';
import { spelled } from '../rules/document/size.ts';
import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
import { type Access, accessOf, levelCounts } from './policy-access.ts';
import { accessIn, type Words } from './words.ts';

/** A line above a policy. */
export interface Lens {
  readonly range: TextRange;
  readonly title: string;
  /** Where it leads: the summary of the policy, or the place that decides what the policy is. */
  readonly leadsTo: 'summary' | Location | undefined;
}

/** Of each policy: what it is and sits on, what it lets do, how much of its quota it uses. */
export function codeLenses(engine: Engine, project: Project, uri: Uri, words: Words): readonly Lens[] {
  const file = engine.read(project, uri);
  if (file === undefined) return [];
  return file.policies.slice(0, MOST).flatMap((policy) => {
    const uses = engine.usesOf(project, file, policy);
    return lensesOf(policy, uses, engine.catalog, words);
  });
}

/** Policies; files with more of them were written by machines. */
const MOST = 300;

function lensesOf(
  policy: FilePolicy,
  uses: readonly PolicyUse[],
  catalog: Catalog,
  words: Words,
): readonly Lens[] {
  const { document } = policy;
  const range = { start: document.range.start, end: document.range.start };
  const kinds =
    policy.uses?.length === 0
      ? [{ title: words.unused, leadsTo: undefined }]
      : distinct(uses.map((use) => ({ title: describeUse(use, words), leadsTo: use.at }))).slice(
          0,
          MOST_USES,
        );
  const access = { title: describeAccess(document, catalog, words), leadsTo: 'summary' as const };
  const size = { title: describeSize(tightest(document, uses, catalog), words), leadsTo: undefined };
  return [...kinds, access, size].map((lens) => ({ range, ...lens }));
}

const MOST_USES = 3;

function distinct<T extends { readonly title: string }>(lenses: readonly T[]): readonly T[] {
  return lenses.filter(({ title }, index) => lenses.findIndex((one) => one.title === title) === index);
}

/** `Resource policy of aws_prometheus_workspace.main`. */
export function describeUse({ kind, attachedTo }: PolicyUse, words: Words): string {
  const target = attachedTo?.target;
  const service = kind === 'resource' ? attachedTo?.service : undefined;
  const name = target === undefined ? service : 'arn' in target ? target.arn : target.target;
  return name === undefined ? words.kinds[kind] : words.kindOf(words.kinds[kind], name);
}

/** `5 read · 1 write · 0 permissions management · denies 3 actions`. */
export function describeAccess(
  document: PolicyDocument,
  catalog: Catalog,
  words: Words,
  form: 'full' | 'short' = 'full',
): string {
  const { allowed, denied } = accessOf(document, catalog);
  const hasAllow = namesAnything(allowed) || allowed.open !== undefined;
  // Where both are open, `at least` says so already.
  const hasDeny = namesAnything(denied) || (denied.open !== undefined && allowed.open === undefined);
  if (!hasDeny) return accessWords(allowed, words, form);
  if (!hasAllow) return words.denies(accessWords(denied, words, form));
  return `${accessWords(allowed, words, form)} · ${words.denies(countWords(denied, words))}`;
}

function namesAnything({ all, actions }: Access): boolean {
  return all || actions.size > 0;
}

function accessWords(access: Access, words: Words, form: 'full' | 'short'): string {
  if (access.all) return countWords(access, words);
  const text = accessIn(words, levelCounts(access.actions.keys()), access.actions.size === 0 ? 'full' : form);
  return access.open === undefined ? text : words.atLeast(text);
}

export function countWords({ all, actions, open }: Access, words: Words): string {
  const { size } = actions;
  if (all) return size === 0 || open !== undefined ? words.everyAction : words.everyActionBut(size);
  const text = words.actions(size, spelled(size));
  return open === undefined ? text : words.atLeast(text);
}

/** Of several uses the one whose quota is nearest. */
export function tightest(document: PolicyDocument, uses: readonly PolicyUse[], catalog: Catalog): Budget {
  const [first, ...more] = uses.map((use) => budgetOf(document, use, catalog));
  const nothing: Budget = { used: 0, isLeast: true };
  return more.reduce((a, b) => (share(b) > share(a) ? b : a), first ?? nothing);
}

function share({ used, quota }: Budget): number {
  return quota === undefined ? 0 : used / quota.limit;
}

/** `1,234 of 6,144 characters, 20 % (managed policy)`. */
export function describeSize({ used, isLeast, quota }: Budget, words: Words): string {
  const text =
    quota === undefined
      ? words.characters(spelled(used))
      : words.size(
          spelled(used),
          spelled(quota.limit),
          Math.floor((used / quota.limit) * 100),
          words.owners[quota.owner],
        );
  return isLeast ? words.atLeast(text) : text;
}
