import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { bundle } from '../lsp/server.ts';

const scratch = mkdtempSync(join(tmpdir(), 'policywright-editors-'));
const scripts = fileURLToPath(new URL('.', import.meta.url));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What an editor got from the server, and what its buffer reads after the first fix. */
interface Got {
  readonly diagnostics: readonly {
    readonly code?: string;
    readonly text?: string;
    readonly line: number;
    readonly column: number;
  }[];
  readonly hover: { readonly contents: { readonly value: string } };
  readonly completion: readonly string[];
  readonly actions: readonly string[];
  readonly text: string;
}

/** One misspelt action, and redundant ones: the settings that the editors have turn that rule off. */
const json = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["aps:QueryMetric", "aps:GetLabels", "aps:Get*"],
    "Resource": "arn:aws:aps:eu-west-1:111122223333:workspace/ws-1"
  }
}
`;

const terraform = `data "aws_iam_policy_document" "read" {
  statement {
    effect    = "Allow"
    actions   = ["aps:QueryMetric", "aps:GetLabels", "aps:Get*"]
    resources = ["arn:aws:aps:eu-west-1:111122223333:workspace/ws-1"]
  }
}
`;

const documents = [
  { file: 'policy.json', language: 'json', text: json, line: 4 },
  { file: 'main.tf', language: 'terraform', text: terraform, line: 3 },
];

const editors = [
  { name: 'Neovim', program: 'nvim', args: ['--headless', '--clean', '-S', join(scripts, 'neovim.lua')] },
  { name: 'Emacs with eglot', program: 'emacs', args: ['--batch', '-l', join(scripts, 'eglot.el')] },
];

describe.each(editors)('$name', ({ name, program, args }) => {
  const isHere = spawnSync(program, ['--version']).status === 0;
  if (!isHere) console.warn(`${name} is not on this machine: its tests are skipped`);

  test.skipIf(!isHere).each(documents)('checks, explains, completes and repairs $file', (document) => {
    const file = join(scratch, document.file);
    const out = join(scratch, `${program}.json`);
    writeFileSync(file, document.text);
    const { stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      timeout: 50_000,
      env: {
        ...process.env,
        HOME: scratch,
        XDG_CACHE_HOME: scratch,
        XDG_STATE_HOME: scratch,
        POLICYWRIGHT_NODE: process.execPath,
        POLICYWRIGHT_SERVER: bundle,
        POLICYWRIGHT_FILE: file,
        POLICYWRIGHT_LANGUAGE: document.language,
        POLICYWRIGHT_OUT: out,
      },
    });
    const got = JSON.parse(readResult(out, `${stdout}${stderr}`)) as Got;
    const places = got.diagnostics.map(({ code, text, line }) => [
      code ?? /\[([\w-]+)\]/.exec(text ?? '')?.[1],
      line,
    ]);
    expect(places).toEqual([['invalid-action', document.line]]);
    expect(got.hover.contents.value).toContain('GetLabels');
    expect(got.completion).toContain('QueryMetrics');
    expect(got.actions[0]).toContain('Replace by "aps:QueryMetrics"');
    expect(got.text.trimEnd()).toBe(document.text.replace('QueryMetric"', 'QueryMetrics"').trimEnd());
  });
});

function readResult(file: string, printed: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`the editor wrote nothing, it said: ${printed}`);
  } finally {
    rmSync(file, { force: true });
  }
}
