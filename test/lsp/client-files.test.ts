import { expect, test } from 'vitest';
import { filesOfClient } from '../../server/host/client-files.ts';

const root = 'vscode-vfs://github/owner/repository';

function client(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const sendRequest = (method: string, params: { readonly uri: string }) => {
    asked.push(`${method} ${params.uri}`);
    const answer = answers[params.uri];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { asked, files: filesOfClient({ sendRequest } as never, [`${root}/a`, `${root}/b%20c/`]) };
}

test('files and folders below the roots are asked for', async () => {
  const { files } = client({
    [`${root}/a`]: ['main.tf', 'b c.tf', 'notes.md', 7],
    [`${root}/a/main.tf`]: 'locals {}',
    [`${root}/b c/x.tf`]: 'spaced',
  });
  const listed = await files.listFolder(`${root}/a`, (uri) => uri.endsWith('.tf'));
  expect(listed).toEqual([`${root}/a/b%20c.tf`, `${root}/a/main.tf`]);
  expect(await files.readFile(`${root}/a/main.tf`)).toBe('locals {}');
  expect(await files.readFile(`${root}/b c/x.tf`)).toBe('spaced');
});

test.each([
  `${root}/other/main.tf`,
  `${root}/ab/main.tf`,
  `${root}/a/../secret.tf`,
  `${root}/a/%2e%2e/secret.tf`,
  `${root}/a/..%2fsecret.tf`,
  `${root}/a/./main.tf`,
  `${root}/a/..\\secret.tf`,
  'file:///etc/passwd',
  'vscode-vfs://github/other/repository/a/main.tf',
])('nobody is asked for %s', async (uri) => {
  const { asked, files } = client({ [uri]: 'secret' });
  expect(await files.readFile(uri)).toBeUndefined();
  expect(await files.listFolder(uri, () => true)).toEqual([]);
  expect(asked).toEqual([]);
});

test('what fails, or is no text, is not there', async () => {
  const { files } = client({
    [`${root}/a/x.tf`]: new Error('gone'),
    [`${root}/a/y.tf`]: null,
    [`${root}/a`]: 'text',
  });
  expect(await files.readFile(`${root}/a/x.tf`)).toBeUndefined();
  expect(await files.readFile(`${root}/a/y.tf`)).toBeUndefined();
  expect(await files.listFolder(`${root}/a`, () => true)).toEqual([]);
});
