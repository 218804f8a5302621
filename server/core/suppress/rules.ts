import type { Rule } from '../rules/rule.ts';
import { suppressionWithoutEffect } from './suppression-without-effect.ts';

/** Rules about what authors write to have findings ignored. */
export const suppressionRules: readonly Rule[] = [suppressionWithoutEffect];
