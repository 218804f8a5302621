import { runAll } from './runner.ts';
// Before anything is open.
import './start.ts';
import './crash.ts';
import './seeds.ts';
import './structure.ts';
import './suite.ts';
import './templates.ts';
import './views.ts';

/** What VS Code's test host calls. */
export function run(): Promise<void> {
  return runAll();
}
