import type { ModuleRule } from './module-rule.ts';
import { ramAttachments } from './ram-attachments.ts';
import { report } from './wiring.ts';

/** AdministratorAccess or AliyunRAMFullAccess, which RAM's console flags when they are attached. */
export const highRiskSystemPolicy: ModuleRule = {
  id: 'high-risk-system-policy',
  severity: 'warning',
  dialects: ['ram'],
  summary: 'A system policy of high risk is attached',
  check: {},
  *checkFile(file, ctx) {
    for (const { file: where, at, policy, isSystem, holderKind } of ramAttachments(ctx)) {
      if (where !== file || policy === undefined || !isSystem) continue;
      const found = ctx.catalog?.of('ram').managedPolicy(policy);
      if (found?.risk !== 'high') continue;
      yield report(
        at,
        `"${policy}" is a high-risk policy: ${lower(found.summary ?? '')} Give the ${holderKind} only what it needs`,
      );
    }
  },
};

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
