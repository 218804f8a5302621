import { attributeOf } from '../module.ts';
import type { ModuleRule } from './module-rule.ts';
import { resourcesOf } from './ram-attachments.ts';
import { edit, report } from './wiring.ts';

/** A login profile that says people need no second factor. */
export const consoleWithoutMfa: ModuleRule = {
  id: 'console-without-mfa',
  severity: 'info',
  dialects: ['ram'],
  summary: 'Console access without a second factor',
  check: {},
  *checkFile(file) {
    for (const { body } of resourcesOf(file, 'alicloud_ram_login_profile')) {
      const argument = attributeOf(body, 'mfa_bind_required');
      if (argument?.value.kind !== 'bool' || argument.value.value) continue;
      yield report(
        argument.value.range,
        'Who has the password signs in without a second factor; let the user bind an MFA device',
        [edit('Require MFA', argument.value.range, 'true')],
      );
    }
  },
};
