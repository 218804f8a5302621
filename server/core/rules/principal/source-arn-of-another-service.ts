import { parseArn } from '../../catalog/arn.ts';
import { meets } from '../../catalog/wildcard.ts';
import { arnPattern } from '../action/policy-kinds.ts';
import type { Rule } from '../rule.ts';
import { serviceGrant } from '../statement/confused-deputy.ts';
import type { KeyTest } from '../statement/keys.ts';

/** Alarms let in with the ARN of an event rule as their source. */
export const sourceArnOfAnotherService: Rule = {
  id: 'source-arn-of-another-service',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource', 'trust'],
  summary: 'aws:SourceArn names what the service that is let in never acts for',
  check: {
    statement(statement, ctx) {
      const grant = serviceGrant(statement, ctx);
      const [first] = grant?.services ?? [];
      if (grant === undefined || first === undefined) return;
      const sources = grant.services.map(({ text }) => sourcesOf(text.value ?? ''));
      if (sources.includes(undefined)) return;
      const wanted = new Set(sources.flatMap((each) => each ?? []));
      for (const test of grant.tests) {
        if (test.key !== 'aws:sourcearn' || !isDemand(test)) continue;
        for (const { text, path } of test.entry.values.items) {
          const service = parseArn(arnPattern(text) ?? '')?.service.text;
          if (service === undefined || service === '' || [...wanted].some((each) => meets(each, service)))
            continue;
          ctx.report({
            at: text.range,
            path,
            message: `"${first.text.value}" acts for ARNs of ${[...wanted].map((each) => `"${each}"`).join(' and ')}, so this one of "${service}" never is its source; name ${exampleOf(first.text.value ?? '')}`,
          });
        }
      }
    },
  },
};

function isDemand({ parsed }: KeyTest): boolean {
  return parsed !== undefined && !parsed.negated && (parsed.family === 'ARN' || parsed.family === 'String');
}

interface Source {
  /** Service fields of the ARNs. */
  readonly services: readonly string[];
  /** What to write, with its article. */
  readonly example: string;
}

/** By service principal without Region and suffix. After the services' guides on cross-service requests. */
const SOURCES: Readonly<Record<string, Source>> = {
  aps: { services: ['aps'], example: 'the ARN of a workspace' },
  apigateway: { services: ['execute-api', 'apigateway'], example: 'the ARN of an API' },
  'aiops.alarms.cloudwatch': { services: ['cloudwatch'], example: 'the ARN of an alarm' },
  cloudfront: { services: ['cloudfront'], example: 'the ARN of a distribution' },
  cloudtrail: { services: ['cloudtrail'], example: 'the ARN of a trail' },
  cloudwatch: { services: ['cloudwatch'], example: 'the ARN of an alarm' },
  'delivery.logs': { services: ['logs'], example: '"arn:aws:logs:REGION:ACCOUNT:*"' },
  es: { services: ['es'], example: 'the ARN of a domain' },
  events: { services: ['events'], example: 'the ARN of a rule' },
  grafana: { services: ['grafana'], example: 'the ARN of a Grafana workspace' },
  'lambda.alarms.cloudwatch': { services: ['cloudwatch'], example: 'the ARN of an alarm' },
  logs: { services: ['logs'], example: '"arn:aws:logs:REGION:ACCOUNT:*"' },
  pipes: { services: ['pipes'], example: 'the ARN of a pipe' },
  s3: { services: ['s3'], example: 'the ARN of a bucket' },
  scheduler: { services: ['scheduler'], example: 'the ARN of a schedule or its group' },
  sns: { services: ['sns'], example: 'the ARN of a topic' },
  states: { services: ['states'], example: 'the ARN of a state machine' },
  xray: { services: ['xray'], example: '"arn:aws:xray:REGION:ACCOUNT:*"' },
};

function sourceOf(principal: string): Source | undefined {
  const name = /^(.+?)(?:\.[a-z]{2,4}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/.exec(
    principal.toLowerCase(),
  )?.[1];
  return name !== undefined && Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
}

function sourcesOf(principal: string): readonly string[] | undefined {
  return sourceOf(principal)?.services;
}

function exampleOf(principal: string): string {
  return sourceOf(principal)?.example ?? 'its own';
}
