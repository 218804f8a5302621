import type { Rule } from '../rule.ts';
import { accountPrincipalDelegates } from './account-principal-delegates.ts';
import { confirmAudienceClaimType } from './confirm-audience-claim-type.ts';
import { federatedPrincipalNotSupported } from './federated-principal-not-supported.ts';
import { foranyvalueWithAudienceClaimType } from './foranyvalue-with-audience-claim-type.ts';
import { grafanaNeedsNoWriting } from './grafana-needs-no-writing.ts';
import { groupAsPrincipal } from './group-as-principal.ts';
import { invalidFederatedPrincipalSyntaxInRoleTrustPolicy } from './invalid-federated-principal-syntax-in-role-trust-policy.ts';
import { invalidPrincipalFormat } from './invalid-principal-format.ts';
import { invalidPrincipalKey } from './invalid-principal-key.ts';
import { invalidRoleReference } from './invalid-role-reference.ts';
import { invalidUserReference } from './invalid-user-reference.ts';
import { mismatchedActionForPrincipal } from './mismatched-action-for-principal.ts';
import { missingActionForRolesAnywhereTrustPolicy } from './missing-action-for-roles-anywhere-trust-policy.ts';
import { missingConditionKeyForOidcPrincipal } from './missing-condition-key-for-oidc-principal.ts';
import { missingGithubRepoConditionKey } from './missing-github-repo-condition-key.ts';
import { oidcKeyOfAnotherProvider } from './oidc-key-of-another-provider.ts';
import { oidcProviderWithScheme } from './oidc-provider-with-scheme.ts';
import { principalOfAnotherCloud } from './principal-of-another-cloud.ts';
import { principalThatNeverCounts } from './principal-that-never-counts.ts';
import { publicAccess } from './public-access.ts';
import { redundantPrincipalInRoleTrustPolicy } from './redundant-principal-in-role-trust-policy.ts';
import { roleTrustPolicyUnsupportedWildcardInPrincipal } from './role-trust-policy-unsupported-wildcard-in-principal.ts';
import { serviceAccountTrust } from './service-account-trust.ts';
import { serviceAsAwsPrincipal } from './service-as-aws-principal.ts';
import { sourceArnOfAnotherAccount } from './source-arn-of-another-account.ts';
import { sourceArnOfAnotherService } from './source-arn-of-another-service.ts';
import { specificGithubRepoAndBranchRecommended } from './specific-github-repo-and-branch-recommended.ts';
import { unfencedServiceInTrustPolicy } from './unfenced-service-in-trust-policy.ts';
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
  serviceAsAwsPrincipal,
  specificGithubRepoAndBranchRecommended,
  unknownServicePrincipal,
  unsupportedConditionKeyForServicePrincipal,
  unsupportedWildcardInPrincipal,
  accountPrincipalDelegates,
  grafanaNeedsNoWriting,
  groupAsPrincipal,
  principalThatNeverCounts,
  publicAccess,
  sourceArnOfAnotherAccount,
  principalOfAnotherCloud,
  unfencedServiceInTrustPolicy,
  sourceArnOfAnotherService,
  oidcKeyOfAnotherProvider,
  serviceAccountTrust,
  oidcProviderWithScheme,
];
