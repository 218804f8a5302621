/**
 * `npm run soak`: 100,000 edits of a JSON and a Terraform document in the language server as shipped, with requests between them.
 * Prints the resident memory of the server as it goes, and fails when it grows.
 *
 *   npm run soak -- --edits 5000 --seed 7
 */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const { values } = parseArgs({
  options: { edits: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const edits = Number(values.edits);
let state = Number(values.seed) >>> 0;
const below = (limit) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};

const texts = {
  json: `{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Sid": "One",\n      "Effect": "Allow",\n      "Action": ["s3:GetObject", "aps:QueryMetric"],\n      "Resource": "*"\n    }\n  ]\n}\n`,
  terraform: `data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["s3:GetObject", "aps:QueryMetric"]\n    resources = ["*"]\n  }\n}\n\nresource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\n`,
};
const pieces = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\n',
  'x',
  's3:',
  '${',
  '*',
  ' ',
  '=',
  '\\',
  'é',
  '/*',
  '<<E\n',
];

const built = spawnSync(process.execPath, [root('esbuild.mjs')], { cwd: root('.'), stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const child = spawn(process.execPath, [root('dist/server.js'), '--stdio']);
const connection = createProtocolConnection(
  new StreamMessageReader(child.stdout),
  new StreamMessageWriter(child.stdin),
);
connection.listen();
const capabilities = { textDocument: { diagnostic: {}, completion: {}, hover: {} } };
await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
await connection.sendNotification('initialized', {});
const documents = Object.entries(texts).map(([languageId, text]) => ({
  languageId,
  uri: `file:///soak/main.${languageId}`,
  text,
}));
for (const { uri, languageId, text } of documents)
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId, version: 1, text },
  });

const sizes = [];
const started = Date.now();
for (let done = 1; done <= edits; done++) {
  const document = documents[done % documents.length];
  const { uri } = document;
  const lines = document.text.split('\n');
  const line = below(lines.length);
  const character = below(lines[line].length + 1);
  const isFresh = below(40) === 0;
  const text = pieces[below(pieces.length)];
  const change = isFresh
    ? { text: texts[document.languageId] }
    : { range: { start: { line, character }, end: { line, character } }, text };
  lines[line] = lines[line].slice(0, character) + text + lines[line].slice(character);
  document.text = isFresh ? change.text : lines.join('\n');
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: done + 1 },
    contentChanges: [change],
  });
  const at = { textDocument: { uri }, position: { line, character } };
  const asked = [connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })];
  if (done % 5 === 0) asked.push(connection.sendRequest('textDocument/completion', at));
  if (done % 5 === 1) asked.push(connection.sendRequest('textDocument/hover', at));
  await Promise.all(asked);
  if (done % Math.ceil(edits / 20) === 0) {
    sizes.push(residentMegabytes(child.pid));
    console.log(
      `${done} edits in ${Math.round((Date.now() - started) / 1_000)} s: ${sizes.at(-1)} MB resident`,
    );
  }
}
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');

// What is compiled and remembered once grows at first.
const most = (from, to) => Math.max(...sizes.slice(from, to));
const growth = most(13) / most(6, 13);
console.log(`the most of the last third against the third before: ${(100 * growth).toFixed(0)} %`);
process.exitCode = growth > 1.15 ? 1 : 0;

/** A file of the project. */
function root(path) {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

function residentMegabytes(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(stdout) / 1_024);
}
