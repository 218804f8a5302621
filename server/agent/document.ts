import { escapeName, POLICY_KINDS, type PolicyKind, type Project, type Source } from '../core/index.ts';
import type { AgentParts, Input, InputSchema } from './tool.ts';

/** What tools about a document take. */
export const documentInput = {
  type: 'object',
  properties: {
    text: {
      type: 'string',
      description:
        'The whole document: an AWS IAM or Alibaba Cloud RAM policy as JSON, a JSON file that holds policies, or a Terraform file (HCL) with policies in it.',
    },
    fileName: {
      type: 'string',
      description:
        'Optional name of the document, e.g. "role-trust.json" or "iam.tf". Its ending tells the language and its words what the policy is used as. No file is read.',
    },
    kind: {
      type: 'string',
      enum: POLICY_KINDS,
      description:
        'Optional: what the policy is used as, if you know. Absent: decided by the Terraform argument that takes it, the file name, or the content.',
    },
  },
  required: ['text'],
  additionalProperties: false,
} as const satisfies InputSchema;

export const NO_POLICY =
  'There is no policy in this text. JSON needs a "Statement"; for Terraform give a "fileName" that ends in .tf';

/** The document as a project of its own: no file and no configuration beside it. */
export function openDocument(
  { text, fileName, kind }: Input,
  { settings }: AgentParts,
): { readonly source: Source; readonly project: Project } {
  const content = String(text);
  const name = cleanName(typeof fileName === 'string' ? fileName : nameFor(content));
  const languageId = languageOf(name);
  const source: Source = {
    uri: `text:///${name.split('/').map(escapeName).join('/')}`,
    languageId,
    text: content,
    // Whoever sends JSON to be checked says that it is a policy.
    ...(languageId === 'json' && kind !== undefined ? { isPolicy: true as const } : {}),
  };
  const forced = POLICY_KINDS.find((one): one is PolicyKind => one === kind);
  return {
    source,
    project: {
      sources: new Map([[source.uri, source]]),
      settings: forced === undefined ? settings : { ...settings, forcedKind: forced },
      config: '',
    },
  };
}

function nameFor(text: string): string {
  return /^\uFEFF?\s*[{[]/.test(text) || text.trim() === '' ? 'document.json' : 'main.tf';
}

/** Relative, with slashes, within itself. */
function cleanName(name: string): string {
  const steps = name.split(/[/\\]/).filter((step) => step !== '' && step !== '.' && step !== '..');
  return steps.length === 0 ? 'document.json' : steps.join('/');
}

function languageOf(name: string): string {
  return LANGUAGES.get(/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '') ?? 'json';
}

const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['jsonc', 'jsonc'],
  ['tf', 'terraform'],
  ['tofu', 'opentofu'],
  ['hcl', 'terraform'],
  ['tfvars', 'terraform-vars'],
  ['tftpl', 'terraform-template'],
  ['tpl', 'terraform-template'],
  ['tmpl', 'terraform-template'],
]);
