import type { Input, InputSchema, Property } from './tool.ts';

/** What a model sent, held against the schema: models err, and learn from a clear sentence. */
export function readInput(
  given: unknown,
  schema: InputSchema,
): { readonly input: Input } | { readonly refused: string } {
  if (given !== undefined && !isRecord(given)) return { refused: 'The input must be an object' };
  const entries = Object.entries(given ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const known = Object.keys(schema.properties);
  for (const [name, value] of entries) {
    const property = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (property === undefined) return { refused: `There is no "${name}", only ${known.join(', ')}` };
    const wrong = wrongWith(value, property);
    if (wrong !== undefined) return { refused: `"${name}" must be ${wrong}` };
  }
  const missing = schema.required.find((name) => !entries.some(([given]) => given === name));
  if (missing !== undefined) return { refused: `"${missing}" is missing` };
  return { input: Object.fromEntries(entries) as Input };
}

/** What the value should have been; undefined where it is right. */
function wrongWith(value: unknown, property: Property): string | undefined {
  switch (property.type) {
    case 'string':
      if (typeof value !== 'string') return 'a string';
      if (value.length > MAX_TEXT) return `no longer than ${MAX_TEXT} characters`;
      if (property.enum !== undefined && !property.enum.includes(value))
        return `one of ${property.enum.join(', ')}`;
      return undefined;
    case 'integer': {
      const { minimum, maximum } = property;
      const fits =
        typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
      return fits ? undefined : `a whole number from ${minimum} to ${maximum}`;
    }
    case 'array': {
      const { minItems, maxItems } = property;
      const fits =
        Array.isArray(value) &&
        value.length >= minItems &&
        value.length <= maxItems &&
        value.every((item) => typeof item === 'string' && item.length <= MAX_ITEM);
      return fits ? undefined : `a list of ${minItems} to ${maxItems} strings`;
    }
  }
}

/** Far more than any policy, and than what a model should send. */
const MAX_TEXT = 1_000_000;
const MAX_ITEM = 1_000;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
