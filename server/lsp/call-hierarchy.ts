import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
} from 'vscode-languageserver';
import { type HierarchyItem, hierarchyAt, incomingCalls, outgoingCalls } from '../core/index.ts';
import { fromRange, offsetAt, toRange } from './convert.ts';
import { hierarchyData, toHierarchyItem } from './convert-structure.ts';
import type { Session } from './session.ts';

/** `textDocument/prepareCallHierarchy`: who uses a policy, and what is it made of? */
export function prepareHierarchyAt(
  session: Session,
  { textDocument: { uri }, position }: CallHierarchyPrepareParams,
): CallHierarchyItem[] | null {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return null;
  const items = hierarchyAt(session.engine, project, uri, offsetAt(source, position));
  return items.length === 0 ? null : items.flatMap((item) => toHierarchyItem(project, item));
}

/** `callHierarchy/incomingCalls`. */
export function incomingCallsOf(
  session: Session,
  { item }: CallHierarchyIncomingCallsParams,
): CallHierarchyIncomingCall[] {
  const project = session.project();
  const wanted = itemOf(session, item);
  if (wanted === undefined) return [];
  return incomingCalls(session.engine, project, wanted).flatMap(({ item: caller, at }) => {
    const source = project.sources.get(caller.uri);
    if (source === undefined) return [];
    const fromRanges = at.map((range) => toRange(source, range));
    return toHierarchyItem(project, caller).map((from) => ({ from, fromRanges }));
  });
}

/** `callHierarchy/outgoingCalls`. */
export function outgoingCallsOf(
  session: Session,
  { item }: CallHierarchyOutgoingCallsParams,
): CallHierarchyOutgoingCall[] {
  const project = session.project();
  const wanted = itemOf(session, item);
  const source = project.sources.get(item.uri);
  if (wanted === undefined || source === undefined) return [];
  return outgoingCalls(session.engine, project, wanted).flatMap(({ item: callee, at }) => {
    const fromRanges = at.map((range) => toRange(source, range));
    return toHierarchyItem(project, callee).map((to) => ({ to, fromRanges }));
  });
}

function itemOf(session: Session, item: CallHierarchyItem): HierarchyItem | undefined {
  const source = session.project().sources.get(item.uri);
  const data = hierarchyData(item);
  if (source === undefined || data === undefined) return undefined;
  const { uri, name } = item;
  const range = fromRange(source, item.range);
  return { ...data, uri, name, range, selection: fromRange(source, item.selectionRange) };
}
