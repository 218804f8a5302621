import type { Cursor } from '../../policy/cursor.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { ModuleFile } from './module.ts';

export function locateIn(
  _file: ModuleFile,
  _policies: readonly { readonly document: PolicyDocument }[],
  _offset: number,
): Cursor | undefined {
  return undefined;
}
