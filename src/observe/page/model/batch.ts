/** Collections of a batch in the making: copied at the first write, written in place after it. Nobody else has seen the copy. */

/** @param original that of before the batch: the one that must not change. */
export function withRows<Key, Row>(
  current: ReadonlyMap<Key, Row>,
  original: ReadonlyMap<Key, Row>,
  rows: Iterable<readonly [Key, Row]>,
  gone: Iterable<Key> = [],
): ReadonlyMap<Key, Row> {
  const own = current === original ? new Map(current) : (current as Map<Key, Row>);
  for (const [key, row] of rows) own.set(key, row);
  for (const key of gone) own.delete(key);
  return own;
}

export function withRow<Row>(current: readonly Row[], original: readonly Row[], row: Row): readonly Row[] {
  if (current === original) return [...current, row];
  (current as Row[]).push(row);
  return current;
}

export function newest<Row>(rows: readonly Row[], most: number): readonly Row[] {
  return rows.length > most ? rows.slice(-most) : rows;
}
