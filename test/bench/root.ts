import { dirname } from 'node:path';

/** Of the checkout: the command starts every section there. */
export const root = process.cwd();

export const folder = dirname(process.argv[1] ?? '');
