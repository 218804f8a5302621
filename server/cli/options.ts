import { POLICY_KINDS } from '../core/index.ts';

/** Every option of every command, as Node's parser takes them. */
export const options = {
  kind: { type: 'string' },
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  fix: { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  'changed-since': { type: 'string' },
  config: { type: 'string' },
  'with-ignored': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

export type OptionName = keyof typeof options;

export interface Command {
  readonly summary: string;
  /** After the command's name. */
  readonly synopsis: string;
  readonly options: readonly OptionName[];
}

export type CommandName = 'check' | 'explain' | 'list-rules' | 'actions' | 'mcp' | 'completion';

export const commands: Readonly<Record<CommandName, Command>> = {
  check: {
    summary: 'Check the policies in files and folders',
    synopsis: '[PATH…] [options]',
    options: [
      'kind',
      'format',
      'fail-on',
      'fix',
      'fix-dry-run',
      'stdin',
      'stdin-filename',
      'changed-since',
      'config',
      'with-ignored',
    ],
  },
  explain: { summary: 'Show the page of a rule', synopsis: 'RULE', options: [] },
  'list-rules': {
    summary: 'List every rule with its severity',
    synopsis: '[--format text|json]',
    options: ['format'],
  },
  actions: {
    summary: 'Search the actions of all services, or see what a wildcard matches',
    synopsis: 'QUERY [--format text|json]',
    options: ['format'],
  },
  mcp: {
    summary: 'Serve AI agents over standard input and output (Model Context Protocol)',
    synopsis: '',
    options: [],
  },
  completion: {
    summary: 'Print a script that completes this command in a shell',
    synopsis: 'SHELL',
    options: [],
  },
};

/** Of each option: its value, and lines of explanation. */
export const explanations: Readonly<
  Record<OptionName, readonly [value: string, ...lines: readonly string[]]>
> = {
  kind: [
    'KIND',
    'take every policy for one of this kind, whatever its file and content say:',
    `${POLICY_KINDS.slice(0, 5).join(', ')},`,
    POLICY_KINDS.slice(5).join(', '),
  ],
  format: ['FORMAT', 'text (default), json, sarif, junit, github (annotations) or', 'gitlab (code quality)'],
  'fail-on': [
    'LEVEL',
    'exit with 1 at findings of this severity or above:',
    'error (default), warning, info, none',
  ],
  fix: ['', 'make all safe fixes, which never change who may do what'],
  'fix-dry-run': ['', 'show what --fix would change, and change nothing'],
  stdin: ['', 'check one document from standard input; with --fix the', 'document goes to standard output'],
  'stdin-filename': [
    'NAME',
    'what that document is called: its language, kind and',
    'neighbours follow from it',
  ],
  'changed-since': ['REV', 'only files that differ from this revision of git, and new ones'],
  config: ['FILE', 'this configuration for all files, instead of the nearest policywright.json'],
  'with-ignored': ['', 'search files, too, that .gitignore files name'],
  help: ['', 'show this text'],
  version: ['', 'show the version and the date of the service data'],
};
