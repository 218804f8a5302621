import { ampersandVariable } from './ampersand-variable.ts';
import { duplicateResourcePolicy } from './duplicate-resource-policy.ts';
import { emptyList } from './empty-list.ts';
import { jsonKeyInBlock } from './json-key-in-block.ts';
import { longLivedCredentials } from './long-lived-credentials.ts';
import { missingJsonAttribute } from './missing-json-attribute.ts';
import type { ModuleRule } from './module-rule.ts';
import { numericConditionValue } from './numeric-condition-value.ts';
import { referenceWithoutArn } from './reference-without-arn.ts';
import { serviceLinkedRolePolicy } from './service-linked-role-policy.ts';
import { singleStatementObject } from './single-statement-object.ts';
import { supersededManagedPolicy } from './superseded-managed-policy.ts';
import { unescapedPolicyVariable } from './unescaped-policy-variable.ts';
import { workspaceKeyNeedsGrants } from './workspace-key-needs-grants.ts';
import { wrongPolicyArgument } from './wrong-policy-argument.ts';
import { wrongTargetAttribute } from './wrong-target-attribute.ts';

/** Every rule about Terraform's own mistakes. */
export const terraformRules: readonly ModuleRule[] = [
  unescapedPolicyVariable,
  jsonKeyInBlock,
  emptyList,
  missingJsonAttribute,
  wrongPolicyArgument,
  wrongTargetAttribute,
  referenceWithoutArn,
  duplicateResourcePolicy,
  numericConditionValue,
  singleStatementObject,
  supersededManagedPolicy,
  workspaceKeyNeedsGrants,
  longLivedCredentials,
  serviceLinkedRolePolicy,
  ampersandVariable,
];
