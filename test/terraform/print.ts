/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Text as the content of a heredoc. */
export function heredocText(text: string): string {
  return text.replace(/[$%](?=\{)/g, (char) => char + char);
}

/** Text as a quoted string of HCL. */
export function quoted(text: string): string {
  return JSON.stringify(heredocText(text)).replace(/\\([bf])/g, (_, letter) =>
    letter === 'b' ? '\\u0008' : '\\u000c',
  );
}

/** A value as an expression of HCL, one entry a line. */
export function expression(value: Json, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.map((item) => `${inner}${expression(item, inner)},\n`);
    return items.length === 0 ? '[]' : `[\n${items.join('')}${indent}]`;
  }
  const entries = Object.entries(value).map(
    ([name, part]) =>
      `${inner}${/^[A-Za-z]\w*$/.test(name) ? name : quoted(name)} = ${expression(part, inner)}\n`,
  );
  return entries.length === 0 ? '{}' : `{\n${entries.join('')}${indent}}`;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A policy as a data source, statement by statement; undefined: it has something that the data source cannot say. */
export function dataSource(policy: Json, name = 'example'): string | undefined {
  if (!isObject(policy)) return undefined;
  const lines: string[] = [];
  for (const [key, value] of Object.entries(policy)) {
    if (key === 'Version' || key === 'Id') {
      if (typeof value !== 'string') return undefined;
      lines.push(`${key === 'Id' ? 'policy_id' : 'version'} = ${quoted(value)}`);
    } else if (key === 'Statement') {
      for (const statement of isList(value) ? value : [value]) {
        const block = statementBlock(statement);
        if (block === undefined) return undefined;
        lines.push('statement {', ...block, '}');
      }
    } else return undefined;
  }
  return `data "aws_iam_policy_document" "${name}" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

function statementBlock(statement: Json): readonly string[] | undefined {
  if (!isObject(statement)) return undefined;
  const lines: string[] = [];
  for (const [key, value] of Object.entries(statement)) {
    const argument = LISTS[key];
    if (argument !== undefined) {
      const items = stringsOf(value);
      if (items === undefined) return undefined;
      lines.push(`  ${argument} = [${items.map(quoted).join(', ')}]`);
    } else if (key === 'Sid' || key === 'Effect') {
      if (typeof value !== 'string') return undefined;
      lines.push(`  ${key.toLowerCase()} = ${quoted(value)}`);
    } else {
      const blocks =
        key === 'Condition'
          ? conditionBlocks(value)
          : key === 'Principal' || key === 'NotPrincipal'
            ? principalBlocks(key === 'Principal' ? 'principals' : 'not_principals', value)
            : undefined;
      if (blocks === undefined) return undefined;
      lines.push(...blocks);
    }
  }
  return lines;
}

const LISTS: Readonly<Record<string, string>> = {
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
};

function principalBlocks(block: string, value: Json): readonly string[] | undefined {
  if (value === '*') return [`  ${block} {`, '    type = "*"', '    identifiers = ["*"]', '  }'];
  if (!isObject(value) || Object.keys(value).length === 0) return undefined;
  const lines: string[] = [];
  for (const [kind, identifiers] of Object.entries(value)) {
    const items = stringsOf(identifiers);
    if (items === undefined) return undefined;
    lines.push(
      `  ${block} {`,
      `    type = ${quoted(kind)}`,
      `    identifiers = [${items.map(quoted).join(', ')}]`,
      '  }',
    );
  }
  return lines;
}

function conditionBlocks(value: Json): readonly string[] | undefined {
  if (!isObject(value) || Object.keys(value).length === 0) return undefined;
  const lines: string[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isObject(keys) || Object.keys(keys).length === 0) return undefined;
    for (const [key, values] of Object.entries(keys)) {
      const items = stringsOf(values);
      if (items === undefined) return undefined;
      lines.push(
        '  condition {',
        `    test = ${quoted(operator)}`,
        `    variable = ${quoted(key)}`,
        `    values = [${items.map(quoted).join(', ')}]`,
        '  }',
      );
    }
  }
  return lines;
}

function stringsOf(value: Json): readonly string[] | undefined {
  const items = isList(value) ? value : [value];
  return items.every((item) => typeof item === 'string') ? items : undefined;
}
