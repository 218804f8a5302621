import type { Related } from '../../../rules/rule.ts';
import type { Consumer } from '../consumers.ts';
import { attributesAt } from '../consumers.ts';
import { attributeOf } from '../module.ts';
import type { ModuleRule } from './module-rule.ts';
import { moduleConsumers } from './wiring.ts';

/** Two blocks that each set the one policy of a queue: every apply undoes the other's. */
export const duplicateResourcePolicy: ModuleRule = {
  id: 'duplicate-resource-policy',
  severity: 'warning',
  dialects: ['aws', 'ram'],
  summary: 'Two blocks set the policy of the same resource',
  check: {},
  *checkFile(file, ctx) {
    const owners = new Map<string, Consumer[]>();
    for (const consumer of moduleConsumers(ctx)) {
      const key = ownerOf(consumer);
      if (key !== undefined) owners.set(key, [...(owners.get(key) ?? []), consumer]);
    }
    for (const consumers of owners.values()) {
      for (const consumer of consumers) {
        if (consumer.file !== file || consumers.length < 2) continue;
        const others = consumers.filter(({ block }) => block !== consumer.block);
        if (others.length === 0) continue;
        yield {
          at: consumer.block.labels[1]?.range ?? consumer.block.typeRange,
          path: [],
          message: `"${consumer.name}" sets the same policy as "${others[0]?.name}": a resource has one, and each apply undoes the other's; put the statements together`,
          related: others.map(
            (other): Related => ({
              at: other.block.labels[1]?.range ?? other.block.typeRange,
              uri: other.file.source.uri,
              message: 'Sets the policy of the same resource',
            }),
          ),
        };
      }
    }
  },
};

/** What the policy is the only one of, in words that are equal for the same thing; undefined where that is not certain. */
function ownerOf({ block, file, facts, use }: Consumer): string | undefined {
  if (facts.kind !== 'resource' && facts.kind !== 'endpoint') return undefined;
  const type = block.labels[0]?.text ?? '';
  const { attachedBy } = facts;
  if (block.type !== 'resource' || attachedBy === undefined || SEVERAL.has(type)) return undefined;
  if (REPEATERS.some((name) => attributeOf(block.body, name) !== undefined)) return undefined;
  const name = block.labels.map(({ text }) => text).join('.');
  const where = ['provider', 'region'].map((argument) => textOf(argument));
  if (attachedBy.argument === undefined) {
    return INLINE.has(type) ? JSON.stringify([name, '', ...where]) : undefined;
  }
  const needed = attachedBy.alsoNeeds ?? [];
  const given = textOf(attachedBy.argument);
  if (given === '') return undefined;
  const target = use.attachedTo?.target;
  const whole = target !== undefined && 'target' in target && /^[\w.-]+$/.test(given) ? target.target : '';
  const inline = INLINE.has(whole.split('.')[0] ?? '') && needed.length === 0;
  return JSON.stringify([inline ? whole : type, inline ? '' : given, ...needed.map(textOf), ...where]);

  function textOf(argument: string): string {
    const [attribute] = attributesAt(block.body, argument.split('.'));
    return attribute === undefined
      ? ''
      : file.source.text.slice(attribute.value.range.start, attribute.value.range.end);
  }
}

const REPEATERS = ['count', 'for_each'] as const;

/** Their resources have several policies, each with a name, or one per something else. */
const SEVERAL: ReadonlySet<string> = new Set([
  'aws_ses_identity_policy',
  'aws_cloudwatch_log_resource_policy',
  'aws_xray_resource_policy',
  'aws_vpclattice_auth_policy',
]);

/** Resources that can have their policy in an argument of their own, which a block of its own then fights. */
const INLINE: ReadonlySet<string> = new Set([
  'aws_s3_bucket',
  'aws_sqs_queue',
  'aws_sns_topic',
  'aws_kms_key',
  'aws_secretsmanager_secret',
  'aws_api_gateway_rest_api',
  'aws_elasticsearch_domain',
  'aws_opensearch_domain',
  'aws_glacier_vault',
  'aws_vpc_endpoint',
]);
