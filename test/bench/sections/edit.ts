import { plain, startServer } from '../../lsp/server.ts';
import { freshEngine, projectOf } from '../corpus.ts';
import { elapsed, median } from '../measure.ts';
import { ms, printTable } from '../table.ts';

/** From a keystroke in a policy of a thousand lines to its diagnostics. */
export async function edit(): Promise<void> {
  const text = policyOf(1000);
  const engine = inEngine(text);
  const server = await overLsp(text);
  printTable('An edit in a policy of 1,000 lines', [
    { name: 'engine: read and check, median of 30', value: ms(engine) },
    { name: 'language server: keystroke to diagnostics, median of 30', value: ms(server.later) },
    { name: 'language server: opening to diagnostics, the first of the process', value: ms(server.first) },
  ]);
}

function inEngine(text: string): number {
  const engine = freshEngine();
  const runs = Array.from({ length: 130 }, (_, index) => {
    const source = { uri: 'file:///w/policy.json', languageId: 'json', text: typed(text, index) };
    return elapsed(() => engine.analyze(projectOf(source), source.uri));
  });
  return median(runs.slice(100));
}

async function overLsp(text: string): Promise<{ readonly first: number; readonly later: number }> {
  const server = await startServer({ capabilities: plain });
  const uri = 'file:///w/policy.json';
  const after = async (act: () => void) => {
    const published = server.nextPublished(uri);
    const start = performance.now();
    act();
    await published;
    return performance.now() - start;
  };
  const first = await after(() => server.open(uri, text));
  const times: number[] = [];
  for (let index = 0; index < 60; index++) {
    times.push(await after(() => server.change(uri, index + 2, { text: typed(text, index) })));
  }
  await server.stop();
  return { first, later: median(times.slice(30)) };
}

/** Somebody types an action that does not exist yet: each text has another one. */
function typed(text: string, index: number): string {
  return text.replace('"s3:GetObject"', `"s3:GetObject${'abcdefghij'.slice(0, 1 + (index % 10))}"`);
}

function policyOf(lines: number): string {
  const actions = ['s3:GetObject', 's3:ListBucket', 'sqs:SendMessage', 'dynamodb:GetItem', 'ec2:Describe*'];
  const statements = Array.from({ length: Math.ceil((lines - 4) / 21) }, (_, index) => ({
    Sid: `Statement${index}`,
    Effect: 'Allow',
    Action: [...actions, 'logs:PutLogEvents', 'kms:Decrypt', 'iam:GetRole'],
    Resource: [`arn:aws:s3:::bucket-${index}/*`, `arn:aws:sqs:eu-west-1:111122223333:queue-${index}`],
    Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
}
