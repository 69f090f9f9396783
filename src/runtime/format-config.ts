/** `runtime.config` for people: each option with its value and where that came from, what was chosen first. */
import type { ConfigEntry } from './config-source.ts';

/**
 * @example
 * console.log(formatConfig(runtime.config.options));
 * // pools.ml.size      4                       option
 * // pools.ml.python    "/opt/venv/bin/python"  VIVARIUM_PYTHON
 * // pools.ml.timeout   30000                   default
 */
export function formatConfig(entries: readonly ConfigEntry[]): string {
  const rows = [...entries]
    .sort((a, b) => Number(a.from === 'default') - Number(b.from === 'default'))
    .map(({ option, value, from }) => [option, textOf(value), from] as const);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map(([option, value, from]) => `${option.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${from}`)
    .join('\n');
}

/** JSON has no Infinity; here it is a limit that there is not. */
function textOf(value: unknown): string {
  if (value === undefined) return '-';
  return JSON.stringify(value, (_, each: unknown) => (each === Number.POSITIVE_INFINITY ? 'infinity' : each));
}
