/**
 * A process: one life of a child and everything that must happen exactly once in it - its start, the order
 * to end, its deadline, its end. Who supervises it is told by messages and decides what follows.
 */
import type { AnyActorRef } from 'xstate';
import { BadConfig } from '../model/errors.ts';
import { crash, type ExitReason, toExitReason } from '../model/exit.ts';
import type { Shutdown } from '../model/policy.ts';
import { type Host, ProcessActor } from './actor.ts';
import { handlesShutdown } from './brand.ts';
import type { Mortal } from './cascade.ts';
import type { Key } from './decide/state.ts';
import { halt } from './door.ts';
import type { Kernel } from './kernel.ts';
import type { ExitEvent, Life, ShutdownEvent } from './life.ts';
import type { LifecycleType } from './lifecycle.ts';
import { type Household, type Owner, outcomeOf } from './owner.ts';
import type { ChildSpec } from './spec.ts';
import type { System } from './system.ts';
import { Ties } from './ties.ts';
import type { Timer } from './timers.ts';
import type { Placed } from './tree.ts';

export class Process implements Life, Host, Mortal {
  readonly kernel: Kernel;
  readonly owner: Owner;
  readonly spec: ChildSpec;
  /** How the owner calls it: the child, this life of it, and which of the child's lives that is. */
  readonly key: Key;
  readonly life: number;
  readonly incarnation: number;
  readonly pid: number;
  household: Household | undefined;
  traps: boolean;
  ties: Ties<Process> | undefined;
  /** `falling`: it does nothing more, and its end is on its way. */
  #phase: 'starting' | 'running' | 'falling' | 'dead' = 'starting';
  #actor: ProcessActor | undefined;
  #ordered = false;
  #linkedToOwner = true;
  #deadline: Timer | undefined;
  #names: string[] | undefined;

  constructor(kernel: Kernel, owner: Owner, spec: ChildSpec, name: { key: Key; life: number; incarnation: number }) {
    this.kernel = kernel;
    this.owner = owner;
    this.spec = spec;
    this.key = name.key;
    this.life = name.life;
    this.incarnation = name.incarnation;
    this.pid = kernel.nextPid();
    this.traps = handlesShutdown(spec.logic);
  }

  get id(): string {
    return this.spec.id;
  }

  get path(): string {
    return this.owner.path === '' ? this.id : `${this.owner.path}/${this.id}`;
  }

  get system(): System {
    return this.kernel.system;
  }

  get dead(): boolean {
    return this.#phase === 'dead' || this.#phase === 'falling';
  }

  get starting(): boolean {
    return this.#phase === 'starting';
  }

  /** For the tree, when no supervisor keeps an entry about it. */
  get entry(): Placed {
    const { spec, incarnation } = this;
    const state = this.#ordered ? 'stopping' : this.starting ? 'starting' : 'running';
    return { spec, state, incarnation, startedAt: Infinity, dueAt: 0, lastExit: undefined };
  }

  get actor(): AnyActorRef | undefined {
    return this.#actor;
  }

