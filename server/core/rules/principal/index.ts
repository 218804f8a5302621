import type { Rule } from '../rule.ts';
import { confirmAudienceClaimType } from './confirm-audience-claim-type.ts';
import { federatedPrincipalNotSupported } from './federated-principal-not-supported.ts';
import { foranyvalueWithAudienceClaimType } from './foranyvalue-with-audience-claim-type.ts';
import { invalidFederatedPrincipalSyntaxInRoleTrustPolicy } from './invalid-federated-principal-syntax-in-role-trust-policy.ts';
import { invalidPrincipalFormat } from './invalid-principal-format.ts';
import { invalidPrincipalKey } from './invalid-principal-key.ts';
import { invalidRoleReference } from './invalid-role-reference.ts';
import { invalidUserReference } from './invalid-user-reference.ts';
import { mismatchedActionForPrincipal } from './mismatched-action-for-principal.ts';
import { missingActionForRolesAnywhereTrustPolicy } from './missing-action-for-roles-anywhere-trust-policy.ts';
import { missingConditionKeyForOidcPrincipal } from './missing-condition-key-for-oidc-principal.ts';
import { missingGithubRepoConditionKey } from './missing-github-repo-condition-key.ts';
import { redundantPrincipalInRoleTrustPolicy } from './redundant-principal-in-role-trust-policy.ts';
import { roleTrustPolicyUnsupportedWildcardInPrincipal } from './role-trust-policy-unsupported-wildcard-in-principal.ts';
import { specificGithubRepoAndBranchRecommended } from './specific-github-repo-and-branch-recommended.ts';
import { unknownServicePrincipal } from './unknown-service-principal.ts';
import { unsupportedConditionKeyForServicePrincipal } from './unsupported-condition-key-for-service-principal.ts';
import { unsupportedWildcardInPrincipal } from './unsupported-wildcard-in-principal.ts';

export const principalRules: readonly Rule[] = [
  confirmAudienceClaimType,
  federatedPrincipalNotSupported,
  foranyvalueWithAudienceClaimType,
  invalidFederatedPrincipalSyntaxInRoleTrustPolicy,
  invalidPrincipalFormat,
  invalidPrincipalKey,
  invalidRoleReference,
  invalidUserReference,
  mismatchedActionForPrincipal,
  missingActionForRolesAnywhereTrustPolicy,
  missingConditionKeyForOidcPrincipal,
  missingGithubRepoConditionKey,
  redundantPrincipalInRoleTrustPolicy,
  roleTrustPolicyUnsupportedWildcardInPrincipal,
  specificGithubRepoAndBranchRecommended,
  unknownServicePrincipal,
  unsupportedConditionKeyForServicePrincipal,
  unsupportedWildcardInPrincipal,
];
