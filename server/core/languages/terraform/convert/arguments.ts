import type { Attribute, Expr } from '../hcl/ast.ts';
import { VARIABLE_ARGUMENTS } from '../names.ts';
import type { Scope } from '../scope.ts';
import { type Doubts, type Form, joined, type Part, textForm } from './form.ts';
import { readExpr } from './read-object.ts';

/** A document's block that is being read. */
export interface Reading {
  readonly scope: Scope;
  readonly doubts: Doubts;
  /** `&{` is a variable where the provider takes it for one. */
  readonly ampersands: boolean;
}

/** A string argument: what is no string becomes one. */
export function scalar({ value }: Attribute, { scope, doubts }: Reading): Form {
  return asText(readExpr(value, scope, doubts));
}

function asText(form: Form): Form {
  if (form.kind === 'literal') return textForm(form.spelling);
  if (form.kind !== 'expr') return form;
  return form.type === 'string' ? form : { kind: 'text', parts: [form] };
}

/** A list of strings. */
export function strings({ name, value }: Attribute, { scope, doubts, ampersands }: Reading): Form {
  const form = readExpr(withoutFlatten(value), scope, doubts);
  const variables = VARIABLE_ARGUMENTS.has(name);
  if (form.kind !== 'list') {
    if (form.kind !== 'expr') doubts.reasons.push(`"${name}" is not a list`);
    return withoutAmpersands(
      form.kind === 'expr' && form.type !== 'string' ? { ...form, type: 'list' } : form,
      variables,
      ampersands,
      doubts,
    );
  }
  const items = form.items.map((item) => ({
    ...item,
    value: withoutAmpersands(asText(item.value), variables, ampersands, doubts),
  }));
  return { ...form, items };
}

/** `flatten([x])` makes a list of what may be one; everywhere else policies take both. */
function withoutFlatten(value: Expr): Expr {
  const [list, ...more] = value.kind === 'call' && value.name === 'flatten' ? value.args : [];
  const [only, ...others] = list?.kind === 'tuple' && more.length === 0 ? list.items : [];
  return only === undefined || others.length > 0 || !COMPUTED.has(only.kind) ? value : only;
}

const COMPUTED: ReadonlySet<Expr['kind']> = new Set(['call', 'traversal', 'conditional', 'for']);

function withoutAmpersands(form: Form, variables: boolean, ampersands: boolean, doubts: Doubts): Form {
  if (!variables) return form;
  const parts: readonly Part[] = form.kind === 'text' ? form.parts : form.kind === 'expr' ? [form] : [];
  for (const part of parts) {
    const text = part.kind === 'text' ? part.text : part.source;
    if (text.includes('&{') && (part.kind === 'expr' || !ampersands))
      doubts.reasons.push('It has "&{" where only the data source can read it');
  }
  if (form.kind !== 'text') return form;
  const spelled = form.parts.map(
    (part): Part => (part.kind === 'text' ? { kind: 'text', text: part.text.replaceAll('&{', '${') } : part),
  );
  return { kind: 'text', parts: joined(spelled) };
}
