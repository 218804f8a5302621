import type { Engine } from '../engine.ts';
import type { Merged, Renaming, Unrenamable } from '../languages/language.ts';
import type { Field, PolicyDocument } from '../policy/model.ts';
import type { Text } from '../policy/text.ts';
import type { Location } from '../policy/use.ts';
import type { Project } from '../project.ts';
import { covers, touches } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';
import { policyName } from './symbols.ts';

/** A Sid, and the others that mean the same statement: those of documents that it is merged with. */
export interface SidGroup {
  readonly value: string;
  readonly text: Text;
  readonly source: Source;
  /** With the one at hand, in the order of the documents. */
  readonly same: readonly SidPlace[];
  /** Where the statement comes from that the one at hand takes the place of; else the one at hand. */
  readonly origins: readonly SidPlace[];
  /** All Sids that it may not be like. */
  readonly others: readonly SidPlace[];
  /** Why not all of `same` may be known: sentence case, no full stop. */
  readonly unsure?: string;
}

export interface SidPlace extends Location {
  readonly text: Text;
  readonly document: PolicyDocument;
}

/** Undefined where no Sid with known characters stands. */
export function sidAt(engine: Engine, project: Project, uri: Uri, offset: number): SidGroup | undefined {
  const source = project.sources.get(uri);
  const file = source === undefined ? undefined : engine.read(project, uri);
  if (source === undefined || file === undefined) return undefined;
  for (const { document } of file.policies) {
    if (!touches(document.range, offset)) continue;
    for (const { sid } of document.statements) {
      const text = sid?.value;
      if (sid === undefined || text === undefined || text.value === undefined || text.value === '') continue;
      if (isWritten(sid, document) && touches(text.range, offset))
        return groupOf(engine, project, source, document, text, text.value);
    }
  }
  return undefined;
}

/** Not one that an expression brings from elsewhere. */
function isWritten(sid: Field<Text | undefined>, document: PolicyDocument): boolean {
  const { value: text } = sid;
  return text?.value !== undefined && covers(document.range, sid.range) && covers(sid.range, text.range);
}

function groupOf(
  engine: Engine,
  project: Project,
  source: Source,
  document: PolicyDocument,
  text: Text,
  value: string,
): SidGroup {
  const { members, open } = gather(engine, project, source, document);
  const places = members.map((member) => sidsOf(member.uri, member.document));
  const all = places.flatMap(({ sids }) => sids).sort(byPlace);
  const same = all.filter((place) => place.text.value === value);
  const own = members.findIndex((member) => member.document === document);
  const below = new Set<number>();
  const collect = (index: number) => {
    for (const from of members[index]?.from ?? []) {
      if (below.has(from) || from === own) continue;
      below.add(from);
      collect(from);
    }
  };
  collect(own);
  const here = all.filter((place) => place.text === text);
  const origins = [...below].flatMap((index) =>
    (places[index]?.sids ?? []).filter((place) => place.text.value === value),
  );
  const computed = members.find((_, index) => places[index]?.isOpen === true && members.length > 1);
  const unsure =
    open !== undefined
      ? `${policyName(document)} ${OPEN[open]}`
      : computed === undefined
        ? undefined
        : `${policyName(computed.document)} is merged with this document and has a Sid that is made by an expression`;
  return {
    value,
    text,
    source,
    same,
    origins: origins.length > 0 ? origins : here,
    others: all.filter((place) => place.text.value !== value),
    ...(unsure === undefined ? {} : { unsure }),
  };
}

function byPlace(a: SidPlace, b: SidPlace): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start - b.range.start;
}

const OPEN = {
  made: 'is merged with documents or statements that only Terraform knows, and these may have the same Sid',
  'handed on':
    'is handed to other modules, in which a statement of the same Sid may take the place of this one',
} as const;

interface Gathered {
  readonly members: readonly {
    readonly document: PolicyDocument;
    readonly uri: Uri;
    readonly from: readonly number[];
  }[];
  readonly open: Merged['open'];
}

