import type { Rule } from '../rule.ts';
import { accountIdLength } from './account-id-length.ts';
import { arnAccountNotAllowed } from './arn-account-not-allowed.ts';
import { arnOfAnotherService } from './arn-of-another-service.ts';
import { arnRegionNotAllowed } from './arn-region-not-allowed.ts';
import { doubledSlashInParameterArn } from './doubled-slash-in-parameter-arn.ts';
import { invalidArnAccount } from './invalid-arn-account.ts';
import { invalidArnPrefix } from './invalid-arn-prefix.ts';
import { invalidArnRegion } from './invalid-arn-region.ts';
import { invalidArnResource } from './invalid-arn-resource.ts';
import { invalidArnServiceCase } from './invalid-arn-service-case.ts';
import { invalidPartition } from './invalid-partition.ts';
import { invalidRegion } from './invalid-region.ts';
import { invalidService } from './invalid-service.ts';
import { logGroupArnWithSlash } from './log-group-arn-with-slash.ts';
import { logGroupTagsWithStar } from './log-group-tags-with-star.ts';
import { missingArnAccount } from './missing-arn-account.ts';
import { missingArnField } from './missing-arn-field.ts';
import { missingArnRegion } from './missing-arn-region.ts';
import { missingRequiredResource } from './missing-required-resource.ts';
import { misspeltResourceType } from './misspelt-resource-type.ts';
import { redundantResource } from './redundant-resource.ts';
import { resourceCanBeNarrowed } from './resource-can-be-narrowed.ts';
import { resourceNotAttached } from './resource-not-attached.ts';
import { unsupportedResourceArnInPolicy } from './unsupported-resource-arn-in-policy.ts';
import { unsupportedResourcePolicyResource } from './unsupported-resource-policy-resource.ts';
import { wildcardInServiceName } from './wildcard-in-service-name.ts';

export const resourceRules: readonly Rule[] = [
  invalidArnPrefix,
  missingArnField,
  invalidPartition,
  invalidArnServiceCase,
  invalidService,
  wildcardInServiceName,
  invalidArnRegion,
  arnRegionNotAllowed,
  missingArnRegion,
  invalidArnAccount,
  arnAccountNotAllowed,
  missingArnAccount,
  invalidArnResource,
  misspeltResourceType,
  missingRequiredResource,
  unsupportedResourceArnInPolicy,
  unsupportedResourcePolicyResource,
  doubledSlashInParameterArn,
  logGroupArnWithSlash,
  resourceCanBeNarrowed,
  resourceNotAttached,
  invalidRegion,
  redundantResource,
  arnOfAnotherService,
  logGroupTagsWithStar,
  accountIdLength,
];
