import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { kilobytes, printColumns } from '../table.ts';

/** What is installed: bundles, the parser of Terraform's syntax, and the tables. */
export function sizes(): void {
  const files = ['dist', 'dist/tables'].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(js|wasm|json)$/.test(entry.name))
      .map(({ name }) => `${folder}/${name}`),
  );
  const rows = files.map((file) => {
    const bytes = readFileSync(file);
    return { file, size: bytes.length, packed: gzipSync(bytes).length };
  });
  const sum = (of: 'size' | 'packed') => kilobytes(rows.reduce((total, row) => total + row[of], 0));
  printColumns(
    'What ships',
    ['', 'size', 'gzipped'],
    [
      ...rows.map(({ file, size, packed }) => [file, kilobytes(size), kilobytes(packed)]),
      ['together', sum('size'), sum('packed')],
    ],
  );
}
