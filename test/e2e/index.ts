import { runAll } from './runner.ts';
import './suite.ts';

/** What VS Code's test host calls. */
export function run(): Promise<void> {
  return runAll();
}
