import type { Problem } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { TextRange } from '../../text/range.ts';
import type { Embedded } from './embedded.ts';
import type { JsonError } from './errors.ts';
import { type Commented, wholeLine } from './removal.ts';

export interface ProblemScope extends Commented {
  readonly errors: readonly JsonError[];
  /** Absent when the text is the file. */
  readonly embedded: Embedded | undefined;
  /** The text is a policy and nothing else; a larger file is judged only where its policy stands, and by its own customs. */
  readonly alone: boolean;
  /** The author asked for JSON with comments. */
  readonly lenient: boolean;
  readonly range: TextRange;
}

/** What is no JSON, in words, one problem per mistake. */
export function problemsOf(scope: ProblemScope): readonly Problem[] {
  const { text, errors, comments, alone, lenient, range, embedded } = scope;
  if (errors.length === 0 && comments.length === 0) return [];
  const faulty = new Set(errors.map(({ start }) => start));
  const remarks = alone && !lenient ? comments.filter(({ start }) => !faulty.has(start)) : [];
  const problems = [
    ...errors.map((error) => problemOf(text, error)),
    ...joined(text, remarks).map((remark) => commentProblem(text, remark)),
  ];
  const wanted = problems.filter(
    ({ at, tolerated }) =>
      (alone || (!tolerated && range.start <= at.start && at.end <= range.end)) && !(tolerated && lenient),
  );
  wanted.sort((a, b) => a.at.start - b.at.start);
  return embedded === undefined ? wanted : wanted.map((problem) => placed(problem, embedded));
}

function problemOf(text: string, error: JsonError): Problem {
  const { code, start, end } = error;
  const spelled = text.slice(start, end);
  switch (code) {
    case 'missing-comma':
      return fixable(error, 'A comma is missing between this element and the next', 'Insert the comma', ',');
    case 'trailing-comma': {
      const problem = fixable(error, 'No comma may stand after the last element', 'Remove the comma', '');
      return { ...problem, tolerated: true };
    }
    case 'extra-comma':
      return fixable(error, 'Nothing stands before this comma', 'Remove the comma', '');
    case 'missing-colon':
      return fixable(error, 'A colon is missing between the key and its value', 'Insert the colon', ':');
    case 'empty':
      return problem(
        error,
        'There is no policy in this text; write one object with a Version and a Statement',
      );
    case 'missing-value':
      return problem(error, `"${error.about ?? ''}" has no value yet`);
    case 'missing-key':
      return problem(error, 'A key in double quotes is missing before this value');
    case 'missing-bracket':
      return missingBracket(text, error);
    case 'extra-bracket':
      return fixable(error, `This "${spelled}" closes nothing`, `Remove the "${spelled}"`, '');
    case 'wrong-bracket': {
      const meant = error.about ?? '';
      const message = `"${spelled}" cannot close this; "${meant}" is meant`;
      return fixable(error, message, `Replace by "${meant}"`, meant);
    }
    case 'unquoted':
    case 'unquoted-key':
      return unquoted(error, spelled);
    case 'single-quotes':
      return fixable(
        error,
        'JSON takes double quotes, not single ones',
        'Use double quotes',
        JSON.stringify(spelled.slice(1, -1)),
      );
    case 'unclosed-string': {
      const at = { code, start: end, end };
      return fixable(at, 'The closing quote of this string is missing', 'Insert the quote', '"');
    }
    case 'unopened-string': {
      const at = { code, start, end: start };
      return fixable(at, 'The opening quote of this string is missing', 'Insert the quote', '"');
    }
    case 'bad-escape':
      return badEscape(text, error);
    case 'bad-character':
      return badCharacter(text, error);
    case 'odd-blank':
      return fixable(
        error,
        'This is no ordinary blank; JSON takes spaces, tabs and line breaks only',
        'Use ordinary spaces',
        ' '.repeat(spelled.replaceAll('\ufeff', '').length),
      );
    case 'byte-order-mark': {
      const mark = 'A policy must not begin with a byte order mark, or it is refused';
      return { ...fixable(error, mark, 'Remove the byte order mark', ''), tolerated: true };
    }
    case 'hash-comment':
      return commentProblem(text, error, false);
    case 'unclosed-comment':
      return problem(error, 'This comment is not closed, and a policy takes none');
    case 'after-end':
      return problem(error, 'The document ends before this; only one value can stand in it');
    case 'too-deep':
      return problem(error, 'This is nested too deeply to be read');
    case 'unexpected':
      return problem(error, `"${spelled}" cannot stand here`);
  }
}

