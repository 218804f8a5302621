import type { Catalog } from '../../../catalog/catalog.ts';
import type { TerraformFacts } from '../../../catalog/terraform.ts';
import type { DialectName } from '../../../policy/model.ts';
import type { Report, Rule } from '../../../rules/rule.ts';
import type { LinkedModule } from '../link.ts';
import type { ModuleFile } from '../module.ts';

/** A rule about how Terraform wires policies, where the document alone does not show the mistake. Its `check` is empty. */
export interface ModuleRule extends Rule {
  checkFile(file: ModuleFile, ctx: ModuleRuleContext): Iterable<Report>;
}

export interface ModuleRuleContext {
  readonly linked: LinkedModule;
  readonly facts: TerraformFacts;
  /** Those of the rule: what speaks another language is none of its business. */
  readonly dialects: readonly DialectName[];
  /** What AWS manages. Absent: rules that ask are silent. */
  readonly catalog?: Pick<Catalog, 'endedServices' | 'managedPolicy' | 'of' | 'service'>;
}
