import { DocumentDiagnosticRequest } from 'vscode-languageserver-protocol/node';
import { startServer } from '../../lsp/server.ts';
import { elapsed, median } from '../measure.ts';
import { atMost, ms, printColumns } from '../table.ts';
import { documentsText, moduleOf, terraformEngine } from '../terraform.ts';

const uri = 'file:///w/main.tf';

/** From a keystroke in a Terraform file to its diagnostics: in the engine, and as an editor that pulls them sees it. */
export async function terraform(): Promise<void> {
  const rows: string[][] = [];
  for (const [documents, limit] of [
    [1, 2],
    [10, 5],
    [50, 15],
  ] as const) {
    const text = documentsText(documents);
    const engine = await inEngine(text);
    const server = await overLsp(text);
    const { text: aim, met } = atMost(engine.later, limit, ms);
    rows.push([
      `${text.split('\n').length - 1} lines, ${documents} policy documents`,
      ms(engine.first),
      ms(engine.early),
      ms(engine.later),
      `≤ ${aim}: ${met ? 'met' : 'missed'}`,
      ms(server),
    ]);
  }
  printColumns(
    'Edit to diagnostics in a Terraform file',
    ['', 'first reading', 'edits 2 to 21', 'engine, median of 60', 'aim', 'language server, there and back'],
    rows,
  );
}

/** Somebody types in the middle of the file: each text has another action. */
function typed(text: string, index: number): string {
  const middle = text.indexOf('"kms:Decrypt', text.length / 2);
  const at = middle < 0 ? text.indexOf('"kms:Decrypt') : middle;
  return `${text.slice(0, at)}"kms:Decrypt${'abcdefghij'.slice(0, 1 + (index % 10))}${text.slice(at + 12)}`;
}

/**
 * Edits that are not counted: while the same functions become hot, more of the processor's time goes to compiling them, in
 * other threads, than to the edits.
 */
const WARM_UPS = 400;

async function inEngine(text: string) {
  const engine = await terraformEngine();
  const run = (index: number) => {
    const source = { uri, languageId: 'terraform', text: index === 0 ? text : typed(text, index) };
    return elapsed(() => {
      const found = engine.analyze(moduleOf(source), uri)?.findings.length ?? 0;
      if (index > 0 && found === 0) throw new Error('the misspelt action was not found');
    });
  };
  const times = Array.from({ length: 1 + WARM_UPS + 60 }, (_, index) => run(index));
  return {
    first: times[0] ?? Number.NaN,
    early: median(times.slice(2, 22)),
    later: median(times.slice(1 + WARM_UPS)),
  };
}

async function overLsp(text: string): Promise<number> {
  const server = await startServer();
  server.open(uri, text, 'terraform');
  const times: number[] = [];
  for (let index = 0; index < 120; index++) {
    server.change(uri, index + 2, { text: typed(text, index) });
    const start = performance.now();
    await server.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    times.push(performance.now() - start);
  }
  await server.stop();
  return median(times.slice(60));
}
