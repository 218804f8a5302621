import { describe, expect, test } from 'vitest';
import { allRules, applyEdits, createEngine, defaultSettings, json } from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { readFile, readOne } from './reading.ts';

const doc = (inside: string) => `{"Version":"2012-10-17","Statement":[{${inside}}]}`;

/** Each problem: what is marked (or `‸` between its neighbours), and the words. */
function problems(text: string, languageId = 'json'): readonly string[] {
  return readOne(text, languageId).problems.map(({ at, message }) => {
    const marked = text.slice(at.start, at.end);
    const where =
      marked === '' ? `${text.slice(at.start - 3, at.start)}‸${text.slice(at.end, at.end + 1)}` : marked;
    return `${where} · ${message}`;
  });
}

/** The text when every fix is taken. */
function repaired(text: string): string {
  return applyEdits(
    text,
    readOne(text).problems.flatMap(({ edits = [] }) => edits),
  );
}

describe('one mistake is one problem', () => {
  test.each([
    ['"Effect": "Allow" "Action": "*"', 'ow"‸  · A comma is missing'],
    ['"Action": ["a:B" "c:D"]', ':B"‸  · A comma is missing'],
    ['"Action": ["a:B",]', ', · No comma may stand after the last element'],
    ['"Effect": "Allow",', ', · No comma may stand after the last element'],
    ['"Action": ["a:B",,"c:D"]', ', · Nothing stands before this comma'],
    ['"Effect" "Allow"', 'ct"‸  · A colon is missing'],
    ['"Effect":', 't":‸} · "Effect" has no value yet'],
    ['"Effect": , "Action": "*"', 't":‸  · "Effect" has no value yet'],
    ['"Effect":\n"Action": "*"', 't":‸\n · "Effect" has no value yet'],
    ['"Effect"', 'ct"‸} · "Effect" has no value yet'],
    ['"Eff\n, "Action": "*"', 'Eff‸\n · The closing quote'],
    ['"Eff\n"Action": "*"', 'Eff‸\n · The closing quote'],
    ['"Effect": "Allow,\n"Action": "*"', 'low‸, · The closing quote'],
    ['"Effect": "Allow, "Action": "*"', 'low‸, · The closing quote'],
    ['"Action": ["a:B", "c:D], "Effect": "Allow"', 'c:D‸] · The closing quote'],
    ['Effect: "Allow"', 'Effect · "Effect" needs double quotes'],
    ['"Effect": Allow', 'Allow · "Allow" needs double quotes'],
    ['"Action": [aps:Query*, "c:D"]', 'aps:Query* · "aps:Query*" needs double quotes'],
    ['"Resource": arn:aws:s3:::b/${aws:username}/*', 'arn:aws:s3:::b/${aws:username}/* · "arn'],
    ['"Sid": 0123', '0123 · "0123" needs double quotes'],
    ['"Sid": True', 'True · JSON writes "True" as "true"'],
    ['"Effect": \'Allow\'', "'Allow' · JSON takes double quotes"],
    ['\'Effect\': "Allow"', "'Effect' · JSON takes double quotes"],
    ['"Sid": "a\\db"', '\\d · "\\d" means nothing in JSON'],
    ['"Sid": "a\\u12"', '\\u12 · "\\u12" means nothing'],
    ['"Sid": "a\tb"', '\t · A control character'],
    ['"Sid":\u00a0"ab"', '\u00a0 · This is no ordinary blank'],
    ['"Action": ["a:B", "Effect": "Allow"', ':B"‸, · The closing bracket "]" is missing'],
    ['"Action": ["a:B"}', '} · "}" cannot close this; "]" is meant'],
    ['"Action": ["a:B"}, "Effect": "Allow"', '} · "}" cannot close this; "]" is meant'],
    ['"Condition": {"Bool": {"a": ["b"}}', '"b"‸} · The closing bracket "]" is missing'],
    ['"Effect": "Allow" /* x */', '/* x */ · A policy takes no comments'],
    ['"Effect": "Allow" # x\n', '# x · A policy takes no comments'],
  ])('%s', (inside, expected) => {
    const text = doc(inside);
    const found = problems(text);
    expect(found.map((one) => one.slice(0, expected.length))).toEqual([expected]);
  });
  test('what follows on the heels of one mistake may be another', () => {
    expect(problems(doc('"Action": ["a" "b" "c"]'))).toHaveLength(2);
    expect(problems(doc('"Effect":, "Action":, "Resource":'))).toHaveLength(3);
    expect(problems(doc("'Effect': 'Allow'"))).toHaveLength(2);
  });
  test('a missing brace between statements', () => {
    const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow", {"Effect":"Deny"}]}';
    expect(problems(text)).toEqual(['ow"‸, · The closing bracket "}" is missing here']);
    expect(readOne(text).statements.map(({ effect }) => effect?.value?.value)).toEqual(['Allow', 'Deny']);
  });
  test('brackets of the wrong kind or too many', () => {
    expect(problems('{"Version":"2012-10-17","Statement":[{"Effect":"Allow"]]}')).toEqual([
      '] · "]" cannot close this; "}" is meant',
    ]);
    expect(problems(`${doc('')}}`)).toEqual([
      '} · The document ends before this; only one value can stand in it',
    ]);
  });
  test('brackets missing at the end', () => {
    const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"\n';
    expect(problems(text)).toEqual(['ow"‸\n · The closing brackets "}]}" are missing here']);
    expect(repaired(text)).toBe('{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}\n');
  });
  test('a byte order mark', () => {
    const text = `\ufeff${doc('')}`;
    expect(readOne(text).problems).toMatchObject([{ at: { start: 0, end: 1 }, tolerated: true }]);
    expect(repaired(text)).toBe(doc(''));
  });
  test('sound text has none', () => {
    expect(problems(doc('"Resource": "arn:aws:s3:::b//*#\\u0041\\n{[,"'))).toEqual([]);
  });
});

