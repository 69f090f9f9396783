/** What must hold in every simulated system: looked at after each step, and once more when all has ended. */
import type { LifecycleEvent } from '../../kernel/index.ts';
import type { Ms } from '../../model/clock.ts';
import type { Metrics } from '../../observe/metrics-types.ts';
import type { RuntimeConfig } from '../../runtime/config.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Client } from './client.ts';
import type { HostCallBook } from './host-call-book.ts';
import type { SimulatedProcess } from './process.ts';
import { linearizable } from './registers.ts';
import { RestartWindows } from './restart-windows.ts';
import type { Script } from './tool.ts';
import type { SimulatedWorld } from './world.ts';

export type Rule =
  /** Each step ends in its time. */
  | 'settles'
  /** With its own answer, or a typed error. */
  | 'answers'
  | 'settles_once'
  | 'runs_once'
  | 'told_of_the_end'
  /** No host tool works for nobody. */
  | 'told_to_stop'
  | 'one_life'
  | 'bounded'
  | 'intensity'
  | 'linearizable'
  | 'recovers'
  | 'nothing_left'
  | 'no_fault';

export interface Violation {
  readonly rule: Rule;
  readonly message: string;
  readonly atMs: Ms;
}

const GAVE_UP: readonly string[] = ['failed', 'stopped'];

/** Whoever waits for a worker that has ended hears of it in that time: the first of lane and exit, and what it costs. */
const TOLD_MS: Ms = 100;

export interface RulesParts {
  readonly runtime: Runtime;
  readonly world: SimulatedWorld;
  readonly client: Client;
  readonly hostCalls: HostCallBook;
  readonly now: () => Ms;
}

export class Rules {
  readonly violations: Violation[] = [];
  readonly #parts: RulesParts;
  readonly #config: RuntimeConfig;
  readonly #windows: RestartWindows;
  /** Steps whose tool has begun, with who ran it. */
  readonly #begun = new Map<number, string>();
  readonly #orphans = new Map<number, { readonly of: string; readonly at: Ms }>();

  constructor(parts: RulesParts) {
    this.#parts = parts;
    this.#config = parts.runtime.config;
    this.#windows = new RestartWindows(this.#config, (message) => this.broken('intensity', message));
  }

  /** Each rule is reported once: what follows from a violation explains less. */
  broken(rule: Rule, message: string): void {
    if (this.violations.some((violation) => violation.rule === rule)) return;
    this.violations.push({ rule, message, atMs: this.#parts.now() });
  }

  lifecycle(event: LifecycleEvent): void {
    this.#windows.lifecycle(event);
  }

  began({ name }: SimulatedProcess, { step }: Script): void {
    const before = this.#begun.get(step);
    if (before !== undefined && !this.#parts.client.retried.has(step))
      this.broken('runs_once', `step ${step} ran in ${before} and in ${name}`);
    this.#begun.set(step, name);
  }

  ended({ name }: SimulatedProcess, unanswered: readonly Script[]): void {
    for (const { step } of unanswered)
      if (!this.#parts.client.retried.has(step)) this.#orphans.set(step, { of: name, at: this.#parts.now() });
  }

  check(): void {
    const now = this.#parts.now();
    this.#checkSteps(now);
    this.#checkSessions();
    this.#checkPools();
    this.#checkLives();
    this.#parts.hostCalls.check();
  }

  /** Undefined: each pool serves with all its workers, or gave up, which at the start ends the whole. Else what is missing. */
  get unrecovered(): string | undefined {
    for (const [name, { size }] of Object.entries(this.#config.pools)) {
      const pool = this.#parts.runtime.pool(name);
      const up = pool.workers().filter(({ accepting }) => accepting).length;
      if (!GAVE_UP.includes(pool.status) && (up !== size || pool.status !== 'ready'))
        return `pool ${name} is ${pool.status} with ${up} of ${size} workers`;
    }
    return undefined;
  }

  /** @param timers of the runtime, still pending. */
  checkEnd(timers: number): void {
    const { runtime, world, client } = this.#parts;
    const left = world.running().map(({ name }) => name);
    if (left.length > 0) this.broken('nothing_left', `still running after the stop: ${left.join(', ')}`);
    if (runtime.tree() !== undefined) this.broken('nothing_left', 'there are actors after the stop');
    if (timers > 0) this.broken('nothing_left', `${timers} timers are pending after the stop`);
    for (const index of client.open.keys()) this.broken('settles', `step ${index} is open after the stop`);
    for (const [session, variables] of client.histories)
      for (const [name, operations] of variables)
        if (!linearizable(operations))
          this.broken(
            'linearizable',
            `${name} of session ${session.id}: no order explains ${JSON.stringify(operations)}`,
          );
  }

  /** A call that was settled twice, or never, is in the runtime's count and not in that of the callers; also without a session. */
  checkCount({ pools }: Metrics): void {
    const { ended } = this.#parts.client;
    let counted = 0;
    for (const { calls, streams, retries } of Object.values(pools))
      counted += [...Object.values(calls), ...Object.values(streams)].reduce((sum, count) => sum + count, -retries);
    if (counted !== ended)
      this.broken('settles_once', `the runtime counted ${counted} ends of calls, their callers ${ended}`);
  }

  #checkSteps(now: Ms): void {
    const { open } = this.#parts.client;
    for (const [index, { by, step }] of open)
      if (now > by)
        this.broken('settles', `step ${index} (${step.do}) is still open ${Math.round(now - by)} ms after its time`);
    for (const [index, { of, at }] of this.#orphans) {
      const waits = open.get(index);
      // A consumer that rests may hear of it later.
      if (waits === undefined || waits.step.do !== 'call') this.#orphans.delete(index);
      else if (now - at > TOLD_MS)
        this.broken('told_of_the_end', `step ${index} ran in ${of}, which has ended ${now - at} ms ago`);
    }
  }

  /** A call leaves its session when it is settled, once. */
  #checkSessions(): void {
    const { runtime, client } = this.#parts;
    for (const session of runtime.sessions.list()) {
      let most = 0;
      for (const { step } of client.open.values()) if ('session' in step && step.session === session.id) most += 1;
      const { inFlight } = session;
      if (inFlight < 0 || inFlight > most)
        this.broken('settles_once', `session ${session.id} counts ${inFlight} in flight, with ${most} open steps`);
    }
  }

  #checkPools(): void {
    for (const [name, { queue }] of Object.entries(this.#config.pools)) {
      const { waiting } = this.#parts.runtime.pool(name);
      if (waiting > queue) this.broken('bounded', `${waiting} calls wait in pool ${name}, whose queue is ${queue}`);
    }
  }

  #checkLives(): void {
    const live = new Map<string, SimulatedProcess>();
    for (const process of this.#parts.world.running()) {
      const other = live.get(process.worker);
      if (other !== undefined) this.broken('one_life', `${other.name} and ${process.name} live at once`);
      live.set(process.worker, process);
    }
  }
}
