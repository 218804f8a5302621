import {
  type CodeAction,
  CodeActionKind,
  CompletionItemKind,
  CreateFile,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
  type Location,
  type CompletionItem as LspItem,
  type CompletionList as LspList,
  type MarkupContent,
  MarkupKind,
  type Position,
  type Range,
  type SnippetTextEdit,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  type CompletionItem,
  type CompletionKind,
  type CompletionList,
  type DocumentEdits,
  type Finding,
  type FindingTag,
  type Fix,
  type LineIndex,
  lineIndex,
  type Location as Place,
  type Project,
  type Related,
  type Severity,
  type Source,
  type TextEdit as SourceEdit,
  type TextRange,
} from '../core/index.ts';
import type { Client } from './client.ts';

/** The only place that knows lines and characters, and the protocol's numbers. */

const PAGES = 'https://github.com/policywright/policywright/blob/main/docs/rules';

export function rulePage(rule: string): string {
  return `${PAGES}/${rule}.md`;
}

export function offsetAt(source: Source, position: Position): number {
  return linesOf(source).offset(position);
}

export function toPosition(source: Source, offset: number): Position {
  return linesOf(source).at(offset);
}

export function toRange(source: Source, { start, end }: TextRange): Range {
  const lines = linesOf(source);
  return { start: lines.at(start), end: lines.at(end) };
}

export function fromRange(source: Source, { start, end }: Range): TextRange {
  const [a, b] = [offsetAt(source, start), offsetAt(source, end)];
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

/** `project` has the documents that the finding points to besides its own. */
export function toDiagnostic(
  source: Source,
  finding: Finding,
  client: Client,
  project?: Project,
): Diagnostic {
  const tags = finding.tags.map((tag) => TAGS[tag]).filter((tag) => client.diagnosticTags.includes(tag));
  const related = client.relatedInformation ? finding.related.flatMap(toRelated) : [];
  return {
    range: toRange(source, finding.at),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    ...(client.codeDescription ? { codeDescription: { href: rulePage(finding.rule) } } : {}),
    source: 'policywright',
    message: finding.message,
    ...(tags.length === 0 ? {} : { tags }),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };

  function toRelated({ uri = source.uri, at, message }: Related): readonly DiagnosticRelatedInformation[] {
    const there = uri === source.uri ? source : project?.sources.get(uri);
    return there === undefined ? [] : [{ location: { uri, range: toRange(there, at) }, message }];
  }
}

/** Places in documents that the project has; others are left out. */
export function toLocations({ sources }: Project, places: readonly Place[]): Location[] {
  return places.flatMap(({ uri, range }) => {
    const source = sources.get(uri);
    return source === undefined ? [] : [{ uri, range: toRange(source, range) }];
  });
}

export function toTextEdit(source: Source, { range, newText }: SourceEdit): TextEdit {
  return { range: toRange(source, range), newText };
}

/** With the version where the editor takes it, so that a late answer cannot hit newer text. */
export function toWorkspaceEdit(
  source: Source,
  version: number | undefined,
  edits: readonly SourceEdit[],
  client: Client,
): WorkspaceEdit {
  const changes = edits.map((edit) => toTextEdit(source, edit));
  if (!client.versionedEdits) return { changes: { [source.uri]: changes } };
  return {
    documentChanges: [TextDocumentEdit.create({ uri: source.uri, version: version ?? null }, changes)],
  };
}

/** Changes of several documents, some of which may be new. A document that the project does not have is left out. */
export function toWorkspaceEdits(
  { sources }: Project,
  version: (uri: string) => number | undefined,
  documents: readonly DocumentEdits[],
  client: Client,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  const documentChanges: (TextDocumentEdit | CreateFile)[] = [];
  for (const { uri, edits, snippets, create } of documents) {
    const source = create === true ? { uri, languageId: '', text: '' } : sources.get(uri);
    if (source === undefined) continue;
    const converted = edits.map((edit) => toTextEdit(source, edit));
    if (create === true) documentChanges.push(CreateFile.create(uri, { ignoreIfExists: false }));
    const versioned = converted.map((edit, index) => {
      const snippet = client.snippetEdits ? snippets?.[index] : undefined;
      return snippet === undefined ? edit : toSnippetEdit(source, snippet);
    });
    documentChanges.push(TextDocumentEdit.create({ uri, version: version(uri) ?? null }, versioned));
    changes[uri] = [...(changes[uri] ?? []), ...converted];
  }
  return client.versionedEdits ? { documentChanges } : { changes };
}

/** The editor indents further lines of a snippet like the line that it starts on. */
function toSnippetEdit(source: Source, { range, newText }: SourceEdit): SnippetTextEdit {
  const line = source.text.slice(source.text.lastIndexOf('\n', range.start - 1) + 1, range.start);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const value = indent === '' ? newText : newText.replaceAll(`\n${indent}`, '\n');
  return { range: toRange(source, range), snippet: { kind: 'snippet', value } };
}

export interface QuickFix {
  readonly finding: Finding;
  readonly fix: Fix;
  /** The first choice for its finding. */
  readonly preferred: boolean;
}

export function toQuickFix(
  source: Source,
  version: number | undefined,
  { finding, fix, preferred }: QuickFix,
  client: Client,
  project?: Project,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(source, finding, client, project)],
    ...(preferred && client.preferredCodeActions ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(source, version, fix.edits, client),
  };
}

