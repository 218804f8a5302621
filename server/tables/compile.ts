import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableName } from '../core/catalog/tables.ts';
import { carryDependents } from './dependents.ts';
import former from './facts/former-policies.json' with { type: 'json' };
import { compileFacts } from './facts.ts';
import { readHistory } from './history.ts';
import { compilePolicies, type PolicyData } from './policies.ts';
import { compileProse } from './prose.ts';
import { compileRam } from './ram.ts';
import { compileResourcePolicies } from './resource-policies.ts';
import { compileShape } from './shape.ts';
import { policiesPackage, readJson, readSnapshots, snapshotPackages } from './sources.ts';
import { compileTerraform } from './terraform.ts';

/**
 * Writes every table into `outDir`, the same bytes from the same inputs. `root` is the folder with `node_modules`.
 * Throws where a data package is missing or has taken a form that is not understood.
 */
export function compileTables(outDir: string, root: string = process.cwd()): void {
  mkdirSync(outDir, { recursive: true });
  const write = (name: TableName, table: object) =>
    writeFileSync(join(outDir, `${name}.json`), JSON.stringify(table));

  const snapshots = carryDependents(readSnapshots(root));
  const history = readHistory(snapshots);
  const shape = compileShape(history, snapshots);
  write('shape', shape);
  write('prose', compileProse(history, shape.date));
  write('facts', compileFacts(join(root, 'node_modules', snapshotPackages.at(-1) ?? ''), shape.date));

  const source = join(root, 'node_modules', policiesPackage, 'dist');
  const policies = compilePolicies(readJson<PolicyData>(source, 'managedPolicies.json'), former.policies);
  write('policies', policies.policies);
  write('policy-documents', policies.documents);
  write('policy-history', policies.history);

  write('terraform', compileTerraform(join(root, 'server/tables/facts/terraform')));
  write('resource-policies', compileResourcePolicies(join(root, 'server/tables/facts')));
  write('ram', compileRam(join(root, 'server/tables/facts/ram')));
}
