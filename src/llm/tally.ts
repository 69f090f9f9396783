/** A client's numbers: requests by how they ended, and what they took. */
import type { Ms } from '../model/clock.ts';
import { Histogram } from '../model/histogram.ts';
import type { BreakerInfo, LlmMetrics, LlmStats, Usage } from './types.ts';

/** Seconds. */
const BOUNDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

const zero = () => ({
  succeeded: 0,
  failed: 0,
  rejected: 0,
  cancelled: 0,
  retries: 0,
  ms: 0,
  inputTokens: 0,
  outputTokens: 0,
});

type Counts = ReturnType<typeof zero>;

export type RequestOutcome = 'succeeded' | 'failed' | 'rejected' | 'cancelled';

interface Now {
  readonly at: Ms;
  readonly breaker: BreakerInfo;
  readonly inFlight: number;
  readonly waiting: number;
}

export class Tally {
  /** Never less than before. */
  readonly #ever = zero();
  readonly #seconds = new Histogram(BOUNDS);
  /** What there was when the statistics were reset. */
  #before = zero();
  #since: Ms;

  constructor(now: Ms) {
    this.#since = now;
  }

  ended(outcome: RequestOutcome, ms: Ms, usage?: Usage): void {
    const ever = this.#ever;
    ever[outcome] += 1;
    ever.inputTokens += usage?.inputTokens ?? 0;
    ever.outputTokens += usage?.outputTokens ?? 0;
    if (outcome !== 'succeeded' && outcome !== 'failed') return;
    ever.ms += ms;
    this.#seconds.observe(ms / 1_000);
  }

  retried(): void {
    this.#ever.retries += 1;
  }

  /** For statistics only: metrics count on. */
  reset(now: Ms): void {
    this.#before = { ...this.#ever };
    this.#since = now;
  }

  read({ at, breaker, inFlight, waiting }: Now): LlmStats {
    const names = Object.keys(this.#ever) as (keyof Counts)[];
    const since = Object.fromEntries(names.map((name) => [name, this.#ever[name] - this.#before[name]])) as Counts;
    const { ms, ...counts } = since;
    const answered = counts.succeeded + counts.failed;
    return {
      total: answered + counts.rejected + counts.cancelled,
      ...counts,
      successRate: answered === 0 ? 1 : counts.succeeded / answered,
      averageMs: answered === 0 ? 0 : ms / answered,
      breaker,
      inFlight,
      waiting,
      uptimeMs: at - this.#since,
    };
  }

  metrics({ breaker, inFlight, waiting }: Now): LlmMetrics {
    const { succeeded, failed, rejected, cancelled, retries, inputTokens, outputTokens } = this.#ever;
    const requests = { succeeded, failed, rejected, cancelled };
    const tokens = { input: inputTokens, output: outputTokens };
    return { requests, retries, tokens, seconds: this.#seconds.read(), breaker: breaker.state, inFlight, waiting };
  }
}

export function sum(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    totalTokens: a.totalTokens + b.totalTokens,
  };
}
