/** Texts that make a backtracking matcher work: what a quantifier repeats, many times, behind what leads there and before what does not fit. */

export interface Attack {
  readonly before: string;
  /** What is repeated. */
  readonly pump: string;
  readonly after: string;
}

/** Of a text so long. */
export function attackOf({ before, pump, after }: Attack, length: number): string {
  return before + pump.repeat(Math.ceil(length / pump.length)) + after;
}

/** For every quantifier without a small bound; each once. */
export function attacksOn(regex: RegExp): readonly Attack[] {
  const syntax = parse(regex.source);
  const speech = speechOf(regex, syntax);
  const found = new Map<string, Attack>();
  const add = (before: string, pump: string) => {
    if (pump === '') return;
    for (const after of ENDS) found.set(JSON.stringify([before, pump, after]), { before, pump, after });
  };
  for (const { before, body } of quantifiers(syntax, speech)) {
    for (const pump of pumps(body, speech))
      for (const start of new Set(['', '\u0000', before, before + pump])) add(start, pump);
    // Every start of a match may run to the end.
    for (const all of [
      before,
      ...samples(body, speech)
        .slice(0, 3)
        .map((text) => before + text),
    ]) {
      add('', all);
      add('', `${all}\n`);
    }
  }
  for (const a of speech.alphabet.slice(0, 8)) {
    add('', a);
    for (const b of speech.alphabet.slice(0, 8)) if (a !== b) add('', a + b);
  }
  return [...found.values()];
}

const ENDS = ['', '\u0000', '\n', ' ', 'a', '"'];

type Piece =
  /** Takes one character. */
  | { readonly kind: 'one'; readonly source: string }
  | { readonly kind: 'group'; readonly options: Options; readonly looks: boolean }
  | { readonly kind: 'repeat'; readonly body: Piece; readonly min: number; readonly max: number }
  /** Takes nothing, or what a group has taken. */
  | { readonly kind: 'none' };

type Options = readonly (readonly Piece[])[];

/** The syntax of what `RegExp` has accepted. */
function parse(source: string): Options {
  let at = 0;
  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const match = form.exec(source);
    at += match?.[0].length ?? 0;
    return match;
  };
  const options = (): Options => {
    const all: Piece[][] = [[]];
    while (at < source.length && source[at] !== ')') {
      if (take(/\|/y) !== null) all.push([]);
      else all.at(-1)?.push(quantified());
    }
    return all;
  };
  const quantified = (): Piece => {
    const body = single();
    const match = take(/(?:([*+?])|\{(\d+)(,(\d*))?\})\??/y);
    if (match === null) return body;
    const [, sign, least = '0', comma, most] = match;
    if (sign !== undefined)
      return { kind: 'repeat', body, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
    const min = Number(least);
    const max = comma === undefined ? min : most === '' ? Infinity : Number(most);
    return { kind: 'repeat', body, min, max };
  };
  const single = (): Piece => {
    const open = take(/\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y);
    if (open !== null) {
      const inside = options();
      at++;
      return { kind: 'group', options: inside, looks: /[=!]$/.test(open[0]) };
    }
    if (take(/[$^]|\\[bB]|\\[1-9]|\\k<\w+>/y) !== null) return { kind: 'none' };
    const one = take(
      /\[(?:\\.|[^\]\\])*\]|\\u\{[\da-f]+\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\p\{\w+\}|\\.|[\s\S]/iy,
    );
    if (one === null) throw new Error(`what is ${source.slice(at)}?`);
    return { kind: 'one', source: one[0] };
  };
  return options();
}

/** Characters that the expression may tell apart, and which of them a piece takes. */
interface Speech {
  readonly alphabet: readonly string[];
  taken(source: string): readonly string[];
}

