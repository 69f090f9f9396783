/** A node as a supervised actor: the machine of `machines/workflow-node.ts`, and the hands it works with. */
import { type NodeEvent, type NodeInput, type NodeOutcome, nodeMachine } from '../../machines/workflow-node.ts';
import { type ChildSpec, child, type Life, type Timer, type Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { nodeTimeout } from '../model/workflow-errors.ts';

export interface NodeJob {
  readonly id: string;
  readonly timers: Timers;
  /** What one attempt may take. */
  readonly limitMs: () => Ms;
  readonly begin: (attempt: number, signal: AbortSignal, limitMs: Ms) => Promise<unknown>;
  /** Before the next attempt; undefined for none. */
  readonly waitMs: (error: unknown, attempt: number) => Ms | undefined;
  readonly pausing: (attempt: number, waitMs: Ms, error: unknown) => void;
  readonly settle: (outcome: NodeOutcome) => void;
}

/** It is never restarted: another attempt is its own affair. */
export function nodeChild(job: NodeJob): ChildSpec {
  const life = new NodeLife(job);
  const logic = nodeMachine.provide({
    actions: {
      work: (_, attempt) => life.work(attempt),
      abort: () => life.abort(),
      arm: ({ context }, { waitMs, error }) => life.arm(context.attempt, waitMs, error),
      disarm: () => life.disarm(),
      settle: (_, outcome) => job.settle(outcome),
    },
  });
  const input = (own: Life): NodeInput => {
    life.life = own;
    return { node: `node:${job.id}` };
  };
  return child(`node:${job.id}`, logic, { restart: 'temporary', input });
}

class NodeLife {
  life: Life | undefined;
  readonly #job: NodeJob;
  #controller = new AbortController();
  #timer: Timer | undefined;

  constructor(job: NodeJob) {
    this.#job = job;
  }

  work(attempt: number): void {
    const { id, begin, limitMs, waitMs } = this.#job;
    const controller = new AbortController();
    this.#controller = controller;
    const limit = limitMs();
    const failed = (error: unknown): void =>
      this.#tell({ type: 'FAILED', attempt, error, waitMs: waitMs(error, attempt) });
    const late = nodeTimeout(id, limit);
    this.#after(limit, `attempt ${attempt} timeout`, () => {
      failed(late);
      controller.abort(late);
    });
    begin(attempt, controller.signal, limit).then(
      (output) => this.#tell({ type: 'SUCCEEDED', attempt, output }),
      (error: unknown) => failed(controller.signal.aborted ? controller.signal.reason : error),
    );
  }

  /** The attempt is over: what of it still goes on is wanted no more. */
  abort(): void {
    this.disarm();
    this.#controller.abort();
  }

  arm(attempt: number, waitMs: Ms, error: unknown): void {
    this.#job.pausing(attempt, waitMs, error);
    this.#after(waitMs, 'next attempt', () => this.#tell({ type: 'PAUSE_OVER' }));
  }

  disarm(): void {
    if (this.#timer !== undefined) this.#job.timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  #after(ms: Ms, what: string, fn: () => void): void {
    this.disarm();
    const label = { of: `node:${this.#job.id}`, what };
    if (ms !== Number.POSITIVE_INFINITY) this.#timer = this.#job.timers.after(ms, fn, { label });
  }

  #tell(event: NodeEvent): void {
    if (this.life !== undefined && !this.life.dead) this.life.self().send(event);
  }
}
