/** A half-open stretch of a document: UTF-16 offsets, `start` included, `end` not. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Whether `offset` lies in the range or touches one of its ends. */
export function touches(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** Whether `inner` lies wholly in `outer`. */
export function covers(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
