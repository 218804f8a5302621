import { check } from './sections/check.ts';
import { completion } from './sections/completion.ts';
import { edit } from './sections/edit.ts';
import { foreign } from './sections/foreign.ts';
import { checkOnce, memory } from './sections/memory.ts';
import { rules } from './sections/rules.ts';
import { start } from './sections/start.ts';

const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  check,
  'check-once': checkOnce,
  completion,
  edit,
  foreign,
  memory,
  rules,
  start,
};

const [, , name = ''] = process.argv;
const section = sections[name];
if (section === undefined) {
  console.error(`error: no section "${name}"; there are ${Object.keys(sections).join(', ')}`);
  process.exitCode = 2;
} else await section();
