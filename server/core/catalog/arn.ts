import { own } from '../text/own.ts';

/** One field of an ARN, `start` and `end` as offsets into the ARN. */
export interface ArnField {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * `arn:partition:service:region:account:resource`; the resource may hold further colons and slashes. Alibaba Cloud's
 * `acs:service:region:account:relative-id` has no partition: its `acs` stands there.
 */
export interface Arn {
  readonly partition: ArnField;
  readonly service: ArnField;
  readonly region: ArnField;
  readonly account: ArnField;
  readonly resource: ArnField;
}

/**
 * An ARN, an ARN pattern or an ARN template in its fields. Colons inside `${…}` do not count. Undefined unless the text
 * begins with `arn:` and has six fields, or with `acs:` and has five. Fields may be empty.
 */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('a')) return undefined;
  const fields: ArnField[] = [];
  if (text.startsWith('acs:')) fields.push({ text: '', start: 0, end: 0 });
  else if (!text.startsWith('arn:')) return undefined;
  let start = 0;
  for (let i = 0; i < text.length && fields.length < 5; i++) {
    if (text[i] === '$' && text[i + 1] === '{') {
      const close = text.indexOf('}', i);
      if (close > 0) i = close;
    } else if (text[i] === ':') {
      fields.push({ text: text.slice(start, i), start, end: i });
      start = i + 1;
    }
  }
  const [, partition, service, region, account] = fields;
  if (partition === undefined || service === undefined || region === undefined || account === undefined) {
    return undefined;
  }
  return {
    partition,
    service,
    region,
    account,
    resource: { text: text.slice(start), start, end: text.length },
  };
}

/** A pattern for everything that an ARN with `${…}` variables may become: each one stands for any text. */
export function openVariables(text: string): string {
  if (!text.includes('${')) return text;
  return text.replace(/\$\{((?:[^}$]|\$(?!\{))*)\}/g, (_, name: string) => own(literals, name) ?? '*');
}

/** IAM's escapes for its own characters; a literal wildcard is still only met by a wildcard-like template. */
const literals: Readonly<Record<string, string>> = { '*': '?', '?': '?', $: '$' };
