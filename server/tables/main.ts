import { compileTables } from './compile.ts';

compileTables(process.argv[2] ?? 'dist/tables');
