import { type BodyFrame, type Member, type ObjectFrame, type State, topOf } from './scan-state.ts';

/** A word with a colon, or a lone `*`, where a value starts: no expression begins so. */
export function looseWord(state: State): boolean {
  const { text, at, fixes } = state;
  const top = topOf(state);
  const starts =
    top.kind === 'list'
      ? top.open === '[' && top.item === undefined && !top.isFor
      : (top.kind === 'body' || (top.kind === 'object' && !top.isFor)) &&
        top.member?.sign !== undefined &&
        top.member.value === undefined;
  if (!starts) return false;
  LOOSE.lastIndex = at;
  const match = LOOSE.exec(text);
  if (match === null) return false;
  const end = Math.min(at + match[0].length, state.limit);
  fixes?.word({ start: at, end });
  noteToken(state, at, end, 'other');
  state.at = end;
  return true;
}

const LOOSE = /(?:[A-Za-z][\w-]*:(?!:)[\w*:?./-]*|\*)(?=[ \t]*(?:[,\]}\r\n#]|$))/y;

/** Before the token at hand is known to its end: a value or item starts. */
export function noteStart(state: State, start: number): void {
  const top = topOf(state);
  if (top.kind === 'list') top.item ??= start;
  else if ((top.kind === 'body' || top.kind === 'object') && top.member?.sign !== undefined)
    top.member.value ??= start;
}

export function noteToken(state: State, start: number, end: number, form: Member['form']): void {
  const { text } = state;
  const top = topOf(state);
  state.last = end;
  noteStart(state, start);
  if (top.kind === 'list' || top.kind === 'object') {
    const first = top.kind === 'list' ? top.item === start && top.index === 0 : top.member === undefined;
    if (first && form === 'word' && text.slice(start, end) === 'for' && /[ \t\r\n]/.test(text[end] ?? ' ')) {
      top.isFor = true;
      return;
    }
  }
  if ((top.kind !== 'body' && top.kind !== 'object') || (top.kind === 'object' && top.isFor)) return;
  const { member } = top;
  if (member === undefined) {
    const name = form === 'string' ? text.slice(start + 1, end - 1) : text.slice(start, end);
    top.member = { name, start, end, form, labels: [], sign: undefined, value: undefined };
  } else if (member.sign === undefined) {
    const label = form === 'string' ? text.slice(start + 1, end - 1) : text.slice(start, end);
    member.labels = [...member.labels, label];
  }
}

/** Two strings side by side in a list: the comma between them is missing. */
export function separateStrings(state: State): void {
  const top = topOf(state);
  if (top.kind !== 'list' || top.item === undefined || top.isFor || state.text[state.last - 1] !== '"')
    return;
  state.fixes?.insert(state.last, ',');
  top.index++;
  top.item = undefined;
}

export function markConditional(state: State): void {
  const top = topOf(state);
  if (top.kind === 'list') top.conditional = true;
}

export function sign(state: State, char: string): void {
  const { text, at } = state;
  const next = text[at + 1];
  const top = topOf(state);
  if (char === '=' && (next === '=' || next === '>')) {
    noteToken(state, at, at + 2, 'other');
    state.at = at + 2;
    return;
  }
  const before = text[at - 1] ?? '';
  const member = top.kind === 'body' || (top.kind === 'object' && !top.isFor) ? top.member : undefined;
  const starts = char === '=' ? !'!<>'.includes(before) : top.kind === 'object' && next !== ':';
  state.at = at + 1;
  if (member !== undefined && member.sign === undefined && starts) {
    member.sign = at + 1;
    state.last = at + 1;
  } else noteToken(state, at, at + 1, 'other');
}

export function separate(state: State): void {
  const top = topOf(state);
  const { at } = state;
  if (top.kind === 'list') {
    top.index++;
    top.item = undefined;
    top.conditional = false;
  } else if (top.kind === 'object') endMember(state, top);
  state.at = at + 1;
  state.last = at + 1;
}

/** The member at hand is over: what it lacks is put in. */
export function endMember(state: State, frame: BodyFrame | ObjectFrame): void {
  const { member } = frame;
  frame.member = undefined;
  if (member !== undefined) state.note?.(frame, member, state.last);
  if (member === undefined || state.fixes === undefined || (frame.kind === 'object' && frame.isFor)) return;
  const { fixes } = state;
  if (member.sign !== undefined) {
    if (member.value === undefined) fixes.insert(member.sign, ' null');
    return;
  }
  if (member.form === 'other') return;
  if (member.labels.length > 0) {
    if (frame.kind === 'body' && member.form === 'word') fixes.insert(state.last, ' {}');
  } else if (frame.kind === 'body' && member.form === 'string') {
    fixes.blank({ start: member.start, end: member.end });
  } else fixes.insert(member.end, ' = null');
}
