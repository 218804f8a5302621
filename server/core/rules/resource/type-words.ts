import type { Text } from '../../policy/text.ts';
import type { RuleContext } from '../rule.ts';
import { type ArnPart, isLiteral, isPlaceholder, RESOURCE, SERVICE, wholeArn } from './element-arn.ts';
import { nearestWord } from './nearest.ts';

/** A literal word for the type of a resource that its service does not have. */
export interface StrangeWord {
  readonly service: string;
  readonly word: ArnPart;
  /** The type that was probably meant. */
  readonly near: string | undefined;
  /** Letter case and punctuation aside, it is the word meant: AWS takes such ARNs, but they match nothing. */
  readonly alike: boolean;
}

/** The `roles` of `arn:aws:iam::…:roles/x`, where every format of the service begins with a word and none with this one. */
export function strangeTypeWord(ctx: RuleContext, text: Text): StrangeWord | undefined {
  const parts = wholeArn(text);
  const service = parts?.[SERVICE]?.text;
  const resource = parts?.[RESOURCE];
  if (service === undefined || resource === undefined || !isLiteral(service)) return undefined;
  const stop = resource.text.search(/[/:]/);
  const end = stop < 0 ? resource.text.length : stop;
  if (end === 0) return undefined;
  const word = { text: resource.text.slice(0, end), start: resource.start, end: resource.start + end };
  if (!isLiteral(word.text) || isPlaceholder(word.text)) return undefined;
  const words = wordsOf(ctx, service);
  if (words === undefined || words.has(word.text) || UNLISTED.has(`${service}:${word.text}`))
    return undefined;
  const bare = plain(word.text);
  const same = [...words.keys()].find((each) => plain(each) === bare);
  return {
    service,
    word,
    near: same ?? nearestWord(word.text, new Set(words.keys())),
    alike: same !== undefined,
  };
}

/** A type of the service with another character behind it than in each of its formats: `MetricSet:` for `MetricSet/`. */
export interface StrangeSeparator {
  readonly service: string;
  readonly type: string;
  readonly separator: ArnPart;
  readonly wanted: string;
}

export function strangeSeparator(ctx: RuleContext, text: Text): StrangeSeparator | undefined {
  const parts = wholeArn(text);
  const service = parts?.[SERVICE]?.text;
  const resource = parts?.[RESOURCE];
  if (service === undefined || resource === undefined || !isLiteral(service)) return undefined;
  const [, type, found] = /^([\w-]+)([/:])/.exec(resource.text) ?? [];
  if (type === undefined || found === undefined) return undefined;
  const known = wordsOf(ctx, service)?.get(type);
  const [wanted, ...more] = known ?? [];
  if (known === undefined || wanted === undefined || more.length > 0 || wanted === found) return undefined;
  const start = resource.start + type.length;
  return { service, type, wanted, separator: { text: found, start, end: start + 1 } };
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Types that the reference does not list and AWS's managed policies name all the same, and those of principals. */
const UNLISTED: ReadonlySet<string> = new Set([
  'backup:recovery-point',
  'bedrock-agentcore:credential-provider',
  'cloudformation:transform',
  'iam:root',
  'sts:assumed-role',
  'sts:federated-user',
  'waf:changetoken',
  'waf-regional:changetoken',
]);

/** The words that resources of a service begin with, each with what follows it; undefined where one of its formats begins with a name of the author. */
function wordsOf(ctx: RuleContext, service: string): Words | undefined {
  const ofCatalog = memo.get(ctx.catalog) ?? new Map<string, Words | null>();
  memo.set(ctx.catalog, ofCatalog);
  const known = ofCatalog.get(service);
  if (known !== undefined) return known ?? undefined;
  const words = collect(ctx, service);
  ofCatalog.set(service, words ?? null);
  return words;
}

type Words = ReadonlyMap<string, ReadonlySet<string>>;

const memo = new WeakMap<RuleContext['catalog'], Map<string, Words | null>>();

function collect(ctx: RuleContext, service: string): Words | undefined {
  const words = new Map<string, Set<string>>();
  for (const { arns } of ctx.catalog.resourceTypesOf(`arn:*:${service}:*:*:*`)) {
    for (const arn of arns) {
      const [, , owner, , , ...rest] = arn.split(':');
      if (owner !== service) continue;
      const [, word = '', separator = ''] = /^([^/:]*)([/:]?)/.exec(rest.join(':')) ?? [];
      if (word.includes('$') || word.includes('*')) return undefined;
      words.set(word, new Set([...(words.get(word) ?? []), separator]));
    }
  }
  return words.size === 0 ? undefined : words;
}
