import type { InitializeParams } from 'vscode-languageserver';
import { type Words, wordsOf } from '../core/index.ts';
import { type StructureClient, structureClientOf } from './structure-client.ts';
import { type ViewsClient, viewsClientOf } from './views-client.ts';

/** What the editor can do, and what it asked for: read once from `initialize`. */
export interface Client {
  /** Asks for diagnostics itself; otherwise they are pushed. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly versionedDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Values of `DiagnosticTag` that it shows. */
  readonly diagnosticTags: readonly number[];
  readonly literalCodeActions: boolean;
  readonly preferredCodeActions: boolean;
  /** Shows code actions that cannot be done, with the reason. */
  readonly disabledCodeActions: boolean;
  /** Asks for the edits of a code action once it is chosen. */
  readonly resolvesActions: boolean;
  /** Takes edits that make files. */
  readonly createsFiles: boolean;
  /** Takes `documentChanges` with versions. */
  readonly versionedEdits: boolean;
  /** Takes snippets in `documentChanges`. */
  readonly snippetEdits: boolean;
  readonly snippets: boolean;
  /** Takes a default edit range for all items of a completion list. */
  readonly defaultEditRange: boolean;
  readonly defaultData: boolean;
  readonly labelDetails: boolean;
  /** `completionItem/resolve` may add edits elsewhere in the document. */
  readonly resolvesEdits: boolean;
  readonly markdownItems: boolean;
  readonly markdownHover: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  /** Watches files on demand. */
  readonly registersWatchers: boolean;
  readonly structure: StructureClient;
  readonly views: ViewsClient;
  /** In the editor's language. */
  readonly words: Words;
  readonly options: ClientOptions;
}

/** `initializationOptions`, all of them optional. */
export interface ClientOptions {
  /** The editor reports syntax errors of JSON files itself. */
  readonly hostReportsJsonSyntax: boolean;
  /** The editor reports missing arguments of Terraform's blocks itself. */
  readonly hostReportsTerraformSchema: boolean;
  /** Another extension gives semantic tokens for Terraform. */
  readonly hostColoursTerraform: boolean;
  /** The editor has the templates as snippets of its own, for empty files and the top of Terraform modules. */
  readonly hostHasSnippets: boolean;
  /** Send `policywright/status` notifications. */
  readonly status: boolean;
  /** Nobody has vouched for the workspace. */
  readonly untrusted: boolean;
  /** The editor's command that asks for completion again. */
  readonly retriggerCommand: string | undefined;
  /** The editor's commands that show the summary of a policy (its document and position) and that open a URI with `#line,column`. */
  readonly summaryCommand: string | undefined;
  readonly openCommand: string | undefined;
  /** Settings for editors that cannot be asked for them. */
  readonly settings: unknown;
}

export function clientOf({ capabilities, initializationOptions, locale }: InitializeParams): Client {
  const { textDocument, workspace } = capabilities;
  const publish = textDocument?.publishDiagnostics;
  const pull = textDocument?.diagnostic;
  const shown = pull ?? publish;
  const list = textDocument?.completion?.completionList?.itemDefaults ?? [];
  const item = textDocument?.completion?.completionItem;
  return {
    pullsDiagnostics: pull !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    versionedDiagnostics: publish?.versionSupport === true,
    // Clients that pull but say nothing of these there mean what they say for pushed ones.
    relatedInformation: (shown?.relatedInformation ?? publish?.relatedInformation) === true,
    codeDescription: (shown?.codeDescriptionSupport ?? publish?.codeDescriptionSupport) === true,
    diagnosticTags: shown?.tagSupport?.valueSet ?? publish?.tagSupport?.valueSet ?? [],
    literalCodeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredCodeActions: textDocument?.codeAction?.isPreferredSupport === true,
    disabledCodeActions: textDocument?.codeAction?.disabledSupport === true,
    resolvesActions:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    snippets: item?.snippetSupport === true,
    defaultEditRange: list.includes('editRange'),
    defaultData: list.includes('data'),
    labelDetails: item?.labelDetailsSupport === true,
    resolvesEdits: item?.resolveSupport?.properties.includes('additionalTextEdits') === true,
    markdownItems: item?.documentationFormat?.includes('markdown') === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    structure: structureClientOf(capabilities),
    views: viewsClientOf(capabilities),
    words: wordsOf(locale),
    options: optionsOf(initializationOptions),
  };
}

function optionsOf(given: unknown): ClientOptions {
  const options: Readonly<Record<string, unknown>> =
    typeof given === 'object' && given !== null ? { ...given } : {};
  return {
    hostReportsJsonSyntax: options.hostReportsJsonSyntax === true,
    hostReportsTerraformSchema: options.hostReportsTerraformSchema === true,
    hostColoursTerraform: options.hostColoursTerraform === true,
    hostHasSnippets: options.hostHasSnippets === true,
    status: options.status === true,
    untrusted: options.untrusted === true,
    retriggerCommand: stringOf(options.retriggerCommand),
    summaryCommand: stringOf(options.summaryCommand),
    openCommand: stringOf(options.openCommand),
    settings: options.settings,
  };
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
