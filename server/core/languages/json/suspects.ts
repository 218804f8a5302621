import { isNamedLikePolicy } from '../../policy/kind.ts';
import type { Source } from '../../text/source.ts';

/**
 * Whether a document can hold a policy at all: a few searches, no parse.
 * A megabyte of other JSON costs a millisecond; what passes here is still looked at properly.
 */
export function mayHoldPolicy({ text, uri }: Source): boolean {
  if (text.includes('Statement')) return true;
  if (text.includes(DATE) && VERSION.test(text)) return true;
  return text.length < BEGINNING && isNamedLikePolicy(uri);
}

/** The end of both versions: one search instead of two. */
const DATE = '-10-17';
const VERSION = /20(?:08|12)-10-17/;

/** In a longer text `Statement` or a version would be typed by now. */
const BEGINNING = 500;
