import type { Catalog } from '../../catalog/catalog.ts';
import type { ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import { dialectOfType, type PolicyAttribute, type PolicyReference } from '../../catalog/terraform.ts';
import type { Term } from '../../languages/language.ts';
import { NAMES } from '../completion/skeletons.ts';
import { code, enumerate, escapeText, lines, link, list, paragraphs } from '../markdown.ts';
import { pages } from '../reference.ts';
import { DOCUMENT_TYPES, describeDocumentArgument } from './document-argument.ts';
import { KINDS } from './kinds.ts';
import { argumentNotes, typeNotes } from './term-notes.ts';

/** A type of block or an argument, by what it has to do with policies. Undefined for those that have nothing to do with them. */
export function describeTerm(catalog: Catalog, term: Term): string | undefined {
  return term.argument === undefined
    ? describeType(catalog, term)
    : describeArgument(catalog, term, term.argument);
}

function describeType(catalog: Catalog, { block, type }: Term): string | undefined {
  if (block !== 'resource') return undefined;
  const { terraform } = catalog;
  const attributes = terraform.attributes(block, type, dialectOfType(type));
  const documents = attributes.filter(({ kindFrom }) => kindFrom === undefined);
  const references = terraform.references(block, type).filter(({ kind }) => kind !== undefined);
  const notes = typeNotes.get(type) ?? [];
  if (documents.length === 0 && references.length === 0 && notes.length === 0) return undefined;
  return paragraphs([
    `**${code(type)}**`,
    list([...documents.map(documentLine), ...references.map(referenceLine)]),
    ...documents.flatMap((one) => kindNotes(catalog, one)),
    ...notes,
  ]);
}

function documentLine({ attribute, kind, service, attachedBy, required }: PolicyAttribute): string {
  const type = attachedBy?.resourceType === undefined ? service : `${service} ${attachedBy.resourceType}`;
  const what = kind === 'resource' ? `${NAMES[kind]} of ${escapeText(type)}` : NAMES[kind];
  const target = attachedBy?.argument;
  const on =
    target === undefined || attachedBy === undefined
      ? ''
      : `; it sits on what ${code(target)} names, by ${code(`${attachedBy.target}.….${attachedBy.targetAttribute}`)}`;
  return `${code(attribute)} takes ${articleOf(what)} **${what}**${required ? ' (required)' : ''}${on}`;
}

function referenceLine({ attribute, form, kind }: PolicyReference): string {
  const forms =
    form === 'arn-list' ? 'ARNs of policies' : form === 'arn' ? 'the ARN of a policy' : 'a policy';
  return `${code(attribute)} takes ${forms}, which ${form === 'arn-list' ? 'count' : 'counts'} as **${NAMES[kind ?? 'unknown']}**`;
}

function articleOf(word: string): 'a' | 'an' {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}

/** What the service takes in such a policy. */
function kindNotes(catalog: Catalog, { kind, service, attachedBy }: PolicyAttribute): readonly string[] {
  if (kind !== 'resource' || attachedBy?.resourceType === undefined) return [];
  const [known, ...others] = catalog.resourcePolicies.of({ service, resourceType: attachedBy.resourceType });
  return known === undefined || others.length > 0 ? [] : [lines(factsOf(known))];
}

function factsOf(kind: ResourcePolicyKind): readonly string[] {
  const { actions, otherActions, principals, size } = kind;
  return [
    actions === undefined || otherActions === undefined
      ? ''
      : `Actions that count: ${enumerate(actions.map(code), MAX_ACTIONS)}`,
    principals === undefined ? '' : `Principals that count: ${enumerate(principals.map(code), MAX_ACTIONS)}`,
    size === undefined ? '' : `At most ${size.limit.toLocaleString('en')} characters`,
  ];
}

const MAX_ACTIONS = 8;

function describeArgument(catalog: Catalog, { block, type }: Term, argument: string): string | undefined {
  if (block === 'data' && DOCUMENT_TYPES.test(type)) return describeDocumentArgument(argument);
  const head = `**${code(argument)}** of ${code(type)}`;
  const reference = catalog.terraform.references(block, type).find(({ attribute }) => attribute === argument);
  if (reference?.kind !== undefined) {
    const { kind } = reference;
    return paragraphs([
      `${head} · what it names counts as **${NAMES[kind]}**`,
      KINDS[kind],
      kind === 'boundary' ? link('Permissions boundaries', pages.boundary) : undefined,
    ]);
  }
  const note = argumentNotes.get(argument);
  return note === undefined || !note.types.test(type) ? undefined : paragraphs([head, note.text]);
}
