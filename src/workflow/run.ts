/**
 * One run: the workflow machine's hands. It has a supervisor of its own, under which each node that has begun is an
 * actor; when the run is over nothing of it is left, and only then its result is told.
 */
import { AsyncResource } from 'node:async_hooks';
import { type WorkflowMachineEvent, type WorkflowOutcome, workflowMachine } from '../../machines/workflow.ts';
import type { NodeOutcome } from '../../machines/workflow-node.ts';
import {
  type AnyActorRef,
  askSupervisor,
  type ChildSpec,
  child,
  dynamicSupervisor,
  type Life,
  monitor,
  supervise,
  type Timer,
} from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import { formatExit } from '../model/exit.ts';
import { NodeFailed } from '../model/workflow-errors.ts';
import type { Home } from './home.ts';
import { nodeChild } from './node-life.ts';
import { next, type Plan, type PlannedNode } from './plan.ts';
import { nextTry } from './retry.ts';
import { RunRecord } from './run-record.ts';
import { nodeLimits, type RunSettings } from './settings.ts';
import type { WorkflowResult } from './types.ts';
import { work } from './work.ts';

export class Run {
  /** `workflow:review/7` */
  readonly id: string;
  /** Rejects with Stopped when it could not begin; how it went is in the result. */
  readonly result: Promise<WorkflowResult>;
  readonly #plan: Plan;
  readonly #home: Home;
  readonly #settings: RunSettings;
  readonly #record: RunRecord;
  readonly #running = new Map<string, AnyActorRef | undefined>();
  /** Where it was started from: work is done in that context, as the code of its caller. */
  readonly #context = new AsyncResource('vivarium.workflow');
  readonly #deadlineAt: Ms;
  #nodes: Life | undefined;
  #machine: Life | undefined;
  #deadline: Timer | undefined;
  #cancelled: { readonly reason: unknown } | undefined;
  #abandoned = false;
  #settled = false;
  #outcome: WorkflowOutcome | undefined;

  constructor(id: string, plan: Plan, input: unknown, settings: RunSettings, home: Home) {
    this.id = id;
    this.#plan = plan;
    this.#home = home;
    this.#settings = settings;
    this.#record = new RunRecord(id, plan, input, home, settings.onEvent);
    this.#deadlineAt = home.clock.now() + settings.timeoutMs;
    this.result = this.#start();
  }

  cancel(reason?: unknown): void {
    this.#cancelled ??= { reason };
    this.#tell({ type: 'CANCEL', ...this.#cancelled });
  }

  async #start(): Promise<WorkflowResult> {
    const { timers } = this.#home;
    const { signal, timeoutMs } = this.#settings;
    const onAbort = (): void => this.cancel(signal?.reason);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
    const label = { of: this.id, what: 'deadline' };
    if (timeoutMs !== Number.POSITIVE_INFINITY)
      this.#deadline = timers.after(timeoutMs, () => this.#tell({ type: 'DEADLINE_PASSED' }), { label });
    try {
      await this.#lived();
    } finally {
      if (this.#deadline !== undefined) timers.cancel(this.#deadline);
      signal?.removeEventListener('abort', onAbort);
      this.#context.emitDestroy();
    }
    const stopped = new Stopped(`${this.id} was ended from outside`, { run: this.id });
    return this.#record.result(this.#outcome ?? { type: 'cancelled', reason: stopped }, timeoutMs);
  }

  /** Resolves when nothing of it is left. */
  async #lived(): Promise<void> {
    const supervisor = await this.#home.supervisor();
    await new Promise<void>((resolve, reject) => {
      const refused = (why: string): void => reject(new Stopped(`${this.id} was not begun: ${why}`, { run: this.id }));
      askSupervisor(
        supervisor,
        { type: 'start_child', spec: this.#child() },
        (result) => {
          if ('ok' in result && typeof result.ok === 'object' && result.ok !== null && 'send' in result.ok)
            monitor(() => resolve(), result.ok);
          else refused('error' in result ? formatExit(result.error) : 'it has ended');
        },
        (reason) => refused(formatExit(reason)),
      );
    });
  }

