/** Preloaded into a process: notes every file and folder that is opened, a line each, in the file that `POLICYWRIGHT_READS` names. */
const fs = require('node:fs');
const log = fs.openSync(process.env.POLICYWRIGHT_READS, 'a');
const { writeSync } = fs;

for (const [from, names] of [
  [fs, ['open', 'openSync', 'readFile', 'readFileSync', 'createReadStream']],
  [fs, ['opendir', 'opendirSync', 'readdir', 'readdirSync', 'writeFile', 'writeFileSync', 'appendFileSync']],
  [fs.promises, ['open', 'readFile', 'opendir', 'readdir', 'writeFile', 'appendFile']],
])
  for (const name of names) {
    const run = from[name];
    from[name] = function (path, ...rest) {
      if (typeof path !== 'number') writeSync(log, `${path}\n`);
      return run.call(this, path, ...rest);
    };
  }
