import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  type Diagnostic,
  DidCloseTextDocumentNotification,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver-protocol/node';
import {
  allRules,
  createEngine,
  createTerraform,
  defaultSettings,
  json,
  type Source,
} from '../../server/core/index.ts';
import { loadHclParser } from '../../server/host/hcl.ts';
import { freshCatalog } from '../bench/corpus.ts';
import { modern, plain, type RunningServer, startServer } from '../lsp/server.ts';
import { files, languageOf } from './samples.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const workspace = mkdtempSync(join(tmpdir(), 'policywright-parity-'));
const folder = pathToFileURL(workspace).href;

/** What every door says of a finding. Positions count from 0. */
interface Said {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Diagnostic['range'];
}

interface Answer {
  readonly diagnostics: readonly Diagnostic[];
  /** Quick fixes at each diagnostic. */
  readonly actions: readonly (readonly CodeAction[])[];
}

interface InBrowser {
  readonly documents: Readonly<Record<string, Answer>>;
  readonly asked: readonly string[];
}

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}
cpSync(join(root, 'examples'), join(workspace, 'examples'), { recursive: true });
const paths = readdirSync(workspace, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(json|tf)$/.test(path))
  .sort();
const uriOf = (path: string) => `${folder}/${path.split('/').map(encodeURIComponent).join('/')}`;
const textOf = (path: string) => readFileSync(join(workspace, path), 'utf8');
const severities = ['error', 'warning', 'info', 'hint'];

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

function said({ code, severity, message, range }: Diagnostic): Said {
  return {
    rule: String(code),
    severity: severities[(severity ?? 0) - 1] ?? '',
    message: typeof message === 'string' ? message : message.value,
    range,
  };
}

function sorted<T>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe('every door says the same', () => {
  const pulled = new Map<string, Answer>();
  const pushed = new Map<string, Answer>();
  let browser: InBrowser;
  let cli: readonly CliFile[];

  beforeAll(async () => {
    const pulling = await startServer({ capabilities: modern, folders: [folder] });
    for (const path of paths) pulled.set(path, await ask(pulling, path));
    await pulling.stop();
    const pushing = await startServer({ capabilities: plain, folders: [folder] });
    for (const path of paths) pushed.set(path, await ask(pushing, path));
    await pushing.stop();
    browser = inBrowser();
    cli = onCommandLine();
  }, 180_000);

  test('there is something to say', () => {
    const all = [...pulled.values()].flatMap(({ diagnostics }) => diagnostics);
    expect(new Set(all.map(({ code }) => code)).size).toBeGreaterThan(10);
    const told = (path: string) => pulled.get(path)?.diagnostics.length ?? 0;
    for (const path of ['module/main.tf', 'module/bucket.json', 'policies/half typed.json'])
      expect(told(path), path).toBeGreaterThan(0);
    expect(told('policies/other.json')).toBe(0);
    expect([...pulled.values()].flatMap(({ actions }) => actions.flat()).length).toBeGreaterThan(10);
  });

  test('the language server, whether it is asked or tells by itself', () => {
    for (const path of paths) {
      const [one, other] = [pulled.get(path), pushed.get(path)];
      expect(other?.diagnostics.map(said), path).toEqual(one?.diagnostics.map(said));
      expect(other?.actions.map(fixesOf), path).toEqual(one?.actions.map(fixesOf));
    }
  });

  test('the worker in a browser, which reads files through the page', () => {
    for (const path of paths) expect(browser.documents[uriOf(path)], path).toEqual(pulled.get(path));
  });

  test('the worker fetches only what it needs', () => {
    const tables = browser.asked.filter((path) => path.startsWith('dist/tables/'));
    expect(tables).toContain('dist/tables/shape.json');
    expect(new Set(tables).size).toBe(tables.length);
    expect(browser.asked.filter((path) => path.startsWith('dist/tree-sitter'))).toHaveLength(3);
  });

  test('the command line', () => {
    expect(cli.map(({ path }) => path).sort()).toEqual(
      paths.filter((path) => cli.some((file) => file.path === path)),
    );
    for (const path of paths) {
      const file = cli.find((each) => each.path === path);
      const findings = (file?.findings ?? []).map(({ rule, severity, message, range }) => ({
        rule,
        severity,
        message,
        range,
      }));
      expect(sorted(findings), path).toEqual(sorted(pulled.get(path)?.diagnostics.map(said) ?? []));
    }
  });

  test('the engine in process, with the same fixes as the command line and the server offer', async () => {
    const catalog = freshCatalog();
    const parser = await loadHclParser(join(root, 'dist'));
    const terraform = createTerraform({ parser, facts: () => catalog.terraform, catalog });
    const engine = createEngine({ catalog, languages: [json, terraform], rules: allRules });
    const sources = new Map<string, Source>(
      paths.map((path) => [
        uriOf(path),
        { uri: uriOf(path), languageId: languageOf(path), text: textOf(path) },
      ]),
    );
    for (const path of paths) {
      const analysis = engine.analyze({ sources, settings: defaultSettings }, uriOf(path));
      const findings = (analysis?.findings ?? []).map(({ rule, severity, message, fixes }) => ({
        rule,
        severity,
        message,
        fixes: fixes()
          .filter(({ edits }) => edits.length > 0)
          .map(({ title, applicability }) => ({ title, safe: applicability === 'safe' })),
      }));
      const answer = pulled.get(path);
      expect(
        findings.map(({ rule, severity, message }) => ({ rule, severity, message })),
        path,
      ).toEqual(
        answer?.diagnostics.map(said).map(({ rule, severity, message }) => ({ rule, severity, message })),
      );
      const cliFindings = cli.find((each) => each.path === path)?.findings ?? [];
      const titles = (each: readonly { readonly rule: string; readonly fixes: readonly unknown[] }[]) =>
        sorted(each.map(({ rule, fixes }) => [rule, fixes]));
      expect(titles(cliFindings), path).toEqual(titles(findings));
      findings.forEach(({ rule, fixes }, at) => {
        const offered = (answer?.actions[at] ?? []).filter(({ diagnostics }) =>
          diagnostics?.some(({ code }) => code === rule),
        );
        for (const { title } of fixes)
          expect(
            offered.some((action) => action.title.startsWith(title)),
            `${path}: ${title}`,
          ).toBe(true);
      });
    }
  });

  function inBrowser(): InBrowser {
    const input = JSON.stringify({
      folder,
      capabilities: modern,
      files: Object.fromEntries(paths.map((path) => [uriOf(path), textOf(path)])),
      open: paths.map((path) => ({ uri: uriOf(path), languageId: languageOf(path) })),
    });
    const program = join(root, 'test/parity/in-browser.mjs');
    const { stdout, stderr } = spawnSync(process.execPath, [program], { input, encoding: 'utf8' });
    const line = stdout.slice(stdout.lastIndexOf('\n') + 1);
    if (line === '') throw new Error(`no answer from the browser: ${stdout}${stderr}`);
    return JSON.parse(line) as InBrowser;
  }
});

