import { dialectOf } from '../../dialects/dialects.ts';
import type { Engine } from '../../engine.ts';
import type { DialectName } from '../../policy/model.ts';
import { describeActionPattern, describeService } from '../hover/action.ts';
import { describeResource, describeResourceType } from '../hover/arn.ts';
import { describeConditionKey, describeOperator, describeVariable } from '../hover/condition.ts';
import { describeElement, describePrincipalKind } from '../hover/element.ts';
import { KINDS } from '../hover/kinds.ts';
import { describeManagedPolicy } from '../hover/managed-policy.ts';
import { describePrincipal } from '../hover/principal.ts';
import { describeSystemPolicy } from '../hover/system-policy.ts';
import { NAMES } from './skeletons.ts';

/**
 * The documentation of an accepted or highlighted item, in Markdown: `topic` is the item's, else its list's; with the label
 * it is all that is needed, so that nothing of the list need be kept.
 */
export function resolveCompletion(engine: Engine, topic: string, label: string): string | undefined {
  const language: DialectName = topic.startsWith(RAM) ? 'ram' : 'aws';
  const catalog = engine.catalog.of(language);
  const dialect = dialectOf(language);
  const [head, ...rest] = topic.slice(language === 'ram' ? RAM.length : 0).split(' ');
  switch (head) {
    case 'action':
      return describeActionPattern(catalog, rest[0] === undefined ? label : `${rest[0]}:${label}`);
    case 'service':
      return describeService(catalog, label);
    case 'element':
      return describeElement(dialect, rest[0] ?? label);
    case 'operator':
      return describeOperator(dialect, label);
    case 'condition-key':
      return describeConditionKey(catalog, label);
    case 'variable':
      return describeVariable(catalog, label.replace(/^\$\{|\}$/g, ''), true);
    case 'principal-kind':
      return describePrincipalKind(dialect, label);
    case 'principal':
      return describePrincipal(
        catalog,
        /^[^:]*\.(amazonaws|aliyuncs)\.com/.test(label) ? 'Service' : dialect.ownPrincipal,
        label,
      );
    case 'arn':
      return describeResource(catalog, label, []);
    case 'resource-type':
      return describeResourceType(catalog, rest[0] ?? '', rest.slice(1).join(' '));
    case 'policy':
      return language === 'ram'
        ? describeSystemPolicy(catalog, label)
        : describeManagedPolicy(catalog, label);
    case 'kind':
      return Object.entries(KINDS).find(([kind]) => NAMES[kind as keyof typeof KINDS] === label)?.[1];
    default:
      return undefined;
  }
}

/** In front of topics of Alibaba Cloud's language. */
export const RAM = 'ram ';
