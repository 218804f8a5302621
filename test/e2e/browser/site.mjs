import { appendFileSync, createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/**
 * Serves what ships, and the suites, to pages of any origin on a free loopback port, as the places do that extensions for
 * browsers come from. What is posted to `/results` is appended to the file `results`.
 * @param {{ root: string, results?: string }} what
 * @returns {Promise<{ origin: string, asked: readonly string[], stop(): void }>} `asked`: the paths of what was fetched
 */
export async function startSite({ root, results }) {
  const asked = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname)).slice(1);
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.method === 'POST' && path === 'results' && results !== undefined) {
      request.on('data', (data) => appendFileSync(results, data)).on('end', () => response.end());
      return;
    }
    const file = join(root, path);
    const isServed = path.split(sep).every((name) => name !== 'node_modules' && !name.startsWith('.'));
    if (!isServed || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    asked.push(path);
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, host, resolve));
  return {
    origin: `http://${host}:${server.address().port}`,
    asked,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The editor's page may load scripts from this name, not from its address. */
const host = 'localhost';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
