/**
 * Stands before the extension's code in the suite's copy of it and takes the time that its loading and its `activate` need: of
 * the processor, in all threads, so that nothing but the work of this extension host counts.
 */
const start = [process.cpuUsage(), performance.now()];
const code = require('./dist/extension.js');
const loading = since(start);

exports.activate = (context) => {
  const begun = [process.cpuUsage(), performance.now()];
  const result = code.activate(context);
  globalThis.policywrightWakingUp = { loading, activating: since(begun) };
  return result;
};

exports.deactivate = () => code.deactivate();

/** Milliseconds. */
function since([usage, clock]) {
  const { user, system } = process.cpuUsage(usage);
  return { processor: (user + system) / 1000, clock: performance.now() - clock };
}
