/** The rows of a table as they were told last, so that only those that differ are told again. */

export class Table<Row extends object> {
  readonly #told = new Map<string, string>();
  readonly #keyOf: (row: Row) => string;

  constructor(keyOf: (row: Row) => string) {
    this.#keyOf = keyOf;
  }

  changed(rows: readonly Row[]): Row[] {
    return rows.filter((row) => {
      const [key, now] = [this.#keyOf(row), JSON.stringify(row)];
      const before = this.#told.get(key);
      this.#told.set(key, now);
      return before !== now;
    });
  }
}
