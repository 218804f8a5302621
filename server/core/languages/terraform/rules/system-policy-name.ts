import { attributeOf } from '../module.ts';
import type { ModuleRule } from './module-rule.ts';
import { isSystemName, resourcesOf, textOf } from './ram-attachments.ts';
import { report } from './wiring.ts';

/** A custom policy called like one of the cloud's own, which the cloud maintains and nobody else can change. */
export const systemPolicyName: ModuleRule = {
  id: 'system-policy-name',
  severity: 'warning',
  dialects: ['ram'],
  summary: 'A custom policy is named like a system policy',
  check: {},
  *checkFile(file, ctx) {
    for (const { body } of resourcesOf(file, 'alicloud_ram_policy')) {
      const argument = attributeOf(body, 'policy_name') ?? attributeOf(body, 'name');
      const name = argument === undefined ? undefined : textOf(argument.value, file, ctx.linked);
      if (argument === undefined || name === undefined) continue;
      const system = ctx.catalog?.of('ram').managedPolicy(name);
      if (system === undefined && !isSystemName(name)) continue;
      yield report(
        argument.value.range,
        `"${name}" ${system === undefined ? 'is named as' : 'is one of'} the system policies that Alibaba Cloud maintains and that cannot be edited; give the custom policy a name of its own`,
      );
    }
  },
};
