/** As much of `node:assert/strict` as the suite uses, for the extension host of browsers. */
export default { ok, equal, match, deepEqual };

function ok(value, message = 'not truthy') {
  if (!value) throw new Error(message);
}

function equal(actual, expected, message = `${show(actual)} is not ${show(expected)}`) {
  if (!Object.is(actual, expected)) throw new Error(message);
}

function match(text, pattern, message = `${show(text)} does not match ${pattern}`) {
  if (!pattern.test(text)) throw new Error(message);
}

/** For plain data. */
function deepEqual(actual, expected, message) {
  equal(show(actual), show(expected), message);
}

function show(value) {
  return JSON.stringify(value) ?? String(value);
}
