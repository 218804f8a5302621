import { terraformRules } from '../languages/terraform/rules/all.ts';
import { suppressionRules } from '../suppress/rules.ts';
import { actionRules } from './action/index.ts';
import { conditionRules } from './condition/index.ts';
import { documentRules } from './document/index.ts';
import { principalRules } from './principal/index.ts';
import { resourceRules } from './resource/index.ts';
import type { Rule } from './rule.ts';
import { statementRules } from './statement/index.ts';

/** Every rule, by the element it judges. */
export const allRules: readonly Rule[] = [
  ...documentRules,
  ...statementRules,
  ...actionRules,
  ...resourceRules,
  ...principalRules,
  ...conditionRules,
  ...terraformRules,
  ...suppressionRules,
];
