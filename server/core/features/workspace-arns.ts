import { parseArn } from '../catalog/arn.ts';
import type { Engine } from '../engine.ts';
import type { FileModel } from '../languages/language.ts';
import type { DialectName, List, PolicyDocument } from '../policy/model.ts';
import { isAccountId, type Project } from '../project.ts';

/** What the policies that the host has read say about partitions, Regions, accounts and principals, the most frequent first. */
export interface WorkspaceArns {
  readonly partitions: readonly string[];
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  /** Of those, the ones that ARNs of resources are in: a principal is often of another account. */
  readonly resourceAccounts: readonly string[];
  /** Whole ARNs by their service, without wildcards. */
  readonly arns: ReadonlyMap<string, readonly string[]>;
  /** Service principals that policies of the workspace name. */
  readonly servicePrincipals: readonly string[];
}

/** Of the policies in one language: the names of one cloud are none in another. */
export function workspaceArns(engine: Engine, project: Project, dialect: DialectName): WorkspaceArns {
  const all = memo.get(project) ?? new Map<DialectName, WorkspaceArns>();
  const known = all.get(dialect);
  if (known !== undefined) return known;
  const words: Words = { resources: [], others: [] };
  let files = 0;
  for (const uri of project.sources.keys()) {
    if (++files > MAX_FILES) break;
    const file = engine.read(project, uri);
    const own = file === undefined ? undefined : wordsOf(file).get(dialect);
    if (own !== undefined) append(words, own);
  }
  const found = sortOut(words);
  all.set(dialect, found);
  memo.set(project, all);
  return found;
}

/** More open documents than anyone edits; bounds the first answer after a change. */
const MAX_FILES = 500;

/** Of elements of `Resource`, and of principals and conditions. */
interface Words {
  readonly resources: string[];
  readonly others: string[];
}

function append(words: Words, more: Words): void {
  words.resources.push(...more.resources);
  words.others.push(...more.others);
}

const memo = new WeakMap<Project, Map<DialectName, WorkspaceArns>>();
const wordMemo = new WeakMap<FileModel, ReadonlyMap<DialectName, Words>>();

function wordsOf(file: FileModel): ReadonlyMap<DialectName, Words> {
  const known = wordMemo.get(file);
  if (known !== undefined) return known;
  const words = new Map<DialectName, Words>();
  for (const { document } of file.policies) {
    const own = words.get(document.dialect) ?? { resources: [], others: [] };
    append(own, wordsOfPolicy(document));
    words.set(document.dialect, own);
  }
  wordMemo.set(file, words);
  return words;
}

function wordsOfPolicy(policy: PolicyDocument): Words {
  const resources: List[] = [];
  const others: List[] = [];
  for (const { resource, notResource, principal, notPrincipal, condition } of policy.statements) {
    for (const field of [resource, notResource]) if (field !== undefined) resources.push(field.value);
    for (const field of [principal, notPrincipal])
      for (const entry of field?.value.entries ?? []) others.push(entry.values);
    for (const operator of condition?.value.operators ?? [])
      for (const entry of operator.entries) others.push(entry.values);
  }
  return { resources: textsOf(resources), others: textsOf(others) };
}

function textsOf(lists: readonly List[]): string[] {
  return lists.flatMap(({ items }) => items.flatMap(({ text }) => text.value ?? []));
}

function sortOut({ resources, others }: Words): WorkspaceArns {
  const partitions = new Map<string, number>();
  const regions = new Map<string, number>();
  const accounts = new Map<string, number>();
  const resourceAccounts = new Map<string, number>();
  const principals = new Map<string, number>();
  const arns = new Map<string, Map<string, number>>();
  const add = (counts: Map<string, number>, word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of resources) {
    const account = parseArn(word)?.account.text ?? '';
    if (isAccountId(account)) add(resourceAccounts, account);
  }
  for (const word of [...resources, ...others]) {
    const arn = parseArn(word);
    if (arn === undefined) {
      if (isAccountId(word)) add(accounts, word);
      else if (SERVICE.test(word)) add(principals, word);
      continue;
    }
    if (/^aws[a-z-]*$/.test(arn.partition.text)) add(partitions, arn.partition.text);
    if (/^[a-z]{2,}(-[a-z]+)+(-\d+)?$/.test(arn.region.text)) add(regions, arn.region.text);
    if (isAccountId(arn.account.text)) add(accounts, arn.account.text);
    if (/[*?${}]/.test(word)) continue;
    const known = arns.get(arn.service.text) ?? new Map<string, number>();
    arns.set(arn.service.text, known);
    add(known, word);
  }
  return {
    partitions: ranked(partitions),
    regions: ranked(regions),
    accounts: ranked(accounts),
    resourceAccounts: ranked(resourceAccounts),
    arns: new Map([...arns].map(([service, counts]) => [service, ranked(counts)])),
    servicePrincipals: ranked(principals),
  };
}

const SERVICE = /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aliyuncs\.com)$/;

function ranked(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}
