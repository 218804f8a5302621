import type { Refactoring } from '../refactoring.ts';
import { addSourceCondition } from './confused-deputy.ts';
import { addDependentActions } from './dependent-actions.ts';
import { expandWildcard } from './expand-wildcard.ts';
import { mergeStatements } from './merge-statements.ts';
import { scopeToTemplates, scopeToWorkspace } from './scope-resources.ts';
import { shrinkActions } from './shrink-actions.ts';
import { groupActions, sortActions } from './sort-actions.ts';
import { splitByResourceLevel, splitByResourceType, splitByService } from './split-statement.ts';
import { toggleList } from './toggle-list.ts';

/** What can be done to a statement, in the order of the light bulb's menu. */
export const statementRefactorings: readonly Refactoring[] = [
  expandWildcard,
  shrinkActions,
  scopeToTemplates,
  scopeToWorkspace,
  addDependentActions,
  addSourceCondition,
  splitByResourceLevel,
  splitByResourceType,
  splitByService,
  mergeStatements,
  sortActions,
  groupActions,
  toggleList,
];
