import { type Finding, type LineIndex, lineIndex, type Source } from '../../core/index.ts';
import { type CheckedFile, type Result, summarize } from '../result.ts';
import { type Frame, frameOf, visible } from './frame.ts';
import type { Paint, Style } from './paint.ts';

/** The report for people: every finding with its line, and what it all came to. */
export function textReport(result: Result, paint: Paint): string {
  const findings = result.files.flatMap((file) => fileBlocks(file, paint));
  return `${[...findings, summaryLine(result, paint)].join('\n\n')}\n`;
}

function fileBlocks({ path, source, analysis, places }: CheckedFile, paint: Paint): readonly string[] {
  const lines = lineIndex(source.text);
  return analysis.findings.map((finding) => {
    const own = frameOf(source.text, lines, finding.at);
    const marks = marksOf(source, lines, finding, own);
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
      ...[...elsewhere(finding, places), ...notes(finding)].map(
        (note) => `${gutter} ${paint('dim', '=')} ${note}`,
      ),
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
function marksOf(source: Source, lines: LineIndex, finding: Finding, own: Frame): readonly Mark[] {
  const note = own.until === undefined ? '' : ` to line ${own.until}`;
  const others = finding.related.flatMap(({ at, uri, message }): readonly Mark[] => {
    if (uri !== undefined && uri !== source.uri) return [];
    return [
      { frame: frameOf(source.text, lines, at), sign: '-', style: 'dim', note: ` ${visible(message)}` },
    ];
  });
  const marks: readonly Mark[] = [{ frame: own, sign: '^', style: finding.severity, note }, ...others];
  return marks.toSorted((a, b) => a.frame.line - b.frame.line);
}

function heading({ severity, rule, message }: Finding, paint: Paint): string {
  return `${paint(severity, `${severity}[${rule}]`)}${paint('bold', `: ${visible(message)}`)}`;
}

/** Places in other files. */
function elsewhere({ related }: Finding, places: CheckedFile['places']): readonly string[] {
  return related.flatMap(({ at, uri, message }) => {
    const place = uri === undefined ? undefined : places.get(uri);
    if (place === undefined) return [];
    const { line, character } = lineIndex(place.source.text).at(at.start);
    return [`${visible(place.path)}:${line + 1}:${character + 1}: ${visible(message)}`];
  });
}

function notes(finding: Finding): readonly string[] {
  const fixes = finding
    .fixes()
    .map(({ title, applicability }) =>
      applicability === 'safe' ? `fix: ${visible(title)}` : `fix, to be reviewed: ${visible(title)}`,
    );
  return finding.code === undefined ? fixes : [...fixes, `Access Analyzer: ${finding.code}`];
}

function summaryLine(result: Result, paint: Paint): string {
  const { files, policies, errors, warnings, infos, hints } = summarize(result);
  const about = `${count(policies, 'policy', 'policies')} in ${count(files, 'file')}, service data of ${result.dataDate}`;
  const found = [
    ...(errors === 0 ? [] : [paint('error', count(errors, 'error'))]),
    ...(warnings === 0 ? [] : [paint('warning', count(warnings, 'warning'))]),
    ...(infos === 0 ? [] : [paint('info', count(infos, 'info'))]),
    ...(hints === 0 ? [] : [paint('hint', count(hints, 'hint'))]),
  ];
  if (policies === 0)
    return `No policy found in ${count(result.searched, 'file')} (service data of ${result.dataDate})`;
  return `${found.length === 0 ? paint('good', 'No findings') : found.join(', ')} (${about})`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