  self(): AnyActorRef {
    if (this.#actor !== undefined) return this.#actor;
    throw new Error(
      `${this.path} has no actor: ${this.dead ? 'it did not start' : 'its input is still being computed'}`,
    );
  }

  begin(): void {
    if (this.#phase !== 'starting') return;
    const { spec } = this;
    if (spec.name !== undefined && !this.register(spec.name)) {
      this.#end('start_failed', 'already_started');
      return;
    }
    try {
      const input: unknown = typeof spec.input === 'function' ? spec.input(this) : spec.input;
      if (this.dead) return;
      this.#actor = new ProcessActor(this, spec.logic, { id: spec.id, parent: this.owner.ref, input });
    } catch (error) {
      this.ended(crash(error), true);
    }
    if (this.#actor === undefined || this.dead) return;
    this.#actor.start();
    if (!spec.ack) this.ack();
  }

  ack(info?: unknown): void {
    if (this.#phase !== 'starting') return;
    this.#phase = 'running';
    this.#report('started');
    this.owner.started(this, info);
  }

  ignore(): void {
    if (this.#phase === 'starting') this.#end('ignored', 'normal');
  }

  fail(reason: ExitReason): void {
    if (this.#phase === 'starting') this.#end('start_failed', reason);
  }

  exit(reason: ExitReason): void {
    if (!this.dead) this.#end(this.#ending(), reason);
  }

  register(name: string): boolean {
    if (this.dead || !this.kernel.registry.register(name, this)) return false;
    this.#names ??= [];
    this.#names.push(name);
    return true;
  }

  trapExit(trap: boolean): void {
    this.traps = trap;
  }

  /** The owner's order to end: at once when it doesn't trap exits, else by itself within the time it has. */
  order(reason: ExitReason, shutdown: Shutdown): void {
    if (this.dead || (this.#ordered && shutdown !== 'brutal_kill')) return;
    this.#ordered = true;
    if (shutdown === 'brutal_kill') return this.#fall('killed');
    const deadlineMs = shutdown === 'infinity' ? Infinity : shutdown;
    if (this.household !== undefined) this.household.shutdown(reason);
    else if (this.traps && this.#actor !== undefined)
      this.#actor.send({ type: 'SHUTDOWN', reason, deadlineMs } satisfies ShutdownEvent);
    else return this.#fall(reason);
    const label = { of: this.id, what: 'killed' };
    if (this.dead || deadlineMs === Infinity) return;
    this.#deadline = this.kernel.timers.after(deadlineMs, () => this.kill(), { label });
  }

  /** Ends after what is under way already, without any part in it. */
  #fall(reason: ExitReason): void {
    const type = this.#ending();
    this.#phase = 'falling';
    if (this.#actor !== undefined) halt(this.#actor);
    this.kernel.soon(() => this.#end(type, reason));
  }

  kill(): void {
    this.exit('killed');
  }

  /** An exit signal from `from`: a linked process, or (undefined) somebody who is none. */
  signal(from: Process | undefined, reason: ExitReason): void {
    if (this.dead || this.household !== undefined) return;
    if (this.traps) this.self().send({ type: 'EXIT', from: from?.self(), reason } satisfies ExitEvent);
    else if (reason !== 'normal' || from === this) this.exit(reason);
  }

  /** Calls `fn` once with the reason when this process ends; the result takes it back. `by`: path of an actor that monitors it. */
  watch(fn: (reason: ExitReason) => void, by?: string): () => void {
    this.ties ??= new Ties();
    const watchers = this.ties.watchers.set(fn, by);
    return () => watchers.delete(fn);
  }

  link(other: Process): void {
    if (this.owner.ref === other.self()) this.#linkedToOwner = true;
    this.ties ??= new Ties();
    this.ties.links.add(other);
  }

  /** As in OTP: a child that unlinks from its supervisor ends unnoticed. */
  unlink(other: Process): void {
    if (this.owner.ref === other.self()) this.#linkedToOwner = false;
    this.ties?.links.delete(other);
  }

  ended(reason: ExitReason, crashed: boolean): void {
    if (this.#phase === 'starting' && !this.spec.ack && !crashed) this.ack();
    this.exit(reason);
  }

  observerThrew(error: unknown): void {
    this.kernel.fault(error, `an observer of ${this.path}`);
  }

  #ending(): LifecycleType {
    if (this.#phase === 'starting') return 'start_failed';
    return this.#ordered ? 'stopped' : 'exit';
  }

  #end(type: LifecycleType, given: ExitReason): void {
    if (this.#phase === 'dead') return;
    const reason = toExitReason(given);
    this.#phase = 'dead';
    if (this.#deadline !== undefined) this.kernel.timers.cancel(this.#deadline);
    if (this.#actor !== undefined) halt(this.#actor);
    for (const name of this.#names ?? []) this.kernel.registry.release(name, this);
    this.#report(type, reason);
    this.kernel.cascade.add(this, type, reason);
  }

  spread(reason: ExitReason): void {
    this.household?.abandon();
    this.ties?.spread(this, reason);
  }

  tell(type: LifecycleType, reason: ExitReason): void {
    if (this.#linkedToOwner || this.#ordered) this.owner.ended(this, outcomeOf(type), reason);
  }

  notify(reason: ExitReason): void {
    this.ties?.notify(this, reason);
  }

  #report(type: LifecycleType, reason?: ExitReason): void {
    this.kernel.report(this, type, reason === undefined ? {} : { reason });
  }
}

/** The process an actor runs in; undefined for actors the kernel did not start (a machine's own children, foreign systems). */
export function processOf(ref: unknown): Process | undefined {
  return ref instanceof ProcessActor && ref.host instanceof Process ? ref.host : undefined;
}

/** The same, where nothing else will do. @throws BadConfig naming the `field` that holds the ref. */
export function mustBeProcess(ref: unknown, field: string): Process {
  const process = processOf(ref);
  if (process === undefined) throw new BadConfig(field, ref, 'the ref of an actor the kernel started');
  return process;
}
