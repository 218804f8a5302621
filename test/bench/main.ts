import { check } from './sections/check.ts';
import { completion } from './sections/completion.ts';
import { edit } from './sections/edit.ts';
import { estate } from './sections/estate.ts';
import { foreign, foreignOnce } from './sections/foreign.ts';
import { checkOnce, memory } from './sections/memory.ts';
import { misspelt } from './sections/misspelt.ts';
import { requests } from './sections/requests.ts';
import { resident } from './sections/resident.ts';
import { rules } from './sections/rules.ts';
import { sizes } from './sections/sizes.ts';
import { start } from './sections/start.ts';
import { terraform } from './sections/terraform.ts';

const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  check,
  'check-once': checkOnce,
  completion,
  edit,
  estate,
  foreign,
  'foreign-once': foreignOnce,
  memory,
  misspelt,
  requests,
  resident,
  rules,
  sizes,
  start,
  terraform,
};

const [, , name = ''] = process.argv;
const section = sections[name];
if (section === undefined) {
  console.error(`error: no section "${name}"; there are ${Object.keys(sections).join(', ')}`);
  process.exitCode = 2;
} else await section();