interface CliFile {
  readonly path: string;
  readonly findings: readonly (Said & { readonly fixes: readonly unknown[] })[];
}

function onCommandLine(): readonly CliFile[] {
  const args = [join(root, 'dist/cli.js'), 'check', '--format', 'json', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: workspace, encoding: 'utf8' });
  return (JSON.parse(stdout) as { readonly files: readonly CliFile[] }).files;
}

/** Opens, asks and closes, so that each file is answered for with the others on disk. */
async function ask(server: RunningServer, path: string): Promise<Answer> {
  const uri = uriOf(path);
  const { connection } = server;
  const pushes = server.initialized.capabilities.diagnosticProvider === undefined;
  const told = pushes ? server.nextPublished(uri) : undefined;
  server.open(uri, textOf(path), languageOf(path));
  const diagnostics = await (told ?? pull());
  const actions: CodeAction[][] = [];
  for (const { range } of diagnostics) {
    const context = { diagnostics: [], only: ['quickfix'], triggerKind: 2 as const };
    const found = await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context,
    });
    actions.push((found ?? []).flatMap((each) => ('diagnostics' in each || 'edit' in each ? [each] : [])));
  }
  const closed = pushes ? server.nextPublished(uri) : undefined;
  await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  await closed;
  return { diagnostics, actions };

  async function pull(): Promise<readonly Diagnostic[]> {
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return report.kind === 'full' ? report.items : [];
  }
}

/** Without what only some editors are told. */
function fixesOf(actions: readonly CodeAction[]): readonly unknown[] {
  return actions.map(({ title, edit }) =>
    [
      title,
      Object.values(edit?.changes ?? {}).flat(),
      (edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : [])),
    ].flat(1),
  );
}