test.each([
  ['"Effect": "Allow" "Action": ["a:B",]', '"Effect": "Allow", "Action": ["a:B"]'],
  ["Effect: Allow, 'Action': [aps:Get*, \"b:C]", '"Effect": "Allow", "Action": ["aps:Get*", "b:C"]'],
  ['"Sid": "a\\d", "Effect" "Allow",', '"Sid": "a\\\\d", "Effect": "Allow"'],
  ['"Effect":\u00a0"Allow" # x\n ,, "Sid": "a\tb"', '"Effect": "Allow"\n , "Sid": "a\\tb"'],
])('fixes together repair %s', (inside, expected) => {
  expect(repaired(doc(inside))).toBe(doc(expected));
});

describe('what other programs take', () => {
  const text = `// one
// two
{
  "Version": "2012-10-17", // three
  "Statement": {
    /* four */
    "Effect": "Allow",
  }
}
`;
  test('is a problem of a policy file, once per remark', () => {
    const found = readOne(text).problems;
    expect(found.map(({ at }) => text.slice(at.start, at.end))).toEqual([
      '// one\n// two',
      '// three',
      '/* four */',
      ',',
    ]);
    expect(found.every(({ tolerated }) => tolerated)).toBe(true);
    expect(repaired(text)).toBe(
      '{\n  "Version": "2012-10-17",\n  "Statement": {\n    "Effect": "Allow"\n  }\n}\n',
    );
  });
  test('is none in JSON with comments', () => {
    expect(readOne(text, 'jsonc').problems).toEqual([]);
  });
  test('is none where the policy is part of a larger file; its own mistakes are', () => {
    const template = `{ // template
      "R": { "PolicyDocument": { "Version": "2012-10-17", /* x */ "Statement": [] "Id": "a" } },
      "broken" "here"
    }`;
    expect(readOne(template).problems.map(({ message }) => message)).toEqual([
      'A comma is missing between this element and the next',
    ]);
  });
});

test('mistakes inside a string stand at their place in the file', () => {
  const inner = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow" "Action":"*"}]}';
  const text = JSON.stringify({ Policy: inner });
  const [problem, ...more] = readOne(text).problems;
  expect(more).toEqual([]);
  expect(text.slice((problem?.at.start ?? 0) - 7)).toMatch(/^Allow\\" \\"Action/);
  expect(JSON.parse(JSON.parse(applyEdits(text, problem?.edits ?? [])).Policy).Statement[0].Action).toBe('*');
});

test('nesting beyond all measure is told and survived', () => {
  const text = doc(`"Condition": ${'{"a":['.repeat(20_000)}`);
  expect(readOne(text).problems.map(({ message }) => message)).toEqual([
    'This is nested too deeply to be read',
  ]);
  expect(json.locate(readFile(text), 5_000)?.path).toHaveLength(256);
});

describe('a text that is said to be a policy', () => {
  const rulesOf = (text: string) => {
    const uri = 'file:///work/data.json';
    const source = { uri, languageId: 'json', text, isPolicy: true } as const;
    const engine = createEngine({ catalog: catalog(), languages: [json], rules: allRules });
    const settings = { ...defaultSettings, forcedKind: 'identity' } as const;
    const analysis = engine.analyze({ sources: new Map([[uri, source]]), settings }, uri);
    return analysis?.findings.map(({ code }) => code) ?? [];
  };

  test.each([
    ['', ['JSON_SYNTAX_ERROR']],
    ['{', ['JSON_SYNTAX_ERROR']],
    ['not json', ['JSON_SYNTAX_ERROR']],
    ['{}', ['MISSING_VERSION', 'MISSING_STATEMENT']],
    ['[]', ['DATA_TYPE_MISMATCH']],
  ])('%j is judged as one', (text, codes) => {
    expect(rulesOf(text)).toEqual(codes);
  });

  test('is looked into where it holds policies', () => {
    expect(rulesOf('{"PolicyVersion":{"Document":{"Version":"2012-10-17","Statement":[]}}}')).toEqual([
      'MISSING_STATEMENT',
    ]);
  });
});