/** Everything that a document is merged with, in all modules that take a part of it in. */
function gather(engine: Engine, project: Project, source: Source, document: PolicyDocument): Gathered {
  const members: { document: PolicyDocument; uri: Uri; from: number[] }[] = [];
  let open: Merged['open'];
  const place = (uri: Uri, found: PolicyDocument): number => {
    const { start } = found.range;
    const known = members.findIndex((one) => one.uri === uri && one.document.range.start === start);
    return known < 0 ? members.push({ uri, document: found, from: [] }) - 1 : known;
  };
  place(source.uri, document);
  for (let next = 0; next < members.length && next < MAX_MEMBERS; next++) {
    const member = members[next];
    if (member === undefined) break;
    for (const merged of mergings(engine, project, member.uri, member.document)) {
      open ??= merged.open;
      const places = merged.members.map((one) => place(one.uri, one.document));
      merged.members.forEach(({ from }, index) => {
        members[places[index] ?? -1]?.from.push(...from.flatMap((one) => places[one] ?? []));
      });
    }
  }
  return { members, open: members.length > MAX_MEMBERS ? 'made' : open };
}

/** More documents than anybody merges. */
const MAX_MEMBERS = 200;

/** By the module that a document stands in, and by those that take it in. */
function mergings(engine: Engine, project: Project, uri: Uri, document: PolicyDocument): readonly Merged[] {
  const file = engine.read(project, uri);
  const { start } = document.range;
  const policy = file?.policies.find((one) => one.document.range.start === start);
  const uses = file === undefined || policy === undefined ? [] : engine.usesOf(project, file, policy);
  const modules = new Set([uri, ...uses.flatMap(({ at }) => at?.uri ?? [])]);
  return [...modules].flatMap((one) => {
    const there = project.sources.get(one);
    const language = there === undefined ? undefined : engine.languageOf(there);
    return there === undefined ? [] : (language?.merged?.(there, project, uri, document) ?? []);
  });
}

function sidsOf(
  uri: Uri,
  document: PolicyDocument,
): { readonly sids: readonly SidPlace[]; readonly isOpen: boolean } {
  const sids: SidPlace[] = [];
  let isOpen = false;
  for (const { sid, open } of document.statements) {
    if (sid === undefined) {
      if (open.length > 0) isOpen = true;
    } else if (!isWritten(sid, document)) isOpen = true;
    else if (sid.value !== undefined) sids.push({ uri, range: sid.value.inner, text: sid.value, document });
  }
  return { sids, isOpen };
}

/** A Sid can be renamed where every statement that it means is known. */
export function renameSid({ value, text, same, others, unsure }: SidGroup): Renaming | Unrenamable {
  if (unsure !== undefined) return { refused: `The Sid "${value}" cannot be renamed for certain: ${unsure}` };
  const edits = (name: string) =>
    same.map(({ uri, text: place, document }) => ({ uri, edits: document.write.part(place.inner, name) }));
  const stuck = edits(`${value}x`).findIndex((one) => one.edits.length === 0);
  const where = same[stuck];
  if (where !== undefined)
    return {
      refused: `The Sid "${value}" cannot be renamed: in ${policyName(where.document)} it is made by an expression`,
    };
  return {
    range: text.inner,
    name: value,
    edits,
    refuses: (name) => {
      const other = others.find((place) => place.text.value === name);
      if (other !== undefined)
        return `Another statement of ${policyName(other.document)} has the Sid "${name}" already; choose a name that is free`;
      if (name.trim() === '') return 'A Sid has at least one character; to have none, remove the element';
      const strict = same.some(({ document }) => document.dialect === 'aws');
      // Resource policies of some services take more, but then the old name has it, too.
      const allowed = /^[A-Za-z0-9]*$/.test(value) && strict ? /^[A-Za-z0-9]+$/ : /^[^"\\\r\n]+$/;
      return allowed.test(name)
        ? undefined
        : `"${name}" cannot be a Sid: IAM takes letters and digits without blanks or signs`;
    },
  };
}
