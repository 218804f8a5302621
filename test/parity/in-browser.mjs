/**
 * The server as a worker in a real browser, spoken to by a page: reads what to open from standard input and prints what
 * the server says about each document, both as JSON.
 *
 * In: `{ folder, files: { uri: text }, open: [{ uri, languageId }] }`; out: `{ [uri]: { diagnostics, actions } }`, and
 * `asked`, the files that the worker fetched, and `refused`, questions for files that the page does not have.
 */
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../../scripts/browser.mjs';
import { startSite } from '../e2e/browser/site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wanted = JSON.parse(await text(process.stdin));
const site = await startSite({ root });
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  // Any page of that origin does.
  await page.goto(`${site.origin}/package.json`);
  const answers = await page.evaluate(speak, wanted);
  process.stdout.write(JSON.stringify({ ...answers, asked: site.asked }));
} finally {
  await browser.close();
  site.stop();
}

/** Runs in the page. */
async function speak({ folder, files, open, capabilities }) {
  const assets = new URL('dist/', location.href).href;
  const worker = new Worker(`${assets}server.js`);
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map();
  const refused = [];
  const own = {
    'policywright/listFolder': ({ uri }) =>
      Object.keys(files)
        .filter((file) => file.slice(0, file.lastIndexOf('/')) === uri)
        .map((file) => decodeURIComponent(file.slice(uri.length + 1))),
    'policywright/readFile': ({ uri }) => {
      if (files[uri] === undefined) refused.push(uri);
      return files[uri] ?? null;
    },
  };
  port.onmessage = ({ data }) => {
    if (data.method === undefined) waiting.get(data.id)?.(data);
    else if (data.id !== undefined)
      port.postMessage({ jsonrpc: '2.0', id: data.id, result: own[data.method]?.(data.params) ?? null });
  };
  const notify = (method, params) => port.postMessage({ jsonrpc: '2.0', method, params });
  let last = 0;
  const ask = (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      port.postMessage({ jsonrpc: '2.0', id, method, params });
    });
  const ready = new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.postMessage({ assets, port: port2 }, [port2]);
  await ready;
  const workspaceFolders = folder === null ? null : [{ uri: folder, name: 'w' }];
  await ask('initialize', { processId: null, rootUri: null, workspaceFolders, capabilities });
  notify('initialized', {});
  const documents = {};
  for (const { uri, languageId } of open) {
    notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text: files[uri] } });
    const { items: diagnostics } = await ask('textDocument/diagnostic', { textDocument: { uri } });
    const actions = [];
    for (const { range } of diagnostics) {
      const context = { diagnostics: [], only: ['quickfix'], triggerKind: 2 };
      actions.push(await ask('textDocument/codeAction', { textDocument: { uri }, range, context }));
    }
    documents[uri] = { diagnostics, actions };
    notify('textDocument/didClose', { textDocument: { uri } });
  }
  worker.terminate();
  return { documents, refused };
}
