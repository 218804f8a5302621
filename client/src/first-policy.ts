import * as vscode from 'vscode';
import { READ } from './languages.ts';

/** Runs `start` once, when the first document that looks like a policy is open; other JSON and Terraform start nothing. */
export function onFirstPolicy(start: () => void): vscode.Disposable {
  const listeners: vscode.Disposable[] = [];
  const stop = () => {
    for (const listener of listeners.splice(0)) listener.dispose();
  };
  const found = () => {
    stop();
    start();
  };
  listeners.push(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (looksLikePolicy(document)) found();
    }),
    vscode.workspace.onDidChangeTextDocument((event) => {
      const mark = markOf(event.document);
      if (mark === undefined) return;
      if (event.contentChanges.some((change) => bringsMark(event.document, change, mark))) found();
    }),
  );
  if (vscode.workspace.textDocuments.some(looksLikePolicy)) found();
  return new vscode.Disposable(stop);
}

function looksLikePolicy(document: vscode.TextDocument): boolean {
  const mark = markOf(document);
  if (mark === undefined) return false;
  const text = document.getText();
  return mark.test(text) || (mark === JSON_MARK && mayBecomePolicy(document, text));
}

/** A file that is named like one, as long as little is typed; a new document without a name, as long as nothing is. */
function mayBecomePolicy({ uri, isUntitled }: vscode.TextDocument, text: string): boolean {
  return isUntitled ? text.length < 10 && text.trim().length < 3 : text.length < 500 && NAME.test(uri.path);
}

/** Looks at what was typed and at the line it is in: a large file is not searched at each key. */
function bringsMark(
  document: vscode.TextDocument,
  { range, text }: vscode.TextDocumentContentChangeEvent,
  mark: RegExp,
): boolean {
  if (mark.test(text)) return true;
  const { line } = range.start;
  return line < document.lineCount && mark.test(document.lineAt(line).text.slice(0, 10_000));
}

/** What stands in every policy of the document's language; undefined for languages that nobody reads. */
function markOf(document: vscode.TextDocument): RegExp | undefined {
  if (vscode.languages.match(READ, document) === 0) return undefined;
  return document.languageId.startsWith('json') || TEMPLATE.test(document.uri.path)
    ? JSON_MARK
    : TERRAFORM_MARK;
}

const TEMPLATE = /\.(tftpl|tpl|tmpl)$/;

const TERRAFORM_MARK = /polic|jsonencode|Statement/;

/** One of these stands in every policy of which more than the beginning is typed, also in policies inside strings. */
const JSON_MARK = /"Statement\\*"|20(12|08)-10-17/;

const NAME = /polic(y|ies)|(?<![a-z])(iam|trust|boundary|scp|rcp)(?![a-z])/i;
