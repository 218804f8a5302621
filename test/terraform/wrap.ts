import { expression, isList, isObject, type Json, quoted } from './print.ts';

/** Numbers below a bound, the same for the same seed. */
export type Dice = (below: number) => number;

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Expressions that mean a value in roundabout ways, and the locals that they need. */
export interface Roundabout {
  readonly locals: string[];
  of(value: Json): string;
}

export function roundabout(roll: Dice, prefix: string): Roundabout {
  const locals: string[] = [];
  const of = (value: Json): string => {
    if (roll(3) > 0) return around(value);
    const name = `${prefix}_${locals.length}`;
    locals.push('');
    locals[locals.length - 1] = `${name} = ${around(value)}`;
    // What a local needs comes before it in the list only by chance: Terraform does not mind.
    return `local.${name}`;
  };
  const around = (value: Json): string => {
    if (typeof value === 'string') return ofString(value);
    if (isList(value)) return ofList(value);
    if (isObject(value)) return ofObject(value);
    return String(value);
  };
  const ofString = (value: string): string => {
    const cut = roll(value.length + 1);
    const [head, tail] = [value.slice(0, cut), value.slice(cut)];
    const way = roll(14);
    // The independent reader takes a conditional in a template for a directive and trips over percent signs.
    if ((way === 6 || way === 10) && value.includes('%')) return quoted(value);
    switch (way) {
      case 0:
        return `join("", [${quoted(head)}, ${quoted(tail)}])`;
      case 1:
        return `format("%s%s", ${of(head)}, ${quoted(tail)})`;
      case 2:
        return head.includes('$') || head.includes('%')
          ? quoted(value)
          : `"${quoted(head).slice(1, -1)}\${${of(tail)}}"`;
      case 3:
        return `[${quoted(value)}, "x"][0]`;
      case 4:
        return `{ k = ${quoted(value)} }.k`;
      case 5:
        return `lookup({ k = ${quoted(value)} }, "k", "")`;
      case 6:
        return `true ? ${quoted(value)} : "no"`;
      case 7:
        return `replace(${quoted(value.replaceAll('a', '@@'))}, "@@", "a")`;
      case 8:
        return `element([${quoted(value)}], 2)`;
      case 9:
        return `trimprefix(trimsuffix(${quoted(`--${value}--`)}, "--"), "--")`;
      case 10:
        return `length([1, 2]) == 2 && contains(["a"], "a") && length("é") == 1 ? ${quoted(value)} : "no"`;
      default:
        return quoted(value);
    }
  };
  const items = (list: readonly Json[]) => `[${list.map(of).join(', ')}]`;
  const ofList = (value: readonly Json[]): string => {
    const cut = roll(value.length + 1);
    const [head, tail] = [value.slice(0, cut), value.slice(cut)];
    switch (roll(9)) {
      case 0:
        return `concat(${items(head)}, ${items(tail)})`;
      case 1:
        return `flatten([${items(head)}, [${items(tail)}]])`;
      case 2:
        return value.every((item) => typeof item === 'string')
          ? `[for x in ${expression(value).replaceAll('\n', ' ')} : "\${x}"]`
          : items(value);
      case 3:
        return `[for i, x in ${items(value)} : x if ${roll(2) === 0 ? 'i >= 0' : '!(i == 99) && true'}]`;
      case 4:
        return `concat(${items(value)}, false ? ["never"] : [])`;
      case 5:
        return value.length === 0 ? '[]' : `{ k = ${items(value)} }["k"]`;
      default:
        return items(value);
    }
  };
  const entries = (value: { readonly [name: string]: Json }, names: readonly string[]) =>
    `{ ${names.map((name) => `${quoted(name)} ${roll(2) === 0 ? '=' : ':'} ${of(value[name] ?? null)}`).join(', ')} }`;
  const ofObject = (value: { readonly [name: string]: Json }): string => {
    const names = Object.keys(value);
    const cut = roll(names.length + 1);
    switch (roll(6)) {
      case 0:
        return `merge(${entries(value, names.slice(0, cut))}, ${entries(value, names.slice(cut))})`;
      case 1:
        return `merge(${entries({ ...value, [names[0] ?? 'x']: 'replaced' }, names)}, ${entries(value, names)})`;
      case 2:
        return `jsondecode(jsonencode(${entries(value, names)}))`;
      case 3:
        return `{ for k, v in ${entries(value, names)} : k => v }`;
      default:
        return entries(value, names);
    }
  };
  return { locals, of };
}
