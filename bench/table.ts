/** The rows as a table for people, with the two ratios that matter: against unary gRPC and against the floor. */

export interface Row {
  readonly name: string;
  readonly callers: number;
  readonly concurrency: number | string;
  readonly window: number | string;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly callsPerSecond: number;
}

const HEAD = ['', 'callers', 'concurrency', 'window', 'p50 µs', 'p99 µs', 'calls/s', '× unary', '% of floor'];

export function table(rows: readonly Row[]): string {
  const rate = (name: string, callers: number): number =>
    rows.find((row) => row.name === name && row.callers === callers)?.callsPerSecond ?? Number.NaN;
  const lines = rows.map((row) => [
    row.name,
    String(row.callers),
    String(row.concurrency),
    String(row.window),
    row.p50Us.toFixed(0),
    row.p99Us.toFixed(0),
    Math.round(row.callsPerSecond).toLocaleString('en'),
    (row.callsPerSecond / rate('unary gRPC', row.callers)).toFixed(1),
    ((100 * row.callsPerSecond) / rate('bare lane', row.callers)).toFixed(0),
  ]);
  return aligned([HEAD, ...lines]);
}

/** The lines with their cells one below the other: the first column to the left, the others to the right. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const print = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return `${lines.map(print).join('\n')}\n`;
}
