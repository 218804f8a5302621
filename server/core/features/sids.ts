import type { Engine } from '../engine.ts';
import type { Renaming, Unrenamable } from '../languages/language.ts';
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
  const merged = engine.languageOf(source)?.merged?.(source, project, document);
  const members = merged?.members ?? [{ uri: source.uri, document, from: [] }];
  const places = members.map((member) => sidsOf(member.uri, member.document));
  const all = places.flatMap(({ sids }) => sids);
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
  const origins = [...below].flatMap((index) => (places[index]?.sids ?? []).filter((place) => place.text.value === value));
  const computed = members.find((_, index) => places[index]?.isOpen === true && members.length > 1);
  const unsure =
    merged?.open === true
      ? `${policyName(document)} is merged with documents that only Terraform knows, and they may have the same Sid`
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

function sidsOf(uri: Uri, document: PolicyDocument): { readonly sids: readonly SidPlace[]; readonly isOpen: boolean } {
  const sids: SidPlace[] = [];
  let isOpen = document.open.length > 0;
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
    same.map(({ uri, text: place, document }) => ({ uri, edits: document.write.text(place, name) }));
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
