import type { Candidate } from '../../languages/language.ts';
import type { Template } from './spelling.ts';

/** `aws_sqs_queue.q.arn`; of one of several with its number, or with a stop for its key. */
export function expressionOf({ target, index }: Candidate, attribute: string | undefined): Template {
  const rest = attribute === undefined ? '' : `.${attribute}`;
  if (index === 'none') return [`${target}${rest}`];
  if (index === 'number') return [`${target}[0]${rest}`];
  return [`${target}["`, { stop: 1, text: 'key' }, `"]${rest}`];
}
