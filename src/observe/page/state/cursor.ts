/** The row that the keyboard is on, in the list that is in sight. */
import { signal } from '@preact/signals';

export interface List {
  readonly length: number;
  open(row: number): void;
  /** Arrow left and right: trees close and open. */
  fold?(row: number, open: boolean): void;
}

export const list = signal<List | undefined>(undefined);
/** -1 until a key has been pressed. */
export const cursor = signal(-1);

export function moveCursor(by: number): void {
  const length = list.value?.length ?? 0;
  cursor.value = Math.min(length - 1, Math.max(0, cursor.value + by));
}
