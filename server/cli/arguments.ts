import { parseArgs } from 'node:util';
import { POLICY_KINDS, type PolicyKind } from '../core/index.ts';
import { type CommandName, commands, type OptionName, options } from './options.ts';

export const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab'] as const;
export type Format = (typeof FORMATS)[number];

export const LIMITS = ['error', 'warning', 'info', 'none'] as const;
/** The quietest severity that makes the command fail. */
export type Limit = (typeof LIMITS)[number];

export type Invocation =
  | { readonly command: 'help'; readonly of?: CommandName }
  | { readonly command: 'version' }
  | { readonly command: 'check'; readonly options: CheckOptions }
  | { readonly command: 'explain'; readonly rule: string }
  | { readonly command: 'list-rules'; readonly format: 'text' | 'json' }
  | { readonly command: 'actions'; readonly query: string; readonly format: 'text' | 'json' }
  | { readonly command: 'mcp' }
  | { readonly command: 'completion'; readonly shell: Shell };

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export interface CheckOptions {
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  /** Every policy counts as one of this kind. */
  readonly kind?: PolicyKind;
  readonly format: Format;
  readonly failOn: Limit;
  /** `write` changes files, `show` says what it would change. Only safe fixes are made. */
  readonly fix?: 'write' | 'show';
  /** One document comes from standard input, under this name. */
  readonly stdin?: string;
  /** Only files that differ from this revision of git, or that git does not know yet. */
  readonly changedSince?: string;
  /** A configuration file for everything, whatever lies nearer. */
  readonly config?: string;
  /** Files that git ignores are searched too. */
  readonly withIgnored: boolean;
}

/** Something the person can act on: shown as one clear line. */
export class CommandError extends Error {}

/** What the arguments (without `node` and the script) ask for. Throws `CommandError`. */
export function readArguments(given: readonly string[]): Invocation {
  const { values, positionals } = parse(given);
  if (values.version === true) return { command: 'version' };
  const [name, ...rest] = positionals;
  if (name === 'help' || values.help === true) {
    const of = commandOf(name === 'help' ? rest[0] : name);
    return of === undefined ? { command: 'help' } : { command: 'help', of };
  }
  if (name === undefined) throw usageError(`no command given, there are ${names()}`);
  const command = commandOf(name);
  if (command === undefined) throw usageError(`unknown command "${name}", there are ${names()}`);
  for (const option of Object.keys(values) as readonly OptionName[]) {
    if (!commands[command].options.includes(option))
      throw usageError(`--${option} means nothing to "${command}"`);
  }
  return INVOCATIONS[command](rest, values);
}

type Values = ReturnType<typeof parse>['values'];

const INVOCATIONS: Readonly<Record<CommandName, (rest: readonly string[], values: Values) => Invocation>> = {
  check: (rest, values) => ({ command: 'check', options: checkOptions(rest, values) }),
  explain: (rest) => ({ command: 'explain', rule: only(rest, 'explain', 'the id of a rule') }),
  'list-rules': (rest, { format }) => {
    if (rest.length > 0) throw usageError('"list-rules" takes no arguments');
    return { command: 'list-rules', format: oneOf('--format', format ?? 'text', ['text', 'json']) };
  },
  actions: (rest, { format }) => ({
    command: 'actions',
    query: only(rest, 'actions', 'words or a pattern such as "aps:*Query*"'),
    format: oneOf('--format', format ?? 'text', ['text', 'json']),
  }),
  mcp: (rest) => {
    if (rest.length > 0) throw usageError('"mcp" takes no arguments');
    return { command: 'mcp' };
  },
  completion: (rest) => ({
    command: 'completion',
    shell: oneOf('"completion"', only(rest, 'completion', 'a shell'), SHELLS),
  }),
};

function checkOptions(paths: readonly string[], values: Values): CheckOptions {
  const stdin = values.stdin === true ? (values['stdin-filename'] ?? 'stdin.json') : undefined;
  if (values['stdin-filename'] !== undefined && values.stdin !== true) {
    throw usageError('--stdin-filename goes with --stdin');
  }
  if (stdin !== undefined && paths.length > 0) throw usageError('--stdin takes no PATH');
  if (stdin !== undefined && values['changed-since'] !== undefined) {
    throw usageError('--stdin and --changed-since exclude each other');
  }
  if (values.fix === true && values['fix-dry-run'] === true) {
    throw usageError('--fix and --fix-dry-run exclude each other');
  }
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    ...defined('kind', values.kind === undefined ? undefined : oneOf('--kind', values.kind, POLICY_KINDS)),
    format: oneOf('--format', values.format ?? 'text', FORMATS),
    failOn: oneOf('--fail-on', values['fail-on'] ?? 'error', LIMITS),
    ...defined('fix', fixOf(values)),
    ...defined('stdin', stdin),
    ...defined('changedSince', values['changed-since']),
    ...defined('config', values.config),
    withIgnored: values['with-ignored'] === true,
  };
}

function fixOf(values: Values): CheckOptions['fix'] {
  if (values.fix === true) return 'write';
  return values['fix-dry-run'] === true ? 'show' : undefined;
}

function defined<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], allowPositionals: true, strict: true, options });
  } catch (error) {
    // The first sentence says it; what follows explains Node's parser.
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split(/\. (?=[A-Z])/);
    throw usageError(message.charAt(0).toLowerCase() + message.slice(1));
  }
}

function usageError(message: string): CommandError {
  return new CommandError(`${message} (see policywright --help)`);
}

function commandOf(name: string | undefined): CommandName | undefined {
  return Object.keys(commands).find((one): one is CommandName => one === name);
}

function names(): string {
  return Object.keys(commands).join(', ');
}

function only(rest: readonly string[], command: CommandName, what: string): string {
  const [first, ...more] = rest;
  if (first === undefined || more.length > 0) throw usageError(`"${command}" takes one argument: ${what}`);
  return first;
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw usageError(`${option} takes ${allowed.join(', ')}, not "${value}"`);
}
