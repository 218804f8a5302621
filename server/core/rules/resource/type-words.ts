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
  const same = [...words].find((each) => plain(each) === bare);
  return { service, word, near: same ?? nearestWord(word.text, words), alike: same !== undefined };
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

/** The words that resources of a service begin with; undefined where one of its formats begins with a name of the author. */
function wordsOf(ctx: RuleContext, service: string): ReadonlySet<string> | undefined {
  const ofCatalog = memo.get(ctx.catalog) ?? new Map<string, ReadonlySet<string> | null>();
  memo.set(ctx.catalog, ofCatalog);
  const known = ofCatalog.get(service);
  if (known !== undefined) return known ?? undefined;
  const words = collect(ctx, service);
  ofCatalog.set(service, words ?? null);
  return words;
}

const memo = new WeakMap<RuleContext['catalog'], Map<string, ReadonlySet<string> | null>>();

function collect(ctx: RuleContext, service: string): ReadonlySet<string> | undefined {
  const words = new Set<string>();
  for (const { arns } of ctx.catalog.resourceTypesOf(`arn:*:${service}:*:*:*`)) {
    for (const arn of arns) {
      const [, , owner, , , ...rest] = arn.split(':');
      if (owner !== service) continue;
      const word = /^[^/:]*/.exec(rest.join(':'))?.[0] ?? '';
      if (word.includes('$') || word.includes('*')) return undefined;
      words.add(word);
    }
  }
  return words.size === 0 ? undefined : words;
}
