import { type LineIndex, lineIndex } from '../../core/index.ts';
import type { CheckedFile, CheckedFinding, Summary } from '../result.ts';
import { type Frame, frameOf, visible } from './frame.ts';
import type { Paint, Style } from './paint.ts';
import type { About, Reporter, Run } from './reporter.ts';

/** The report for people: every finding with its line, and what it all came to. */
export function textReporter({ dataDate }: About, paint: Paint): Reporter {
  let fixed = 0;
  return {
    begin: () => '',
    file(file) {
      fixed += file.fixed?.count ?? 0;
      return fileBlocks(file, paint)
        .map((block) => `${block}\n\n`)
        .join('');
    },
    end: (run) => `${summaryLine(run, dataDate, fixed, paint)}\n`,
  };
}

function fileBlocks({ path, text, findings }: CheckedFile, paint: Paint): readonly string[] {
  const lines = lineIndex(text);
  return findings.map((finding) => {
    const own = frameOf(text, lines, finding.span);
    const marks = marksOf(text, lines, finding, own);
    const gutter = ' '.repeat(String(Math.max(...marks.map(({ frame }) => frame.line))).length);
    const bar = paint('dim', `${gutter} |`);
    return [
      heading(finding, paint),
      `${gutter}${paint('dim', '-->')} ${visible(path)}:${own.line}:${own.column}`,
      bar,
      ...marks.flatMap(({ frame, sign, style, note }) => [
        `${paint('dim', `${String(frame.line).padStart(gutter.length)} |`)} ${frame.text}`,
        `${bar} ${' '.repeat(frame.indent)}${paint(style, `${sign.repeat(frame.width)}${note}`)}`,
      ]),
      ...[...elsewhere(finding), ...notes(finding)].map((note) => `${gutter} ${paint('dim', '=')} ${note}`),
    ].join('\n');
  });
}

interface Mark {
  readonly frame: Frame;
  readonly sign: '^' | '-';
  readonly style: Style;
  readonly note: string;
}

/** The finding's own place and the others that take part, in the order of the file. */
function marksOf(text: string, lines: LineIndex, finding: CheckedFinding, own: Frame): readonly Mark[] {
  const note = own.until === undefined ? '' : ` to line ${own.until}`;
  const others = finding.related.flatMap(({ span, path, message }): readonly Mark[] => {
    if (path !== undefined) return [];
    return [{ frame: frameOf(text, lines, span), sign: '-', style: 'dim', note: ` ${visible(message)}` }];
  });
  const marks: readonly Mark[] = [{ frame: own, sign: '^', style: finding.severity, note }, ...others];
  return marks.toSorted((a, b) => a.frame.line - b.frame.line);
}

function heading({ severity, rule, message }: CheckedFinding, paint: Paint): string {
  return `${paint(severity, `${severity}[${rule}]`)}${paint('bold', `: ${visible(message)}`)}`;
}

/** Places in other files. */
function elsewhere({ related }: CheckedFinding): readonly string[] {
  return related.flatMap(({ path, span, message }) => {
    if (path === undefined) return [];
    const { line, character } = span.from;
    return [`${visible(path)}:${line + 1}:${character + 1}: ${visible(message)}`];
  });
}

function notes({ fixes, code }: CheckedFinding): readonly string[] {
  const titles = fixes.map(({ title, safe }) =>
    safe ? `fix: ${visible(title)}` : `fix, to be reviewed: ${visible(title)}`,
  );
  return code === undefined ? titles : [...titles, `Access Analyzer: ${code}`];
}

function summaryLine({ summary, searched }: Run, dataDate: string, fixed: number, paint: Paint): string {
  const { files, policies } = summary;
  if (policies === 0) return `No policy found in ${count(searched, 'file')} (service data of ${dataDate})`;
  const about = `${count(policies, 'policy', 'policies')} in ${count(files, 'file')}, service data of ${dataDate}`;
  const found = [...counts(summary, paint), ...(fixed === 0 ? [] : [paint('good', `${fixed} fixed`)])];
  return `${found.length === 0 ? paint('good', 'No findings') : found.join(', ')} (${about})`;
}

function counts({ errors, warnings, infos, hints }: Summary, paint: Paint): readonly string[] {
  return [
    ...(errors === 0 ? [] : [paint('error', count(errors, 'error'))]),
    ...(warnings === 0 ? [] : [paint('warning', count(warnings, 'warning'))]),
    ...(infos === 0 ? [] : [paint('info', count(infos, 'info'))]),
    ...(hints === 0 ? [] : [paint('hint', count(hints, 'hint'))]),
  ];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
