import { ampersandVariable } from './ampersand-variable.ts';
import { consoleWithoutMfa } from './console-without-mfa.ts';
import { documentOfAnotherCloud } from './document-of-another-cloud.ts';
import { duplicateResourcePolicy } from './duplicate-resource-policy.ts';
import { emptyList } from './empty-list.ts';
import { fleetWritesParameters } from './fleet-writes-parameters.ts';
import { highRiskSystemPolicy } from './high-risk-system-policy.ts';
import { importByWrongId } from './import-by-wrong-id.ts';
import { invalidRamName } from './invalid-ram-name.ts';
import { jsonKeyInBlock } from './json-key-in-block.ts';
import { longLivedCredentials } from './long-lived-credentials.ts';
import { missingJsonAttribute } from './missing-json-attribute.ts';
import { missingPolicyArgument } from './missing-policy-argument.ts';
import type { ModuleRule } from './module-rule.ts';
import { numericConditionValue } from './numeric-condition-value.ts';
import { reachesPastBoundary } from './reaches-past-boundary.ts';
import { redundantSystemPolicy } from './redundant-system-policy.ts';
import { referenceWithoutArn } from './reference-without-arn.ts';
import { repeatedAttachment } from './repeated-attachment.ts';
import { resourceGroupWithoutTraceApp } from './resource-group-without-trace-app.ts';
import { secretOfAccessKey } from './secret-of-access-key.ts';
import { serviceLinkedRolePolicy } from './service-linked-role-policy.ts';
import { serviceRolePolicy } from './service-role-policy.ts';
import { singleStatementObject } from './single-statement-object.ts';
import { supersededManagedPolicy } from './superseded-managed-policy.ts';
import { systemPolicyName } from './system-policy-name.ts';
import { twoAccessModes } from './two-access-modes.ts';
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
  missingPolicyArgument,
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
  fleetWritesParameters,
  importByWrongId,
  reachesPastBoundary,
  repeatedAttachment,
  secretOfAccessKey,
  redundantSystemPolicy,
  resourceGroupWithoutTraceApp,
  highRiskSystemPolicy,
  serviceRolePolicy,
  systemPolicyName,
  invalidRamName,
  twoAccessModes,
  consoleWithoutMfa,
  documentOfAnotherCloud,
  ampersandVariable,
];
