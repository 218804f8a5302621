import type { Rule } from '../rule.ts';
import { conditionKeyOfAnotherCloud } from './condition-key-of-another-cloud.ts';
import { deprecatedGlobalConditionKey } from './deprecated-global-condition-key.ts';
import { duplicateKeysWithDifferentCase } from './duplicate-keys-with-different-case.ts';
import { emptyArrayCondition } from './empty-array-condition.ts';
import { emptyArrayConditionForallvalues } from './empty-array-condition-forallvalues.ts';
import { emptyArrayConditionForanyvalue } from './empty-array-condition-foranyvalue.ts';
import { emptyArrayConditionIfexists } from './empty-array-condition-ifexists.ts';
import { emptyVariable } from './empty-variable.ts';
import { equivalentToNullFalse } from './equivalent-to-null-false.ts';
import { equivalentToNullTrue } from './equivalent-to-null-true.ts';
import { forallvaluesWithSingleValuedKey } from './forallvalues-with-single-valued-key.ts';
import { improveIpRange } from './improve-ip-range.ts';
import { invalidConditionDataType } from './invalid-condition-data-type.ts';
import { invalidConditionKeyFormat } from './invalid-condition-key-format.ts';
import { invalidConditionMultipleBoolean } from './invalid-condition-multiple-boolean.ts';
import { invalidConditionOperator } from './invalid-condition-operator.ts';
import { invalidDateValue } from './invalid-date-value.ts';
import { invalidGlobalConditionKey } from './invalid-global-condition-key.ts';
import { invalidKmsKeyValue } from './invalid-kms-key-value.ts';
import { invalidServiceConditionKey } from './invalid-service-condition-key.ts';
import { invalidServicePrincipalFormat } from './invalid-service-principal-format.ts';
import { invalidVariableForOperator } from './invalid-variable-for-operator.ts';
import { invalidVpcFormat } from './invalid-vpc-format.ts';
import { invalidVpceFormat } from './invalid-vpce-format.ts';
import { logsContextWithStreams } from './logs-context-with-streams.ts';
import { mfaMissesAccessKeys } from './mfa-misses-access-keys.ts';
import { missingBraceInVariable } from './missing-brace-in-variable.ts';
import { missingPairedConditionKeys } from './missing-paired-condition-keys.ts';
import { missingQualifier } from './missing-qualifier.ts';
import { missingQuoteInVariable } from './missing-quote-in-variable.ts';
import { missingTagKeyInCondition } from './missing-tag-key-in-condition.ts';
import { nullWithIfExists } from './null-with-if-exists.ts';
import { nullWithQualifier } from './null-with-qualifier.ts';
import { privateIpAddress } from './private-ip-address.ts';
import { privateIpAddressSubset } from './private-ip-address-subset.ts';
import { privateNotIpAddress } from './private-not-ip-address.ts';
import { privateNotIpAddressSubset } from './private-not-ip-address-subset.ts';
import { redundantConditionValueNum } from './redundant-condition-value-num.ts';
import { redundantKeyDueToWildcardInCondition } from './redundant-key-due-to-wildcard-in-condition.ts';
import { s3PrefixInNegativeContext } from './s3-prefix-in-negative-context.ts';
import { stringLikeOperatorWithArnConditionKeys } from './string-like-operator-with-arn-condition-keys.ts';
import { typeMismatch } from './type-mismatch.ts';
import { typeMismatchBoolean } from './type-mismatch-boolean.ts';
import { typeMismatchDate } from './type-mismatch-date.ts';
import { typeMismatchIpRange } from './type-mismatch-ip-range.ts';
import { typeMismatchNumber } from './type-mismatch-number.ts';
import { typeMismatchString } from './type-mismatch-string.ts';
import { unknownConditionValue } from './unknown-condition-value.ts';
import { unquotedConditionValue } from './unquoted-condition-value.ts';
import { unsupportedGlobalConditionKey } from './unsupported-global-condition-key.ts';
import { unsupportedSpaceInVariable } from './unsupported-space-in-variable.ts';
import { variableUnsupportedInElement } from './variable-unsupported-in-element.ts';
import { variableUsageTooPermissive } from './variable-usage-too-permissive.ts';
import { wildcardUsageTooPermissive } from './wildcard-usage-too-permissive.ts';
import { wildcardWithoutLikeOperator } from './wildcard-without-like-operator.ts';

export const conditionRules: readonly Rule[] = [
  deprecatedGlobalConditionKey,
  duplicateKeysWithDifferentCase,
  emptyArrayConditionForallvalues,
  emptyArrayConditionForanyvalue,
  emptyArrayConditionIfexists,
  emptyArrayCondition,
  emptyVariable,
  equivalentToNullFalse,
  equivalentToNullTrue,
  forallvaluesWithSingleValuedKey,
  improveIpRange,
  invalidConditionDataType,
  invalidConditionKeyFormat,
  invalidConditionMultipleBoolean,
  invalidConditionOperator,
  invalidDateValue,
  invalidGlobalConditionKey,
  invalidKmsKeyValue,
  invalidServiceConditionKey,
  invalidServicePrincipalFormat,
  invalidVariableForOperator,
  invalidVpcFormat,
  invalidVpceFormat,
  missingBraceInVariable,
  missingPairedConditionKeys,
  missingQualifier,
  missingQuoteInVariable,
  missingTagKeyInCondition,
  nullWithIfExists,
  nullWithQualifier,
  privateIpAddressSubset,
  privateIpAddress,
  privateNotIpAddressSubset,
  privateNotIpAddress,
  redundantConditionValueNum,
  redundantKeyDueToWildcardInCondition,
  s3PrefixInNegativeContext,
  stringLikeOperatorWithArnConditionKeys,
  typeMismatchBoolean,
  typeMismatchDate,
  typeMismatchIpRange,
  typeMismatchNumber,
  typeMismatchString,
  typeMismatch,
  unsupportedGlobalConditionKey,
  unsupportedSpaceInVariable,
  variableUnsupportedInElement,
  variableUsageTooPermissive,
  wildcardUsageTooPermissive,
  wildcardWithoutLikeOperator,
  conditionKeyOfAnotherCloud,
  mfaMissesAccessKeys,
  unquotedConditionValue,
  unknownConditionValue,
  logsContextWithStreams,
];
