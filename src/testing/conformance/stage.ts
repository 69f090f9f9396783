/** The run of a scenario: the system under test on a virtual clock, and what is written down about it. */
import {
  type AnyActorRef,
  type AnyEventObject,
  createGroups,
  createSystem,
  type Handle,
  type Life,
  type LifecycleEvent,
  type System,
} from '../../kernel/index.ts';
import { formatExit } from '../../model/exit.ts';
import { seededRandom } from '../../model/random.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { type Blueprint, buildRoot } from './build.ts';
import type { Answer, SupervisorJson, TraceEvent } from './format.ts';
import type { Scripted } from './scripted.ts';

/** How long things are left to happen after each step. */
const SETTLE_MS = 80;
/** An answer that takes longer in virtual time never comes. */
const PATIENCE_MS = 24 * 3_600_000;

export class Stage implements Blueprint {
  readonly clock = new VirtualClock();
  readonly groups = createGroups();
  readonly supervisors = new Map<string, SupervisorJson>();
  readonly system: System;
  root: Handle | undefined;
  #events: TraceEvent[] = [];
  #groupEvents: TraceEvent[] = [];
  readonly #attempts = new Map<string, number>();
  readonly #numbers = new Map<number, number>();
  /** The latest process started at each path. */
  readonly #latest = new Map<string, AnyActorRef>();
  readonly #lives = new Map<number, Life>();
  readonly #names = new Map<AnyActorRef, { readonly path: string; readonly n: number }>();
  readonly #held = new Map<AnyActorRef, AnyEventObject[]>();
  readonly #running = new Set<AnyActorRef>();

  #onRoot: ((event: LifecycleEvent) => void) | undefined;

  constructor() {
    this.system = createSystem({
      clock: this.clock,
      random: seededRandom(1),
      onLifecycle: (event) => this.#lifecycle(event),
      onFault: (error, where) => this.log({ e: 'fault', where, error: String(error) }),
    });
  }

  /** Step 0: starts the tree and tells how that went. */
  start(root: SupervisorJson, answer: Answer): void {
    this.#onRoot = ({ type, reason }) => {
      this.#onRoot = undefined;
      if (type === 'start_failed') answer({ error: formatExit(reason ?? 'normal') });
      else answer({ ok: type === 'ignored' ? null : 'root' });
    };
    this.root = this.system.start(buildRoot(root, this));
  }

  log(event: TraceEvent): void {
    if (event['e'] === 'pg') this.#groupEvents.push(event);
    else this.#events.push(event);
  }

  /** What was written down since the last time. */
  takeEvents(): TraceEvent[] {
    const events = [...this.#events, ...this.#groupEvents];
    this.#events = [];
    this.#groupEvents = [];
    return events;
  }

  attemptOf(life: Life): number {
    this.#lives.set(life.pid, life);
    return this.#number(life.pid, life.path);
  }

  /** The latest process started at the path, if any was. */
  find(path: string): AnyActorRef | undefined {
    return this.#latest.get(path);
  }

  /** It, if it is still running. */
  alive(path: string): AnyActorRef | undefined {
    const ref = this.#latest.get(path);
    return ref !== undefined && this.isRunning(ref) ? ref : undefined;
  }

  isRunning(ref: AnyActorRef): boolean {
    return this.#running.has(ref);
  }

  /** The script of a worker; undefined for a supervisor. */
  scriptOf(ref: AnyActorRef): Scripted | undefined {
    const snapshot: unknown = ref.getSnapshot();
    return typeof snapshot === 'object' && snapshot !== null && 'worker' in snapshot
      ? (snapshot.worker as Scripted)
      : undefined;
  }

  pathOf(ref: AnyActorRef): string {
    return this.#names.get(ref)?.path ?? ref.id;
  }

  /** The how manyth attempt at its path it came from. */
  numberOf(ref: AnyActorRef): number {
    return this.#names.get(ref)?.n ?? 0;
  }

  settle(): void {
    this.clock.advance(SETTLE_MS);
  }

  /** Lets time pass until there is an answer; `undefined` when there will never be one. */
  until<T>(answer: () => T | undefined): T | undefined {
    const end = this.clock.now() + PATIENCE_MS;
    for (;;) {
      const found = answer();
      if (found !== undefined || this.clock.nextDue > end) return found;
      this.clock.advance(this.clock.nextDue - this.clock.now());
    }
  }

  /** Its messages wait from now on, as behind OTP's `sys:suspend`. */
  suspend(ref: AnyActorRef): void {
    this.#held.set(ref, []);
  }

  resume(ref: AnyActorRef): void {
    const events = this.#held.get(ref) ?? [];
    this.#held.delete(ref);
    for (const event of events) ref.send(event);
  }

  holds(ref: AnyActorRef, event: AnyEventObject): boolean {
    const held = this.#held.get(ref);
    held?.push(event);
    return held !== undefined;
  }

  #lifecycle(event: LifecycleEvent): void {
    const { type, path, pid, reason } = event;
    if (pid === undefined) return;
    const n = this.#number(pid, path);
    const ref = this.#lives.get(pid)?.self();
    if (type === 'started' && ref !== undefined) {
      this.#latest.set(path, ref);
      this.#names.set(ref, { path, n });
      this.#running.add(ref);
    } else if (ref !== undefined) this.#running.delete(ref);
    const e = type === 'stopped' ? 'exit' : type;
    this.log({ e, path, n, ...(reason === undefined || type === 'ignored' ? {} : { reason: formatExit(reason) }) });
    if (path === 'root') this.#onRoot?.(event);
  }

  /** Attempts are counted by path, and belong to one life for good. */
  #number(pid: number, path: string): number {
    const known = this.#numbers.get(pid);
    if (known !== undefined) return known;
    const n = (this.#attempts.get(path) ?? 0) + 1;
    this.#attempts.set(path, n);
    this.#numbers.set(pid, n);
    return n;
  }
}
