import { parseArn } from '../../catalog/arn.ts';
import type { Text } from '../../policy/text.ts';
import { isAccountId, type Settings } from '../../project.ts';
import { wordsOf } from '../hover/statement-line.ts';
import { clip, code } from '../markdown.ts';
import { accountWords } from './resource.ts';

interface World {
  readonly accounts: NonNullable<Settings['accounts']>;
}

/** `account 111122223333`, `role deploy of account 111122223333`, `the service ec2.amazonaws.com`. */
export function personWords(kind: string, text: Text, { accounts }: World, everyone: string): string {
  const { value } = text;
  const shown = code(clip(wordsOf(text), 120));
  if (value === undefined) return shown;
  if (value === '*') return kind === 'Service' || kind === 'Federated' ? shown : everyone;
  if (kind === 'Service') return `the service ${shown}`;
  if (kind === 'Federated') return `whoever ${shown} signs in`;
  if (isAccountId(value)) return accountWords(value, accounts);
  const arn = parseArn(value);
  if (arn === undefined || !/^\d+$/.test(arn.account.text)) return shown;
  const account = accountWords(arn.account.text, accounts);
  if (arn.resource.text === 'root') return account;
  const [type = '', ...rest] = arn.resource.text.split('/');
  const name = rest.at(-1);
  if ((type !== 'role' && type !== 'user') || name === undefined || /[*?]/.test(value)) return shown;
  return `${type} ${code(clip(name, 80))} of ${account}`;
}
