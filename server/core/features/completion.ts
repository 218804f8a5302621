import type { Engine } from '../engine.ts';
import type { Project } from '../project.ts';
import type { Uri } from '../text/source.ts';
import { completeActions } from './completion/actions.ts';
import { withArguments } from './completion/arguments.ts';
import { completeConditionKeys } from './completion/condition-keys.ts';
import { completeConditionValues } from './completion/condition-values.ts';
import { completeDocuments } from './completion/documents.ts';
import {
  completeDocumentKey,
  completeEffect,
  completeStatementBody,
  completeStatementKey,
  completeVersion,
} from './completion/elements.ts';
import { completeExpression } from './completion/in-expression.ts';
import type { CompletionList, Topic } from './completion/list.ts';
import { completeManagedPolicy } from './completion/managed-policies.ts';
import { completeConditionBody, completeOperators } from './completion/operators.ts';
import { completePrincipalBody, completePrincipalKind, completePrincipals } from './completion/principals.ts';
import { completeResources } from './completion/resources.ts';
import { completeSids } from './completion/sids.ts';
import { completeEmptyFile } from './completion/skeletons.ts';
import { completeSystemPolicy } from './completion/system-policies.ts';
import { completeNewDocument, withStatements } from './completion/templates.ts';
import { type Place, placeAt } from './place.ts';

export {
  type CompletionItem,
  type CompletionKind,
  type CompletionList,
  completionTriggers,
  type Topic,
} from './completion/list.ts';
export { resolveCompletion } from './completion/resolve.ts';

/** What may be typed at an offset. Undefined where policies have nothing to say. */
export function complete(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
  options: CompletionOptions = {},
): CompletionList | undefined {
  const source = project.sources.get(uri);
  if (source === undefined || engine.languageOf(source) === undefined) return undefined;
  const managed = completeManagedPolicy(engine.catalog, source, offset);
  if (managed !== undefined) return managed;
  const system = completeSystemPolicy(engine.catalog, source, offset);
  if (system !== undefined) return system;
  const documents = completeDocuments(engine, project, source, offset);
  const templates = completeNewDocument(engine, project, source, offset, options.hostHasSnippets !== true);
  if (documents !== undefined)
    return { ...documents, items: [...documents.items, ...(templates?.items ?? [])] };
  if (templates !== undefined) return templates;
  const place = placeAt(engine, project, uri, offset);
  const inside = place === undefined ? undefined : completeInside(place);
  const list = withArguments(engine, project, source, offset, inside);
  if (list !== undefined || place !== undefined) return list;
  return JSON_IDS.has(source.languageId)
    ? completeEmptyFile(source, offset, options.hostHasSnippets !== true)
    : undefined;
}

export interface CompletionOptions {
  /** The editor has the templates as snippets of its own, for empty files and the top of modules. */
  readonly hostHasSnippets?: boolean;
}

/** Languages in which a policy is a file of its own. */
const JSON_IDS: ReadonlySet<string> = new Set(['json', 'jsonc']);

/** Nothing can be typed where somebody points at a quote. */
function completeInside(place: Place): CompletionList | undefined {
  const { replace, offset, also, expression } = place.cursor;
  if (expression !== undefined) return completeExpression(place, expression);
  if (offset < replace.start || offset > replace.end) return undefined;
  const list = withLanguage(withStatements(completeAt(place), place), place);
  return list === undefined || also === undefined ? list : { ...list, also };
}

/** Topics of another language than AWS's say so. */
function withLanguage(list: CompletionList | undefined, { dialect }: Place): CompletionList | undefined {
  if (list === undefined || dialect.name === 'aws') return list;
  const told = <T extends { readonly topic?: Topic }>(one: T): T =>
    one.topic === undefined ? one : { ...one, topic: `${dialect.name} ${one.topic}` };
  return told({ ...list, items: list.items.map(told) });
}

function completeAt(place: Place): CompletionList | undefined {
  const { spot } = place;
  switch (spot.at) {
    case 'document-key':
      return completeDocumentKey(place);
    case 'document-value':
      return spot.name === 'Version' ? completeVersion(place) : undefined;
    case 'statement-body':
      return completeStatementBody(place);
    case 'statement-key':
      return completeStatementKey(place);
    case 'effect':
      return completeEffect(place);
    case 'action':
      return completeActions(place);
    case 'resource':
      return completeResources(place);
    case 'principal-body':
      return completePrincipalBody(place);
    case 'principal-kind':
      return completePrincipalKind(place);
    case 'principal':
      return completePrincipals(place, spot.kind);
    case 'condition-body':
      return completeConditionBody(place);
    case 'operator':
      return completeOperators(place);
    case 'operator-body':
      return undefined;
    case 'condition-key':
      return completeConditionKeys(place, spot.operator);
    case 'condition-value':
      return completeConditionValues(place, spot.operator, spot.key);
    case 'sid':
      return completeSids(place);
  }
}