function problem({ start, end }: TextRange, message: string): Problem {
  return { at: { start, end }, message, tolerated: false };
}

function fixable(at: TextRange, message: string, title: string, newText: string): Problem {
  return { ...problem(at, message), title, edits: [{ range: { start: at.start, end: at.end }, newText }] };
}

/** At the end of the text it is certain which brackets are missing; elsewhere they may belong to another place. */
function missingBracket(text: string, error: JsonError): Problem {
  const closers = error.about ?? '';
  const many = closers.length > 1;
  const message = `The closing ${many ? 'brackets' : 'bracket'} "${closers}" ${many ? 'are' : 'is'} missing here`;
  if (text.slice(error.end).trim() !== '') return problem(error, message);
  return fixable(error, message, `Insert "${closers}"`, closers);
}

function unquoted(error: JsonError, word: string): Problem {
  const literal = word.toLowerCase();
  if (error.code === 'unquoted' && (literal === 'true' || literal === 'false' || literal === 'null')) {
    return fixable(error, `JSON writes "${word}" as "${literal}"`, `Replace by "${literal}"`, literal);
  }
  const quoted = JSON.stringify(word);
  return fixable(error, `${quoted} needs double quotes`, 'Put it in double quotes', quoted);
}

function badEscape(text: string, { start, end }: JsonError): Problem {
  const match = /^(?:[^\\]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*(\\(?:u[\da-f]{0,3}|.)?)/i.exec(
    text.slice(start, end),
  );
  const spelled = match?.[1] ?? '';
  const from = start + (match?.[0].length ?? 0) - spelled.length;
  return fixable(
    { start: from, end: from + spelled.length },
    `"${spelled}" means nothing in JSON; a backslash itself is written "\\\\"`,
    'Double the backslash',
    `\\${spelled}`,
  );
}

function badCharacter(text: string, { start, end }: JsonError): Problem {
  let at = start;
  while (at < end && text.charCodeAt(at) >= 32) at++;
  const spelled = JSON.stringify(text[at] ?? '').slice(1, -1);
  return fixable(
    { start: at, end: at + 1 },
    `A control character in a string must be written as an escape, here "${spelled}"`,
    `Replace by "${spelled}"`,
    spelled,
  );
}

function commentProblem(text: string, { start, end }: TextRange, tolerated = true): Problem {
  return {
    at: { start, end },
    message: 'A policy takes no comments, and is refused with one',
    tolerated,
    title: 'Remove the comment',
    edits: [removal(text, start, end)],
  };
}

/** With its line when it is alone on it; else with the blanks before it. */
function removal(text: string, start: number, end: number): TextEdit {
  const edit = wholeLine(text, start, end);
  if (edit.range.start < start || /^[^\r\n]*[^\s]/.test(text.slice(end))) return edit;
  let from = start;
  while (from > 0 && /[ \t]/.test(text[from - 1] ?? '')) from--;
  return { range: { start: from, end: edit.range.end }, newText: '' };
}

/** Comments with nothing but blanks between them are one remark. */
function joined(text: string, comments: readonly TextRange[]): readonly TextRange[] {
  const remarks: TextRange[] = [];
  for (const comment of comments) {
    const last = remarks.at(-1);
    if (last !== undefined && text.slice(last.end, comment.start).trim() === '') {
      remarks[remarks.length - 1] = { start: last.start, end: comment.end };
    } else remarks.push(comment);
  }
  return remarks;
}

/** The problem of an inner document, in terms of the file. */
function placed(problem: Problem, embedded: Embedded): Problem {
  const place = (range: TextRange) => embedded.placement.range(range.start, range.end);
  const edits = problem.edits?.map(({ range, newText }) => ({
    range: place(range),
    newText: embedded.escape(newText),
  }));
  return { ...problem, at: place(problem.at), ...(edits === undefined ? {} : { edits }) };
}
