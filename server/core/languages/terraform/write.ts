export { blockWriter } from './write/block.ts';
export { objectWriter } from './write/object.ts';
