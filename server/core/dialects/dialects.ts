import type { DialectName } from '../policy/model.ts';
import { aws } from './aws.ts';
import type { Dialect } from './dialect.ts';
import { ram } from './ram.ts';

export function dialectOf(name: DialectName): Dialect {
  return DIALECTS[name];
}

const DIALECTS: Readonly<Record<DialectName, Dialect>> = { aws, ram };
