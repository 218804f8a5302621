import { startServer } from '../lsp/start.ts';

/** One file for both platforms: a Node process, or a worker in a browser. Only what differs waits for its platform. */
if ('importScripts' in globalThis) void import('./browser.ts').then(({ listen }) => listen(startServer));
else void import('./node.ts').then(({ serve }) => serve(startServer));
