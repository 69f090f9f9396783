/** Counts what happened to the runs of an executor and to their nodes; nothing is derived from what was planned. */
import type { Clock, Ms } from '../model/clock.ts';
import type { NodeState, RunState } from './types.ts';

export interface WorkflowStats {
  /** Runs that have ended. */
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** They took longer than their timeout. */
  readonly expired: number;
  readonly running: number;
  /** `succeeded` of those that were not cancelled, 0 to 1; 1 when there were none. */
  readonly successRate: number;
  /** Of the runs that have ended. */
  readonly averageMs: Ms;
  readonly totalMs: Ms;
  readonly nodes: Readonly<Record<NodeState, number>>;
  /** Attempts after the first of a node. */
  readonly retries: number;
  /** Since the executor was made, or its count was reset. */
  readonly uptimeMs: Ms;
}

export class Tally {
  readonly #clock: Clock;
  #runs: Record<RunState, number> = { succeeded: 0, failed: 0, cancelled: 0, expired: 0 };
  #nodes: Record<NodeState, number> = { succeeded: 0, failed: 0, skipped: 0, cancelled: 0 };
  #retries = 0;
  #totalMs: Ms = 0;
  #since: Ms;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  ended(state: RunState, durationMs: Ms): void {
    this.#runs[state] += 1;
    this.#totalMs += durationMs;
  }

  node(state: NodeState): void {
    this.#nodes[state] += 1;
  }

  retried(): void {
    this.#retries += 1;
  }

  read(running: number): WorkflowStats {
    const { succeeded, failed, cancelled, expired } = this.#runs;
    const meant = succeeded + failed + expired;
    const total = meant + cancelled;
    return {
      ...this.#runs,
      total,
      running,
      successRate: meant === 0 ? 1 : succeeded / meant,
      averageMs: total === 0 ? 0 : this.#totalMs / total,
      totalMs: this.#totalMs,
      nodes: { ...this.#nodes },
      retries: this.#retries,
      uptimeMs: this.#clock.now() - this.#since,
    };
  }

  reset(): void {
    this.#runs = { succeeded: 0, failed: 0, cancelled: 0, expired: 0 };
    this.#nodes = { succeeded: 0, failed: 0, skipped: 0, cancelled: 0 };
    this.#retries = 0;
    this.#totalMs = 0;
    this.#since = this.#clock.now();
  }
}
