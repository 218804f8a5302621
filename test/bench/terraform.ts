import {
  allRules,
  createEngine,
  createTerraform,
  defaultSettings,
  type Engine,
  type Project,
  type Source,
} from '../../server/core/index.ts';
import { loadHclParser } from '../../server/host/hcl.ts';
import { freshCatalog } from './corpus.ts';

/** Reads JSON and Terraform, as the language server does once a Terraform document is open. */
export async function terraformEngine(): Promise<Engine> {
  const catalog = freshCatalog();
  const parser = await loadHclParser('dist');
  return createEngine({
    catalog,
    languages: [createTerraform({ parser, facts: () => catalog.terraform })],
    rules: allRules,
  });
}

export function moduleOf(source: Source): Project {
  return { sources: new Map([[source.uri, source]]), settings: defaultSettings };
}

/** One line, and so many policy documents of 14 lines, each attached to what its kind says. */
export function documentsText(count: number): string {
  return `provider "aws" { region = "eu-west-1" }\n${Array.from({ length: count }, (_, at) => documentBlock(at)).join('')}`;
}

const ACTIONS = ['GetObject', 'PutObject', 'DeleteObject', 'GetObjectTagging', 'AbortMultipartUpload'];

function documentBlock(at: number): string {
  return `data "aws_iam_policy_document" "access_${at}" {
  statement {
    sid       = "Objects${at}"
    actions   = ["s3:${ACTIONS[at % ACTIONS.length]}", "kms:Decrypt"]
    resources = ["arn:aws:s3:::bucket-${at}/*"]
    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["eu-west-1"]
    }
  }
}
resource "aws_iam_policy" "access_${at}" { policy = data.aws_iam_policy_document.access_${at}.json }

`;
}