  #child(): ChildSpec {
    const logic = workflowMachine.provide({
      actions: {
        advance: () => this.#advance(),
        abandon: () => this.#abandon(),
        settle: (_, outcome) => {
          this.#outcome = outcome;
        },
      },
    });
    const keepNodes = (life: Life): void => {
      this.#nodes = life;
    };
    const input = (life: Life) => {
      this.#machine = life;
      return { run: this.id, failFast: this.#settings.failFast };
    };
    const children = [
      child('nodes', dynamicSupervisor(), { input: keepNodes }),
      child('run', logic, { restart: 'temporary', significant: true, input }),
    ];
    const supervisor = supervise({ strategy: 'one_for_all', intensity: 0, autoShutdown: 'any_significant', children });
    return child(this.id, supervisor, { restart: 'temporary' });
  }

  #advance(): void {
    if (this.#cancelled !== undefined && !this.#abandoned) return this.cancel(); // it had come before there was a machine
    const room = this.#abandoned ? 0 : this.#settings.concurrency - this.#running.size;
    const { begin, skip, over } = next(this.#plan, this.#record.standings, room);
    if (!this.#abandoned) {
      for (const { node, broken } of skip) this.#record.skipped(node, broken);
      for (const id of begin) this.#begin(id);
    }
    const isOver = this.#abandoned ? this.#running.size === 0 : over;
    if (!isOver || this.#settled) return;
    this.#settled = true;
    this.#tell({ type: 'SETTLED' });
  }

  #begin(id: string): void {
    const node = this.#plan.byId.get(id);
    if (node === undefined || this.#nodes === undefined) return;
    this.#running.set(id, undefined);
    this.#record.began(node);
    askSupervisor(
      this.#nodes.self(),
      { type: 'start_child', spec: this.#node(node) },
      (result) => {
        if ('ok' in result && typeof result.ok === 'object' && result.ok !== null && 'send' in result.ok)
          this.#watch(id, result.ok);
        else this.#ended(node, { type: 'cancelled' });
      },
      () => this.#ended(node, { type: 'cancelled' }),
    );
  }

  #node(node: PlannedNode): ChildSpec {
    const { timers, clock, random, desk } = this.#home;
    const { retries, llm } = this.#settings;
    const { timeoutMs, ...policy } = nodeLimits(node.spec, retries);
    const idempotent = (): boolean => node.spec.kind === 'tool' && desk.describe(node.spec.tool)?.idempotent === true;
    const leftMs = (): Ms => Math.max(0, this.#deadlineAt - clock.now());
    return nodeChild({
      id: node.id,
      timers,
      limitMs: () => timeoutMs,
      begin: (attempt, signal, limitMs) => {
        this.#record.attempt(node, attempt);
        const scope = this.#record.scope(node);
        const doing = { scope, signal, timeoutMs: Math.min(limitMs, leftMs()), desk, llm };
        return this.#context.runInAsyncScope(work, undefined, node.spec, doing);
      },
      waitMs: (error, attempt) =>
        nextTry(policy, { error, attempt, idempotent: idempotent(), leftMs: leftMs() }, random),
      pausing: (attempt, waitMs, error) => this.#record.retrying(node, attempt, waitMs, error),
      settle: (outcome) => this.#ended(node, outcome),
    });
  }

  /** One that is killed tells nobody. */
  #watch(id: string, ref: AnyActorRef): void {
    if (this.#running.has(id)) this.#running.set(id, ref);
    monitor(({ reason }) => {
      const node = this.#plan.byId.get(id);
      const error = new Stopped(`node ${id} was ended from outside: ${formatExit(reason)}`, { node: id });
      if (node !== undefined) this.#ended(node, { type: 'failed', error });
    }, ref);
    if (this.#abandoned) ref.send({ type: 'CANCEL' });
  }

  #ended(node: PlannedNode, outcome: NodeOutcome): void {
    if (!this.#running.delete(node.id)) return;
    this.#record.ended(node, outcome);
    if (outcome.type !== 'failed' || this.#abandoned) return this.#advance();
    const facts = { workflow: this.#plan.name, run: this.id, node: node.id, attempts: this.#record.attempts(node.id) };
    this.#tell({ type: 'NODE_FAILED', error: new NodeFailed(facts, outcome.error) });
  }

  #abandon(): void {
    this.#abandoned = true;
    for (const ref of this.#running.values()) ref?.send({ type: 'CANCEL' });
    this.#advance();
  }

  #tell(event: WorkflowMachineEvent): void {
    if (this.#machine !== undefined && !this.#machine.dead) this.#machine.self().send(event);
  }
}
