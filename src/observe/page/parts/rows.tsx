/** A long list of which only the rows in sight exist. The keyboard's cursor is one of them, and is kept in sight. */
import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { inSight, scrollTo } from '../model/virtual.ts';
import { cursor, type List, list } from '../state/cursor.ts';

interface RowsProps<Row> extends Omit<List, 'length'> {
  readonly rows: readonly Row[];
  /** Pixels; all rows are of one height. */
  readonly height: number;
  readonly role: 'tree' | 'table' | 'log' | 'list';
  readonly label: string;
  /** Stays at the newest row, at the end, unless one has scrolled away from it. */
  readonly follow?: boolean;
  /** Is told which row is the first in sight. */
  readonly sight?: Signal<number>;
  readonly head?: preact.ComponentChildren;
  readonly draw: (row: Row, index: number, atCursor: boolean) => preact.ComponentChild;
}

export function Rows<Row>({
  rows,
  height,
  role,
  label,
  follow = false,
  sight,
  head,
  draw,
  open,
  fold,
}: RowsProps<Row>) {
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const atEnd = useRef(true);
  const at = cursor.value;

  useLayoutEffect(() => {
    list.value = fold === undefined ? { length: rows.length, open } : { length: rows.length, open, fold };
  });
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    cursor.value = -1;
    if (sight !== undefined) sight.value = 0;
    const observer = new ResizeObserver(() => setView({ top: element.scrollTop, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element !== null && at >= 0)
      element.scrollTop = scrollTo(at, element.scrollTop, element.clientHeight - 40, height);
  }, [at, height]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element !== null && follow && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [rows, follow]);

  const scrolled = (): void => {
    const element = frame.current;
    if (element === null) return;
    atEnd.current = element.scrollTop + element.clientHeight >= element.scrollHeight - height;
    if (sight !== undefined) sight.value = Math.floor(element.scrollTop / height);
    setView({ top: element.scrollTop, height: element.clientHeight });
  };
  const { first, end } = inSight(view.top, view.height, height, rows.length);
  const counted = role === 'table' ? { 'aria-rowcount': rows.length + 1 } : {};
  return (
    <div class="rows" ref={frame} onScroll={scrolled} role={role} aria-label={label} tabIndex={0} {...counted}>
      {head}
      <div class="rows-body" role="presentation" style={{ height: `${rows.length * height}px` }}>
        <div class="rows-window" role="presentation" style={{ transform: `translateY(${first * height}px)` }}>
          {rows.slice(first, end).map((row, index) => draw(row, first + index, first + index === at))}
        </div>
      </div>
    </div>
  );
}
