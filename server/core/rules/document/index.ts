import type { Rule } from '../rule.ts';
import { allowThatDenyUndoes } from './allow-that-deny-undoes.ts';
import { dataTypeMismatch } from './data-type-mismatch.ts';
import { invalidPolicyElement } from './invalid-policy-element.ts';
import { invalidVersion } from './invalid-version.ts';
import { jsonSyntaxError } from './json-syntax-error.ts';
import { managedPolicyCopy } from './managed-policy-copy.ts';
import { missingStatement } from './missing-statement.ts';
import { missingVersion } from './missing-version.ts';
import { oldVersion } from './old-version.ts';
import { policySizeExceedsIdentityPolicyQuota } from './policy-size-exceeds-identity-policy-quota.ts';
import { policySizeExceedsRamQuota } from './policy-size-exceeds-ram-quota.ts';
import { policySizeExceedsRcpQuota } from './policy-size-exceeds-rcp-quota.ts';
import { policySizeExceedsResourcePolicyQuota } from './policy-size-exceeds-resource-policy-quota.ts';
import { policySizeExceedsRoleTrustPolicyQuota } from './policy-size-exceeds-role-trust-policy-quota.ts';
import { policySizeExceedsScpQuota } from './policy-size-exceeds-scp-quota.ts';
import { policySizeNearQuota } from './policy-size-near-quota.ts';
import { redundantStatement } from './redundant-statement.ts';
import { repeatedElement } from './repeated-element.ts';
import { resourcePolicyOverLimit } from './resource-policy-over-limit.ts';
import { uniqueSidsRecommended } from './unique-sids-recommended.ts';
import { uniqueSidsRequired } from './unique-sids-required.ts';
import { variableUnsupportedInVersion } from './variable-unsupported-in-version.ts';

/** Rules that look at a document as a whole. */
export const documentRules: readonly Rule[] = [
  jsonSyntaxError,
  dataTypeMismatch,
  invalidPolicyElement,
  repeatedElement,
  missingVersion,
  invalidVersion,
  oldVersion,
  variableUnsupportedInVersion,
  missingStatement,
  uniqueSidsRequired,
  uniqueSidsRecommended,
  redundantStatement,
  managedPolicyCopy,
  allowThatDenyUndoes,
  policySizeNearQuota,
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  policySizeExceedsScpQuota,
  policySizeExceedsRcpQuota,
  policySizeExceedsRamQuota,
  resourcePolicyOverLimit,
];
