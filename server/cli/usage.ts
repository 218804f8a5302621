import { type CommandName, commands, explanations, type OptionName, options } from './options.ts';

/** The text of `--help`: of everything, or of one command. */
export function usage(of?: CommandName): string {
  if (of === undefined) return overview();
  const { synopsis, summary, options: own } = commands[of];
  const about = of === 'check' ? `${summary}. ${ABOUT}` : `${summary}.`;
  const sections = [`Usage: policywright ${of} ${synopsis}`, about];
  if (own.length > 0) sections.push(`Options:\n${[...own, 'help' as const].map(explain).join('\n')}`);
  if (of === 'check') sections.push(EXIT_CODES);
  return `${sections.join('\n\n')}\n`;
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: policywright check [PATH…] [options]
       policywright COMMAND …

Understands access policies in JSON and Terraform. Offline: no credentials, no telemetry.

Commands:
${list.join('\n')}

Options of "check":
${commands.check.options.map(explain).join('\n')}

Everywhere:
${explain('help')}
${explain('version')}

${EXIT_CODES}
`;
}

const ABOUT = `Without a PATH the current
folder is checked. Folders are searched for .json, .jsonc, .tf, .tofu and .tfvars files and for
templates, except for what git ignores and in node_modules, .git, .terraform, .terragrunt-cache,
dist and out; a file that is named is always read. A PATH may be a glob.`;

const EXIT_CODES = `Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or trouble with files.`;

function explain(name: OptionName): string {
  const [value, ...lines] = explanations[name];
  const option = options[name];
  const short = 'short' in option ? `-${option.short}, ` : '';
  const head = `  ${short}--${name}${value === '' ? '' : ` ${value}`}`;
  const [first = '', ...rest] = lines;
  const start = head.length < COLUMN - 1 ? head.padEnd(COLUMN) : `${head}\n${' '.repeat(COLUMN)}`;
  return [start + first, ...rest.map((line) => ' '.repeat(COLUMN) + line)].join('\n');
}

const COLUMN = 26;
