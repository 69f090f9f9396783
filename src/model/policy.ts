/** Supervision flags in OTP's words, and the one policy that is ours: backoff between restarts. */
import type { Ms } from './clock.ts';
import type { Random } from './random.ts';

export type Strategy = 'one_for_one' | 'one_for_all' | 'rest_for_one' | 'simple_one_for_one';
export type Restart = 'permanent' | 'transient' | 'temporary';
/** Milliseconds to end by itself, `infinity` to wait for ever, `brutal_kill` to be killed at once. */
export type Shutdown = Ms | 'infinity' | 'brutal_kill';
export type AutoShutdown = 'never' | 'any_significant' | 'all_significant';
export type ChildType = 'worker' | 'supervisor';

/** Delays between restarts. OTP has none; with no backoff the kernel behaves as OTP does. */
export interface Backoff {
  readonly initial: Ms;
  readonly max: Ms;
  readonly factor: number;
  /** 0 to 1: the share of the delay that is drawn at random. */
  readonly jitter: number;
  /** A child that lived this long is healthy: its next crash is restarted at once and counts as the first. */
  readonly healthyAfter: Ms;
}

export const defaultBackoff: Backoff = { initial: 200, max: 10_000, factor: 2, jitter: 0.2, healthyAfter: 10_000 };

/**
 * How long to wait before a restart. `attempt` counts restarts since the last healthy spell, from 1;
 * the first is at once, the second waits `initial`, each further one `factor` times longer up to `max`.
 */
export function nextDelay(backoff: Backoff, attempt: number, random: Random): Ms {
  if (attempt <= 1) return 0;
  const full = Math.min(backoff.max, backoff.initial * backoff.factor ** (attempt - 2));
  return Math.round(full * (1 - backoff.jitter * random.next()));
}
