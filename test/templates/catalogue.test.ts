import { describe, expect, test } from 'vitest';
import {
  allTemplates,
  asSnippet,
  markedStatements,
  type Template,
  templateEntries,
  templateOf,
  withDefaults,
} from '../../server/core/index.ts';
import jsonSnippets from '../../snippets/json.json' with { type: 'json' };
import ramSnippets from '../../snippets/ram.json' with { type: 'json' };
import ramTerraformSnippets from '../../snippets/ram-terraform.json' with { type: 'json' };
import terraformSnippets from '../../snippets/terraform.json' with { type: 'json' };
import { catalog } from '../pages/catalog.ts';
import { checkJson } from '../pages/check.ts';
import { analyzeModule } from '../terraform/module.ts';
import { read } from '../tidy/files.ts';
import { inserted, MAIN_TF } from './insert.ts';

const page = read('docs/templates.md');
const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` \| ([a-z]+) \| (.*?) \| (.*?) \|$/gm)];

/** What the page says that a template is told, beyond hints. */
function excused({ name }: Template): readonly string[] {
  const told = rows.find(([, row]) => row === name)?.[4] ?? '';
  return [...told.matchAll(/\[([a-z-]+)\]\(rules\/\1\.md\)/g)].map(([, rule]) => rule ?? '');
}

const loud = (findings: readonly { readonly rule: string; readonly severity: string }[]) => [
  ...new Set(findings.filter(({ severity }) => severity !== 'hint').map(({ rule }) => rule)),
];

const jsonOf = (template: Template) =>
  JSON.stringify({ ...template.document, Statement: markedStatements(template) }, undefined, '\t');

describe.each(allTemplates.map((template) => [template.name, template] as const))('%s', (name, template) => {
  test('has its row', () => {
    const row = rows.find(([, one]) => one === name);
    expect(row?.[2]).toBe(template.kind);
    expect(row?.[3]).toBe(template.summary);
  });

  test('is told nothing that its row does not explain', () => {
    const { kind, service } = template;
    const attachedTo = service === undefined ? {} : { attachedTo: { service } };
    const text = withDefaults(jsonOf(template), template);
    expect(loud(checkJson(text, { kind, by: 'setting', ...attachedTo }))).toEqual(excused(template));
  });

  test('is told the same in Terraform', () => {
    const text = inserted('|', MAIN_TF, name);
    expect(loud(analyzeModule(text, 'main.tf', template.kind).findings)).toEqual(excused(template));
  });

  test('has no place that the document lacks, and no other way round', () => {
    const used = new Set(
      [...JSON.stringify(template.document).matchAll(/\{\{(\w+)\}\}/g)].map(([, one]) => one),
    );
    expect([...used].toSorted()).toEqual(Object.keys(template.places).toSorted());
    const snippet = asSnippet(jsonOf(template), template);
    for (const index of Object.keys(template.places).keys()) expect(snippet).toContain(`\${${index + 1}:`);
    expect(withDefaults(jsonOf(template), template)).not.toMatch(/[\ue000-\uf8ff]|\{\{/);
  });
});

test('rows are of templates', () => {
  expect(rows.map(([, name]) => name).toSorted()).toEqual(allTemplates.map(({ name }) => name).toSorted());
});

/** The text with what its stops suggest. */
const accepted = (body: readonly string[]) => body.join('\n').replace(/\$\{\d+:([^}]*)\}/g, '$1');

describe('static snippets say what the catalogue says', () => {
  const known = new Map(allTemplates.map((template) => [template.name, template]));
  const json = [...Object.values(jsonSnippets), ...Object.values(ramSnippets)];

  test.each(json.filter(({ prefix }) => known.has(prefix)).map((one) => [one.prefix, one] as const))(
    '%s',
    (prefix, { body, description }) => {
      const template = known.get(prefix);
      if (template === undefined) throw new Error('unreachable');
      const statements = JSON.parse(withDefaults(jsonOf(template), template));
      const said = JSON.parse(accepted(body));
      expect('Statement' in said ? said : { ...statements, Statement: [said] }).toEqual(statements);
      expect(description).toBe(template.summary);
      const stops = new Set([...body.join('\n').matchAll(/\$\{\d+:([^}]*)\}/g)].map(([, text]) => text));
      expect([...stops].toSorted()).toEqual([...new Set(Object.values(template.places))].toSorted());
    },
  );

  test('and every template has one', () => {
    const prefixes = new Set(json.map(({ prefix }) => prefix));
    expect(allTemplates.map(({ name }) => name).filter((name) => !prefixes.has(name))).toEqual([]);
  });

  test('those of Terraform name the same actions', () => {
    const terraform = [...Object.values(terraformSnippets), ...Object.values(ramTerraformSnippets)];
    const compared = terraform.flatMap(({ prefix, body }) => {
      const template = known.get(prefix);
      if (template === undefined) return [];
      const actions = template.document.Statement.flatMap(({ Action = [] }) => Action);
      const text = body.join('\n');
      const block = text.slice(Math.max(0, text.search(/statement \{|jsonencode/)));
      const said = [...block.matchAll(/"((?!aws:)[a-z0-9]+:[A-Z][A-Za-z]+|aps:\*)"/g)].map(
        ([, action]) => action,
      );
      expect([prefix, new Set(said)]).toEqual([prefix, new Set(actions)]);
      return [prefix];
    });
    expect(compared.length).toBeGreaterThan(12);
  });

  test('system policies of Alibaba Cloud are those of the catalog', () => {
    const system = Object.entries(ramSnippets).filter(([title]) => title.startsWith('System policy '));
    expect(system.length).toBeGreaterThan(5);
    for (const [title, { body }] of system) {
      const template = templateOf(catalog(), `ram:${title.slice('System policy '.length)}`);
      expect(JSON.parse(body.join('\n'))).toEqual(template?.document);
    }
  });
});

describe('the list', () => {
  const entries = templateEntries(catalog());

  test('has our own first, then everything that the clouds manage', () => {
    expect(entries.slice(0, allTemplates.length).map(({ id }) => id)).toEqual(
      allTemplates.map(({ name }) => name),
    );
    const managed = entries.filter(({ source, dialect }) => source === 'managed' && dialect === 'aws');
    expect(managed.map(({ title }) => title)).toEqual(catalog().managedPolicies.map(({ name }) => name));
    expect(managed.length).toBeGreaterThan(1_500);
    expect(entries.some(({ id }) => id === 'ram:AliyunARMSReadOnlyAccess')).toBe(true);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  test('names the services', () => {
    expect(entries.find(({ id }) => id === 'aws:AmazonPrometheusQueryAccess')?.services).toEqual([
      'Amazon Managed Service for Prometheus (aps)',
    ]);
  });

  test('every entry has its template', () => {
    const without = entries.filter(
      ({ id }) => (templateOf(catalog(), id)?.document.Statement.length ?? 0) === 0,
    );
    expect(without.map(({ id }) => id)).toEqual([]);
    expect(templateOf(catalog(), 'aws:NoSuchPolicy')).toBeUndefined();
    expect(templateOf(catalog(), 'nothing')).toBeUndefined();
  });
});
