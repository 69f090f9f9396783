/** What has happened in a run so far: where each node stands, what it gave, and who is told of it. */

import type { WorkflowOutcome } from '../../machines/workflow.ts';
import type { NodeOutcome } from '../../machines/workflow-node.ts';
import type { Ms } from '../model/clock.ts';
import { runCancelled, runTimeout } from '../model/workflow-errors.ts';
import type { Scope } from './evaluate.ts';
import type { Home } from './home.ts';
import { type Plan, type PlannedNode, type Standing, type Standings, sources } from './plan.ts';
import type { NodeReport, NodeState, RunOptions, WorkflowEvent, WorkflowResult } from './types.ts';

type Told = WorkflowEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'run' | 'atMs'> : never) : never;

export class RunRecord {
  readonly #run: string;
  readonly #plan: Plan;
  readonly #input: unknown;
  readonly #home: Home;
  readonly #onEvent: RunOptions['onEvent'];
  readonly #startedAt: Ms;
  readonly #standings = new Map<string, Standing>();
  readonly #reports = new Map<string, NodeReport>();
  readonly #began = new Map<string, { at: Ms; attempts: number }>();

  constructor(run: string, plan: Plan, input: unknown, home: Home, onEvent: RunOptions['onEvent']) {
    this.#run = run;
    this.#plan = plan;
    this.#input = input;
    this.#home = home;
    this.#onEvent = onEvent;
    this.#startedAt = home.clock.now();
    this.#tell({ type: 'started', workflow: plan.name, nodes: plan.nodes.length });
  }

  get standings(): Standings {
    return this.#standings;
  }

  attempts(id: string): number {
    return this.#began.get(id)?.attempts ?? 0;
  }

  began({ id }: PlannedNode): void {
    this.#standings.set(id, { state: 'running' });
    this.#began.set(id, { at: this.#home.clock.now(), attempts: 0 });
  }

  attempt({ id }: PlannedNode, attempt: number): void {
    const began = this.#began.get(id);
    if (began !== undefined) began.attempts = attempt;
    this.#tell({ type: 'node.started', node: id, attempt });
  }

  retrying({ id }: PlannedNode, attempt: number, waitMs: Ms, error: unknown): void {
    this.#home.tally.retried();
    this.#tell({ type: 'node.retrying', node: id, attempt, waitMs, error });
  }

  ended(node: PlannedNode, outcome: NodeOutcome): void {
    const { type: state, ...rest } = outcome;
    this.#standings.set(node.id, { state, ...('output' in rest ? { output: rest.output } : {}) });
    this.#report(node, state, rest);
  }

  skipped(id: string, broken: boolean): void {
    this.#standings.set(id, { state: 'skipped', broken });
    const node = this.#plan.byId.get(id);
    if (node !== undefined) this.#report(node, 'skipped', {});
  }

  /** What a node reads. */
  scope(node: PlannedNode): Scope {
    return { input: this.#input, node: this.#outputs(), value: this.#value(node) };
  }

  result(outcome: WorkflowOutcome, timeoutMs: Ms): WorkflowResult {
    for (const node of this.#plan.nodes) if (!this.#reports.has(node.id)) this.#report(node, 'cancelled', {});
    const durationMs = this.#home.clock.now() - this.#startedAt;
    const error = errorOf(this.#run, outcome, timeoutMs);
    const state = outcome.type;
    this.#home.tally.ended(state, durationMs);
    this.#tell({ type: 'ended', state, durationMs });
    return {
      run: this.#run,
      success: state === 'succeeded',
      state,
      ...(error === undefined ? {} : { error }),
      output: this.#last(),
      outputs: this.#outputs(),
      nodes: this.#plan.nodes.flatMap(({ id }) => this.#reports.get(id) ?? []),
      durationMs,
    };
  }

  /** A condition lets through what came to it. */
  #value(node: PlannedNode): unknown {
    if (node.inputs.length === 0) return this.#input;
    const given = sources(this.#plan, node, this.#standings).map((source) => [
      source.id,
      source.spec.kind === 'condition' ? this.#value(source) : this.#output(source.id),
    ]);
    return given.length === 1 ? given[0]?.[1] : Object.fromEntries(given);
  }

  #output(id: string): unknown {
    const standing = this.#standings.get(id);
    return standing?.state === 'succeeded' ? standing.output : undefined;
  }

  #outputs(): { readonly [node: string]: unknown } {
    const done = this.#plan.nodes.filter(({ id }) => this.#standings.get(id)?.state === 'succeeded');
    return Object.fromEntries(done.flatMap(({ id, name }) => [id, name].map((key) => [key, this.#output(id)])));
  }

  #last(): unknown {
    const last = this.#plan.nodes.filter(({ id, isLast }) => isLast && this.#standings.get(id)?.state === 'succeeded');
    if (last.length > 1) return Object.fromEntries(last.map(({ id }) => [id, this.#output(id)]));
    return last[0] && this.#output(last[0].id);
  }

  #report(
    { id, name, spec: { kind } }: PlannedNode,
    state: NodeState,
    more: { output?: unknown; error?: unknown },
  ): void {
    const began = this.#began.get(id);
    const durationMs = began === undefined ? 0 : this.#home.clock.now() - began.at;
    const report: NodeReport = { node: id, name, kind, state, ...more, attempts: began?.attempts ?? 0, durationMs };
    this.#reports.set(id, report);
    this.#home.tally.node(state);
    this.#tell({ type: 'node.ended', ...report });
  }

  #tell(event: Told): void {
    try {
      this.#onEvent?.({ ...event, run: this.#run, atMs: this.#home.clock.now() - this.#startedAt });
    } catch (error) {
      this.#home.log.error({ run: this.#run, err: error }, `${this.#run}: its onEvent threw`);
    }
  }
}

function errorOf(run: string, outcome: WorkflowOutcome, timeoutMs: Ms): Error | undefined {
  switch (outcome.type) {
    case 'succeeded':
      return undefined;
    case 'failed':
      return outcome.error instanceof Error ? outcome.error : new Error(String(outcome.error));
    case 'cancelled':
      return runCancelled(run, outcome.reason);
    case 'expired':
      return runTimeout(run, timeoutMs);
  }
}
