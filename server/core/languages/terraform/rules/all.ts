import type { ModuleRule } from './module-rule.ts';

/** Every rule about Terraform's own mistakes. */
export const terraformRules: readonly ModuleRule[] = [];
