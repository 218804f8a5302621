import type { Writer } from '../../policy/model.ts';
import type { Block, ObjectExpr } from './hcl/ast.ts';
import type { ModuleFile } from './module.ts';

const nothing = () => [];
const none: Writer = {
  text: nothing,
  part: nothing,
  set: nothing,
  insert: nothing,
  remove: nothing,
  removeAll: nothing,
  rename: nothing,
};

export function blockWriter(_file: ModuleFile, _block: Block): Writer {
  return none;
}

export function objectWriter(_file: ModuleFile, _expr: ObjectExpr): Writer {
  return none;
}
