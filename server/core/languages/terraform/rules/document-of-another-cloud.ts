import type { ModuleRule } from './module-rule.ts';
import { report } from './wiring.ts';

/** `data.aws_iam_policy_document` for Alibaba Cloud, or the other way round: each writes the version of its own language. */
export const documentOfAnotherCloud: ModuleRule = {
  id: 'document-of-another-cloud',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: "A policy argument takes a document of another cloud's data source",
  check: {},
  *checkFile(file, { linked }) {
    for (const { document, consumers } of linked.found.policies) {
      if (!document.name.startsWith('data.') || document.implied.version === undefined) continue;
      for (const { file: where, attribute, dialect } of consumers) {
        if (where.source !== file.source || dialect === document.dialect) continue;
        const own = dialect === 'ram' ? 'alicloud_ram_policy_document' : 'aws_iam_policy_document';
        yield report(
          attribute.value.range,
          `"${document.name}" writes version "${document.implied.version}", which ${CLOUDS[dialect]} refuses; write the document as "${own}"`,
        );
      }
    }
  },
};

const CLOUDS = { aws: 'AWS', ram: 'Alibaba Cloud' } as const;
