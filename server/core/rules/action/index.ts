import type { Rule } from '../rule.ts';
import { actionNeverMatchesResource } from './action-never-matches-resource.ts';
import { actionSpelling } from './action-spelling.ts';
import { administratorAccess } from './administrator-access.ts';
import { allowNotactionWithUnsupportedTagConditionKeyForService } from './allow-notaction-with-unsupported-tag-condition-key-for-service.ts';
import { allowWithUnsupportedTagConditionKeyForService } from './allow-with-unsupported-tag-condition-key-for-service.ts';
import { broadAgentParameters } from './broad-agent-parameters.ts';
import { broadParameterWriting } from './broad-parameter-writing.ts';
import { denyNotactionWithUnsupportedTagConditionKeyForService } from './deny-notaction-with-unsupported-tag-condition-key-for-service.ts';
import { denyWithUnsupportedTagConditionKeyForService } from './deny-with-unsupported-tag-condition-key-for-service.ts';
import { deprecatedAction } from './deprecated-action.ts';
import { dynamodbAttributesWithoutSelect } from './dynamodb-attributes-without-select.ts';
import { encryptedParameterNeedsKey } from './encrypted-parameter-needs-key.ts';
import { fullPrometheusAccess } from './full-prometheus-access.ts';
import { invalidAction } from './invalid-action.ts';
import { invalidActionFormat } from './invalid-action-format.ts';
import { invalidServiceInAction } from './invalid-service-in-action.ts';
import { linkWithoutSharedTypes } from './link-without-shared-types.ts';
import { metricsOfAnyNamespace } from './metrics-of-any-namespace.ts';
import { missingActionForConditionKey } from './missing-action-for-condition-key.ts';
import { missingDependentAction } from './missing-dependent-action.ts';
import { misspeltAction } from './misspelt-action.ts';
import { ownAccountAction } from './own-account-action.ts';
import { redundantAction } from './redundant-action.ts';
import { retiredAction } from './retired-action.ts';
import { retiredService } from './retired-service.ts';
import { serviceWithoutResourcePolicy } from './service-without-resource-policy.ts';
import { trustActionOfAws } from './trust-action-of-aws.ts';
import { unsupportedActionForConditionKey } from './unsupported-action-for-condition-key.ts';
import { unsupportedActionInPolicy } from './unsupported-action-in-policy.ts';
import { unsupportedResourcePolicyAction } from './unsupported-resource-policy-action.ts';
import { useConditionKeyOnlyWithSupportedServices } from './use-condition-key-only-with-supported-services.ts';

export const actionRules: readonly Rule[] = [
  invalidAction,
  invalidServiceInAction,
  retiredAction,
  retiredService,
  unsupportedActionInPolicy,
  unsupportedResourcePolicyAction,
  serviceWithoutResourcePolicy,
  redundantAction,
  actionNeverMatchesResource,
  fullPrometheusAccess,
  broadParameterWriting,
  broadAgentParameters,
  encryptedParameterNeedsKey,
  metricsOfAnyNamespace,
  missingDependentAction,
  linkWithoutSharedTypes,
  denyWithUnsupportedTagConditionKeyForService,
  denyNotactionWithUnsupportedTagConditionKeyForService,
  allowWithUnsupportedTagConditionKeyForService,
  allowNotactionWithUnsupportedTagConditionKeyForService,
  useConditionKeyOnlyWithSupportedServices,
  unsupportedActionForConditionKey,
  missingActionForConditionKey,
  dynamodbAttributesWithoutSelect,
  invalidActionFormat,
  misspeltAction,
  actionSpelling,
  deprecatedAction,
  administratorAccess,
  trustActionOfAws,
  ownAccountAction,
];
