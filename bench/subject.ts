/**
 * What is measured: one way of calling Python from Node, asked to do the same things as the others. What it does not have
 * is absent here and missing in the table.
 */

export type Dict = Readonly<Record<string, unknown>>;

export interface Subject {
  /** Functions that run at once in the worker. */
  readonly concurrency: number | string;
  /** Calls that may be sent ahead to it. */
  readonly window: number | string;
  /** Its processes on the Python side; none when Python runs in this one. */
  pids(): readonly number[];
  add?(a: number, b: number): Promise<unknown>;
  echo?(value: Dict): Promise<unknown>;
  /** A float32 array there and back. */
  array?(values: Float32Array): Promise<Float32Array>;
  /** So many small dicts from one generator, numbered by `n`. */
  dicts?(count: number): AsyncIterable<unknown>;
  /** So many blocks of 64 KB from one generator. */
  blocks?(count: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Named numbers. The end of a name is its unit: `p50Us`, `readyMs`, `pssMb`, `perSecond`. */
export type Figures = Readonly<Record<string, number>>;
