/** The statements of a policy in JSON. Nothing for a text that is no policy. */
export function statementsOf(document: string): readonly Readonly<Record<string, unknown>>[] {
  return listOf(parse(document)?.Statement).filter(isRecord);
}

/** The elements of `Action` of a document's statements that allow. Nothing for a text that is no policy. */
export function actionPatterns(document: string): ReadonlySet<string> {
  const patterns = new Set<string>();
  for (const statement of statementsOf(document)) {
    if (statement.Effect !== 'Allow') continue;
    for (const action of listOf(statement.Action)) if (typeof action === 'string') patterns.add(action);
  }
  return patterns;
}

/** By element of `Action` as written, the resources that a document's statements allow it on. */
export function resourcesByAction(document: string): ReadonlyMap<string, readonly string[]> {
  const resources = new Map<string, string[]>();
  for (const statement of statementsOf(document)) {
    if (statement.Effect !== 'Allow') continue;
    const allowed = listOf(statement.Resource).filter((one) => typeof one === 'string');
    for (const action of listOf(statement.Action))
      if (typeof action === 'string') resources.set(action, [...(resources.get(action) ?? []), ...allowed]);
  }
  return resources;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