function speechOf({ source, flags }: RegExp, syntax: Options): Speech {
  const named = [...source.matchAll(/\\u([\da-f]{4})/gi)].map(([, code = '']) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const plain = source.replace(/\\u[\da-f]{4}|\\[dwsbpDWSBP]|\(\?<?[:=!]?/gi, '').match(/[^\\^|?+]/g) ?? [];
  const alphabet = [...new Set([...named, ...plain, ...USUAL])];
  const known = new Map<string, readonly string[]>();
  const taken = (piece: string) => {
    const before = known.get(piece);
    if (before !== undefined) return before;
    const form = new RegExp(`^${piece}$`, flags.replace(/[gmydv]/g, ''));
    const found = alphabet.filter((one) => form.test(one));
    known.set(piece, found);
    return found;
  };
  // What many pieces take is what they can quarrel about.
  const pieces = ones(syntax);
  const quarrels = new Map(alphabet.map((one) => [one, 0]));
  for (const piece of pieces) for (const one of taken(piece)) quarrels.set(one, (quarrels.get(one) ?? 0) + 1);
  const sorted = alphabet.toSorted((a, b) => (quarrels.get(b) ?? 0) - (quarrels.get(a) ?? 0));
  return { alphabet: sorted, taken: (piece) => sorted.filter((one) => taken(piece).includes(one)) };
}

const USUAL = [...'aA0_ \t\r\n"-.:/*${}\\,é'];

function ones(options: Options): readonly string[] {
  return options.flat().flatMap((piece): readonly string[] => {
    if (piece.kind === 'one') return [piece.source];
    if (piece.kind === 'group') return ones(piece.options);
    return piece.kind === 'repeat' ? ones([[piece.body]]) : [];
  });
}

interface Quantifier {
  /** A text that leads to it. */
  readonly before: string;
  readonly body: Piece;
}

function quantifiers(options: Options, speech: Speech, start = ''): readonly Quantifier[] {
  return options.flatMap((pieces) => {
    let before = start;
    return pieces.flatMap((piece) => {
      const found = quantifiersIn(piece, speech, before);
      before += samples(piece, speech)[0] ?? '';
      return found;
    });
  });
}

function quantifiersIn(piece: Piece, speech: Speech, before: string): readonly Quantifier[] {
  if (piece.kind === 'group') return quantifiers(piece.options, speech, before);
  if (piece.kind !== 'repeat') return [];
  const inside = quantifiersIn(piece.body, speech, before);
  return piece.max < SMALL ? inside : [{ before, body: piece.body }, ...inside];
}

/** A quantifier that repeats less often is a factor, and no growth. */
const SMALL = 50;

/** Texts that a piece takes, the shortest ways through it. */
function samples(piece: Piece, speech: Speech): readonly string[] {
  if (piece.kind === 'one') return speech.taken(piece.source).slice(0, MOST);
  if (piece.kind === 'repeat') return samples(piece.body, speech).map((text) => text.repeat(piece.min));
  if (piece.kind === 'none' || piece.looks) return [''];
  const options = piece.options.map((pieces) => ways(pieces, speech));
  // One of each option before a second of any.
  return [
    ...options.flatMap((texts) => texts.slice(0, 1)),
    ...options.flatMap((texts) => texts.slice(1)),
  ].slice(0, MOST);
}

/** With one after the other of its pieces taking something else than usual. */
function ways(pieces: readonly Piece[], speech: Speech): readonly string[] {
  const each = pieces.map((piece) => samples(piece, speech));
  const usual = each.map(([first = '']) => first);
  const others = each.flatMap((texts, at) => texts.slice(1).map((text) => usual.with(at, text).join('')));
  return [usual.join(''), ...others];
}

/** What a quantifier may repeat: what its body takes, at the least and with its optional parts, and single characters of it. */
function pumps(body: Piece, speech: Speech): readonly string[] {
  const characters = ones([[body]]).flatMap((source) => speech.taken(source).slice(0, MOST));
  return [...new Set([...samples(body, speech), ...samples(filled(body), speech), ...characters])].slice(
    0,
    2 * MOST,
  );
}

/** Everything optional is there once. */
function filled(piece: Piece): Piece {
  if (piece.kind === 'repeat') return { ...piece, body: filled(piece.body), min: Math.max(piece.min, 1) };
  if (piece.kind !== 'group') return piece;
  return { ...piece, options: piece.options.map((pieces) => pieces.map(filled)) };
}

/** Of each sort. */
const MOST = 10;
