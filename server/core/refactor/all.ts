import { formatPolicy } from './format-policy.ts';
import type { Refactoring } from './refactoring.ts';
import { statementRefactorings } from './statement/all.ts';

/** Every refactoring that knows no syntax, in the order of the light bulb's menu. Languages bring their own. */
export const allRefactorings: readonly Refactoring[] = [...statementRefactorings, formatPolicy];
