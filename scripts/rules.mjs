import { importSource } from './import-source.mjs';

/** What rules judge, in the order of a policy, and the module that lists them. */
const elements = [
  ['document', 'The whole document', 'rules/document/index.ts'],
  ['statement', 'Statements', 'rules/statement/index.ts'],
  ['action', 'Actions', 'rules/action/index.ts'],
  ['resource', 'Resources', 'rules/resource/index.ts'],
  ['principal', 'Principals', 'rules/principal/index.ts'],
  ['condition', 'Conditions', 'rules/condition/index.ts'],
  ['terraform', 'Terraform’s own', 'languages/terraform/rules/all.ts'],
  ['suppression', 'Comments that ignore findings', 'suppress/rules.ts'],
];

/** The rules as the sources have them, by group: `{ element, title, rules: Rule[] }[]`. Throws where a rule is in no group. */
export async function readRules(root) {
  const { all, ...byElement } = await importSource(root, 'generate/rules', entry());
  const groups = elements
    .map(([element, title]) => ({ element, title, rules: byElement[element] }))
    .filter(({ rules }) => rules.length > 0);
  const grouped = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  if (grouped !== all.length)
    throw new Error(`${all.length} rules, but ${grouped} in the groups (scripts/rules.mjs)`);
  return groups;
}

function entry() {
  const lines = elements.map(
    ([element, , module]) => `export { ${element}Rules as ${element} } from './server/core/${module}';`,
  );
  return [...lines, "export { allRules as all } from './server/core/rules/all.ts';"].join('\n');
}
