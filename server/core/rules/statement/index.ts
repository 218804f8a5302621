import type { Rule } from '../rule.ts';
import { allowWithNotPrincipal } from './allow-with-not-principal.ts';
import { createSlrWithNotActionAndNotResource } from './create-slr-with-not-action-and-not-resource.ts';
import { createSlrWithNotResource } from './create-slr-with-not-resource.ts';
import { createSlrWithStarInActionAndNotResource } from './create-slr-with-star-in-action-and-not-resource.ts';
import { createSlrWithStarInActionAndResource } from './create-slr-with-star-in-action-and-resource.ts';
import { createSlrWithStarInResource } from './create-slr-with-star-in-resource.ts';
import { createSlrWithStarInResourceAndNotAction } from './create-slr-with-star-in-resource-and-not-action.ts';
import { emptyArrayAction } from './empty-array-action.ts';
import { emptyArrayPrincipal } from './empty-array-principal.ts';
import { emptyArrayResource } from './empty-array-resource.ts';
import { emptyObjectCondition } from './empty-object-condition.ts';
import { emptyObjectPrincipal } from './empty-object-principal.ts';
import { emptySidValue } from './empty-sid-value.ts';
import { invalidEffect } from './invalid-effect.ts';
import { irrelevantConditionKeyInPolicy } from './irrelevant-condition-key-in-policy.ts';
import { missingAction } from './missing-action.ts';
import { missingEffect } from './missing-effect.ts';
import { missingPrincipal } from './missing-principal.ts';
import { missingResource } from './missing-resource.ts';
import { missingResourcePolicyAction } from './missing-resource-policy-action.ts';
import { negatedElementInResourcePolicy } from './negated-element-in-resource-policy.ts';
import { passRoleWithNotActionAndNotResource } from './pass-role-with-not-action-and-not-resource.ts';
import { passRoleWithNotResource } from './pass-role-with-not-resource.ts';
import { passRoleWithStarInActionAndNotResource } from './pass-role-with-star-in-action-and-not-resource.ts';
import { passRoleWithStarInActionAndResource } from './pass-role-with-star-in-action-and-resource.ts';
import { passRoleWithStarInResource } from './pass-role-with-star-in-resource.ts';
import { passRoleWithStarInResourceAndNotAction } from './pass-role-with-star-in-resource-and-not-action.ts';
import { rcpMissingRelatedPrincipalConditionKey } from './rcp-missing-related-principal-condition-key.ts';
import { rcpMissingRelatedServicePrincipalConditionKey } from './rcp-missing-related-service-principal-condition-key.ts';
import { rcpMissingServiceConditionKeyNullCheck } from './rcp-missing-service-condition-key-null-check.ts';
import { rcpSyntaxErrorAction } from './rcp-syntax-error-action.ts';
import { rcpSyntaxErrorAllow } from './rcp-syntax-error-allow.ts';
import { rcpSyntaxErrorNotaction } from './rcp-syntax-error-notaction.ts';
import { rcpSyntaxErrorPrincipal } from './rcp-syntax-error-principal.ts';
import { recommendedConditionKeyForServicePrincipal } from './recommended-condition-key-for-service-principal.ts';
import { redundantStatementDueToWildcardInCondition } from './redundant-statement-due-to-wildcard-in-condition.ts';
import { restrictAccessToServicePrincipal } from './restrict-access-to-service-principal.ts';
import { roleTrustPolicySyntaxErrorNotprincipal } from './role-trust-policy-syntax-error-notprincipal.ts';
import { roleTrustPolicySyntaxErrorResource } from './role-trust-policy-syntax-error-resource.ts';
import { scpSyntaxErrorActionWildcard } from './scp-syntax-error-action-wildcard.ts';
import { scpSyntaxErrorPrincipal } from './scp-syntax-error-principal.ts';
import { serviceNeedsMoreOfKey } from './service-needs-more-of-key.ts';
import { unsupportedElementCombination } from './unsupported-element-combination.ts';
import { unsupportedPrincipal } from './unsupported-principal.ts';
import { unsupportedSid } from './unsupported-sid.ts';
import { untrustworthyConditionKey } from './untrustworthy-condition-key.ts';

/** Rules that look at one statement. */
export const statementRules: readonly Rule[] = [
  missingEffect,
  invalidEffect,
  missingPrincipal,
  missingAction,
  missingResource,
  unsupportedElementCombination,
  unsupportedSid,
  emptySidValue,
  emptyArrayAction,
  emptyArrayResource,
  emptyArrayPrincipal,
  emptyObjectPrincipal,
  emptyObjectCondition,
  unsupportedPrincipal,
  allowWithNotPrincipal,
  restrictAccessToServicePrincipal,
  recommendedConditionKeyForServicePrincipal,
  roleTrustPolicySyntaxErrorNotprincipal,
  roleTrustPolicySyntaxErrorResource,
  scpSyntaxErrorPrincipal,
  scpSyntaxErrorActionWildcard,
  createSlrWithNotActionAndNotResource,
  createSlrWithNotResource,
  createSlrWithStarInActionAndNotResource,
  createSlrWithStarInActionAndResource,
  createSlrWithStarInResource,
  createSlrWithStarInResourceAndNotAction,
  irrelevantConditionKeyInPolicy,
  passRoleWithNotActionAndNotResource,
  passRoleWithNotResource,
  passRoleWithStarInActionAndNotResource,
  passRoleWithStarInActionAndResource,
  passRoleWithStarInResource,
  passRoleWithStarInResourceAndNotAction,
  rcpMissingRelatedPrincipalConditionKey,
  rcpMissingRelatedServicePrincipalConditionKey,
  rcpMissingServiceConditionKeyNullCheck,
  rcpSyntaxErrorAction,
  rcpSyntaxErrorAllow,
  rcpSyntaxErrorNotaction,
  rcpSyntaxErrorPrincipal,
  redundantStatementDueToWildcardInCondition,
  untrustworthyConditionKey,
  negatedElementInResourcePolicy,
  missingResourcePolicyAction,
  serviceNeedsMoreOfKey,
];
