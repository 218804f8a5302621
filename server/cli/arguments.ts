import { parseArgs } from 'node:util';
import { POLICY_KINDS, type PolicyKind } from '../core/index.ts';

export const FORMATS = ['text', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const LIMITS = ['error', 'warning', 'info', 'none'] as const;
/** The quietest severity that makes the command fail. */
export type Limit = (typeof LIMITS)[number];

export type Invocation =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'check'; readonly options: CheckOptions };

export interface CheckOptions {
  readonly paths: readonly string[];
  /** Every policy counts as one of this kind. */
  readonly kind?: PolicyKind;
  readonly format: Format;
  readonly failOn: Limit;
}

/** Something the person can act on: shown as one clear line. */
export class CommandError extends Error {}

/** What the arguments (without `node` and the script) ask for. Throws `CommandError`. */
export function readArguments(given: readonly string[]): Invocation {
  const { values, positionals } = parse(given);
  if (values.help === true) return { command: 'help' };
  if (values.version === true) return { command: 'version' };
  const [command, ...paths] = positionals;
  if (command === undefined) throw usageError('no command given, the command is "check"');
  if (command === 'help') return { command: 'help' };
  if (command !== 'check') throw usageError(`unknown command "${command}", the command is "check"`);
  const kind = values.kind === undefined ? {} : { kind: oneOf('--kind', values.kind, POLICY_KINDS) };
  return {
    command: 'check',
    options: {
      paths: paths.length === 0 ? ['.'] : paths,
      ...kind,
      format: oneOf('--format', values.format ?? 'text', FORMATS),
      failOn: oneOf('--fail-on', values['fail-on'] ?? 'error', LIMITS),
    },
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      strict: true,
      options: {
        kind: { type: 'string' },
        format: { type: 'string' },
        'fail-on': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    // The first sentence says it; what follows explains Node's parser.
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split(/\. (?=[A-Z])/);
    throw usageError(message.charAt(0).toLowerCase() + message.slice(1));
  }
}

function usageError(message: string): CommandError {
  return new CommandError(`${message} (see policywright --help)`);
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw usageError(`${option} takes ${allowed.join(', ')}, not "${value}"`);
}

export const usage = `Usage: policywright check [PATH…] [options]

Checks the AWS IAM policies in files and folders. Offline: no credentials, no telemetry.
Without a PATH the current folder is checked. Folders are searched for .json, .jsonc, .tf and .tofu
files, except in node_modules, .git, .terraform, dist and out; a file that is named is always read.

Options:
  --kind KIND       take every policy for one of this kind, whatever its file and content say:
                    ${POLICY_KINDS.slice(0, 5).join(', ')},
                    ${POLICY_KINDS.slice(5).join(', ')}
  --format FORMAT   text (default) or json
  --fail-on LEVEL   exit with 1 at findings of this severity or above:
                    error (default), warning, info, none
  -h, --help        show this text
  --version         show the version and the date of the service data

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or unreadable input.
`;
