/** Which rows of a long list are in sight, with a few on either side so that scrolling shows no gap. */

export interface Span {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

const MARGIN = 4;

export function inSight(scrollTop: number, height: number, rowHeight: number, rows: number): Span {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - MARGIN);
  return { first: Math.min(first, rows), end: Math.min(rows, Math.ceil((scrollTop + height) / rowHeight) + MARGIN) };
}

/** The nearest scroll position at which a row is seen whole. */
export function scrollTo(row: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop;
}
