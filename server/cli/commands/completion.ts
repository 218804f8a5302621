import { allRules, POLICY_KINDS } from '../../core/index.ts';
import { FORMATS, LIMITS, SHELLS, type Shell } from '../arguments.ts';
import { type CommandName, commands, explanations, type OptionName, options } from '../options.ts';

/** A script that teaches a shell the commands, options and their values. */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell]();
}

const SCRIPTS: Readonly<Record<Shell, () => string>> = { bash, zsh, fish };

/** Words that an option takes; undefined: a file. */
const VALUES: Partial<Record<OptionName, readonly string[]>> = {
  kind: POLICY_KINDS,
  format: FORMATS,
  'fail-on': LIMITS,
};

/** Words that a command takes; undefined: files, or anything. */
const ARGUMENTS: Partial<Record<CommandName, () => readonly string[]>> = {
  explain: () => allRules.map(({ id }) => id),
  completion: () => SHELLS,
};

const names = Object.keys(commands) as readonly CommandName[];

function bash(): string {
  const values = Object.entries(VALUES).map(([name, words]) => {
    return `    --${name}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word")); return ;;`;
  });
  const perCommand = names.map((name) => {
    const flags = commands[name].options.map((option) => `--${option}`);
    const words = [...flags, ...(ARGUMENTS[name]?.() ?? [])].join(' ');
    return `    ${name}) COMPREPLY=($(compgen -W "${words}" -- "$word")) ;;`;
  });
  return `_policywright() {
  local word=\${COMP_WORDS[COMP_CWORD]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(' ')} help --help --version" -- "$word"))
    return
  fi
  case \${COMP_WORDS[COMP_CWORD-1]} in
${values.join('\n')}
  esac
  case \${COMP_WORDS[1]} in
${perCommand.join('\n')}
  esac
}
complete -o default -F _policywright policywright
`;
}

function zsh(): string {
  const list = names.map((name) => `    '${name}:${commands[name].summary.replaceAll("'", '')}'`);
  const perCommand = names.map((name) => {
    const flags = commands[name].options.map((option) => zshOption(option));
    const words = ARGUMENTS[name]?.();
    const rest = words === undefined ? "'*:file:_files'" : `'1:name:(${words.join(' ')})'`;
    return `    ${name}) _arguments ${[...flags, rest].join(' ')} ;;`;
  });
  return `#compdef policywright
_policywright() {
  local -a commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${perCommand.join('\n')}
  esac
}
compdef _policywright policywright
`;
}

function zshOption(option: OptionName): string {
  const [value, first = ''] = explanations[option];
  const about = first.replace(/[[\]:']/g, '');
  if (options[option].type === 'boolean') return `'--${option}[${about}]'`;
  const words = VALUES[option];
  return `'--${option}[${about}]:${value.toLowerCase()}:${words === undefined ? '_files' : `(${words.join(' ')})`}'`;
}

function fish(): string {
  const start = names.map((name) => {
    return `complete -c policywright -n __fish_use_subcommand -f -a ${name} -d '${commands[name].summary.replaceAll("'", '')}'`;
  });
  const perCommand = names.flatMap((name) => {
    const seen = `-n '__fish_seen_subcommand_from ${name}'`;
    const words = ARGUMENTS[name]?.();
    return [
      ...commands[name].options.map((option) => `complete -c policywright ${seen} ${fishOption(option)}`),
      ...(words === undefined ? [] : [`complete -c policywright ${seen} -f -a '${words.join(' ')}'`]),
    ];
  });
  return `${[...start, ...perCommand].join('\n')}\n`;
}

function fishOption(option: OptionName): string {
  const [, first = ''] = explanations[option];
  const about = `-d '${first.replaceAll("'", '')}'`;
  if (options[option].type === 'boolean') return `-l ${option} ${about}`;
  const words = VALUES[option];
  return `-l ${option} -r ${words === undefined ? '' : `-f -a '${words.join(' ')}' `}${about}`;
}