/** What an item of ours carries through the editor, for `completionItem/resolve`. */
export interface ItemData {
  /** What its documentation is about. */
  readonly topic?: string;
  /** What accepting it changes elsewhere. */
  readonly also?: readonly TextEdit[];
}

export function dataOf({ data }: LspItem): ItemData {
  if (typeof data !== 'object' || data === null) return {};
  return {
    ...(typeof data.topic === 'string' ? { topic: data.topic } : {}),
    ...(Array.isArray(data.also) ? { also: data.also } : {}),
  };
}

/** Everything that all items share is said once, where the editor understands that. */
export function toCompletionList(source: Source, list: CompletionList, client: Client): LspList {
  const range = toRange(source, list.range);
  const short = list.items.length > MANY;
  const also = list.also?.map((edit) => toTextEdit(source, edit));
  const later = also !== undefined && client.resolvesEdits && client.defaultData;
  const common = toData(list.topic, later ? also : undefined);
  return {
    isIncomplete: list.incomplete,
    itemDefaults: {
      ...(client.defaultEditRange ? { editRange: range } : {}),
      ...(client.defaultData && common !== undefined ? { data: common } : {}),
    },
    items: list.items.map((item) => {
      const own = item.topic !== undefined || !client.defaultData;
      const data = own ? toData(item.topic ?? list.topic, later ? also : undefined) : undefined;
      return {
        label: item.label,
        kind: KINDS[item.kind],
        ...detailOf(item, client.labelDetails && !short),
        ...textOf(source, item, range, client),
        ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
        ...(item.sortText === undefined ? {} : { sortText: item.sortText }),
        ...(item.preselect === true ? { preselect: true } : {}),
        ...(also === undefined || later ? {} : { additionalTextEdits: also }),
        ...(data === undefined ? {} : { data }),
        ...(item.retrigger === true && client.options.retriggerCommand !== undefined
          ? { command: { title: 'Suggest', command: client.options.retriggerCommand } }
          : {}),
      };
    }),
  };
}

function toData(topic: string | undefined, also: readonly TextEdit[] | undefined): ItemData | undefined {
  if (topic === undefined && also === undefined) return undefined;
  return { ...(topic === undefined ? {} : { topic }), ...(also === undefined ? {} : { also }) };
}

/** Beside the label in every row, or in a long list, which must stay small, only in the chosen one. */
function detailOf({ detail }: CompletionItem, beside: boolean): Partial<LspItem> {
  if (detail === undefined) return {};
  return beside ? { labelDetails: { description: detail } } : { detail };
}

function textOf(source: Source, item: CompletionItem, common: Range, client: Client): Partial<LspItem> {
  const snippet = item.snippet === true && client.snippets;
  const newText = item.snippet === true && !snippet ? withoutStops(item.newText) : item.newText;
  const format = snippet ? { insertTextFormat: InsertTextFormat.Snippet } : {};
  if (item.range === undefined && client.defaultEditRange)
    return newText === item.label ? format : { ...format, textEditText: newText };
  const range = item.range === undefined ? common : toRange(source, item.range);
  return { ...format, textEdit: { range, newText } };
}

/** The text of a snippet for editors that have none: `${1:text}` is `text`, `$1` is nothing. */
function withoutStops(snippet: string): string {
  return snippet.replace(/\\([\\$}])|\$\{\d+:((?:\\.|[^\\}])*)\}|\$\{?\d+\}?/g, (_all, escaped, held) => {
    return escaped ?? held?.replace(/\\([\\$}])/g, '$1') ?? '';
  });
}

/** Markdown, or its plain reading for editors that show none. */
export function toMarkup(markdown: string, understands: boolean): MarkupContent {
  if (understands) return { kind: MarkupKind.Markdown, value: markdown };
  const value = markdown
    .replace(/^```.*\n?/gm, '')
    .replace(/\[((?:\\.|[^[\]\\])+)\]\(([^\s)[]+)\)/g, '$1 ($2)')
    .replace(/\\([\\`*_{}[\]()#+.!<>|~-])/g, '$1')
    .replace(/\*\*|`/g, '');
  return { kind: MarkupKind.PlainText, value };
}

/** A list longer than this leaves the details of its rows to the chosen one. */
const MANY = 300;

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  action: CompletionItemKind.Function,
  wildcard: CompletionItemKind.Event,
  service: CompletionItemKind.Module,
  resource: CompletionItemKind.Reference,
  segment: CompletionItemKind.Folder,
  element: CompletionItemKind.Property,
  operator: CompletionItemKind.Operator,
  'condition-key': CompletionItemKind.Field,
  principal: CompletionItemKind.Class,
  variable: CompletionItemKind.Variable,
  policy: CompletionItemKind.File,
  value: CompletionItemKind.Value,
  skeleton: CompletionItemKind.Snippet,
};

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<FindingTag, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

const indices = new WeakMap<Source, LineIndex>();

function linesOf(source: Source): LineIndex {
  let lines = indices.get(source);
  if (lines === undefined) {
    lines = lineIndex(source.text);
    indices.set(source, lines);
  }
  return lines;
}
