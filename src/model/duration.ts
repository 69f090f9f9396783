/** Durations: `Ms` inside; the public API also takes `'200us'`, `'200ms'`, `'5s'`, `'1.5m'`, `'2h'` and `'infinity'`. */
import type { Ms } from './clock.ts';
import { BadConfig } from './errors.ts';

export type Duration = Ms | `${number}us` | `${number}ms` | `${number}s` | `${number}m` | `${number}h` | 'infinity';

const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Milliseconds of a {@link Duration}; `'infinity'` gives `Infinity`.
 * @param expected what the field takes, for the error.
 * @throws BadConfig naming `field` when the text is no duration or the number is negative or NaN.
 */
export function toMs(
  value: Duration,
  field: string,
  expected = "a duration such as 500, '500ms', '5s', '2m' or 'infinity'",
): Ms {
  if (value === 'infinity') return Infinity;
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)(us|ms|s|m|h)$/.exec(value) : null;
  const ms = match ? Number(match[1]) * (UNITS[match[2] ?? ''] ?? Number.NaN) : value;
  if (typeof ms === 'number' && ms >= 0) return ms;
  throw new BadConfig(field, value, expected);
}

/** `83ms`, `1.2s`, `4.0min`: for people. */
export function formatMs(ms: Ms): string {
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)}s`;
  return `${(ms / 60_000).toFixed(1)}min`;
}
