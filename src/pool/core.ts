/** A pool's inside: its supervision tree, its switchboard, and what its workers report. The handle is `pool.ts`. */
import type { Incoming } from '../bridge/types.ts';
import type { AnyActorRef, ChildSpec, LifecycleEvent } from '../kernel/index.ts';
import { Stopped, SupervisorGaveUp } from '../model/call-errors.ts';
import { toMs } from '../model/duration.ts';
import { isNormalExit } from '../model/exit.ts';
import { retryPolicy } from '../model/retry.ts';
import { SessionExpired } from '../model/session-errors.ts';
import { ToolRegistry } from '../tools/registry.ts';
import type { ToolSpec } from '../tools/spec.ts';
import type { HostDesk } from '../worker/host-calls.ts';
import type { Workshop } from '../worker/incarnation.ts';
import type { Member } from '../worker/member.ts';
import type { Owner } from '../worker/owner.ts';
import type { LogRecord, TelemetryRecord } from '../worker/records.ts';
import type { CallSession } from './call-session.ts';
import { Calls } from './calls.ts';
import { Crashes } from './crashes.ts';
import type { PoolEvents } from './events.ts';
import { type HostServices, hostDesk } from './host-desk.ts';
import { Intake, streamId } from './intake.ts';
import type { PoolSettings } from './options.ts';
import { Readiness } from './readiness.ts';
import { Recycler } from './recycler.ts';
import { retrying } from './retry.ts';
import { factsOf, type Row } from './row.ts';
import { spareGate } from './spare-gate.ts';
import { Spares } from './spares.ts';
import { correlationOf, originOf } from './telling.ts';
import { Toolbox } from './toolbox.ts';
import { poolChild } from './tree.ts';
import type { Args, CallOptions } from './types.ts';
import { Wear } from './wear.ts';
import { workerName, workerSpecs } from './workers.ts';
import { PoolZygote } from './zygote.ts';

export class PoolCore implements Owner {
  readonly settings: PoolSettings;
  readonly calls: Calls;
  readonly toolbox: Toolbox;
  readonly readiness: Readiness;
  readonly intake: Intake;
  readonly recycler: Recycler;
  readonly zygote: PoolZygote;
  readonly spares: Spares;
  /** The host tools of this pool alone. */
  readonly hostTools: ToolRegistry;
  readonly #wear: Wear;
  readonly #workshop: Workshop;
  readonly #events: PoolEvents;
  readonly #services: HostServices;
  readonly #crashes: Crashes;
  readonly suspected: Owner['suspected'] = (member, message) => this.#events.suspected(member, message);

  constructor(settings: PoolSettings, workshop: Workshop, services: HostServices, events: PoolEvents) {
    this.settings = settings;
    this.#services = services;
    this.#workshop = workshop;
    this.#events = events;
    this.#crashes = new Crashes(settings);
    this.readiness = new Readiness(settings.name);
    this.toolbox = new Toolbox(settings.name);
    const { size, spares, recycle: limits } = settings;
    this.zygote = new PoolZygote({ settings, workshop, owner: this });
    this.recycler = new Recycler({
      settings,
      places: size + spares,
      graceMs: limits.graceMs,
      replaced: (replacement) => events.recycled(replacement),
    });
    this.#wear = new Wear({ ...workshop, limits, recycler: this.recycler, failed: (report) => events.crash(report) });
    this.calls = new Calls({
      queue: settings.queue,
      clock: workshop.clock,
      timers: workshop.timers,
      knownTools: () => this.toolbox.names(),
    });
    const { members } = this.calls;
    this.spares = new Spares({ size, members, promoted: (member) => this.#promoted(member) });
    this.hostTools = new ToolRegistry(`pool ${settings.name}`, workshop.clock, settings.tools);
    const { calls, toolbox, readiness } = this;
    const { sessions } = services;
    const { clock } = workshop;
    this.intake = new Intake({ settings, clock, calls, toolbox, readiness, sessions, watch: events.begun });
  }

  /** The pool's child specification, for the supervisor of pools. `graceMs`: what is left for calls in flight at a stop. */
  child(python: string, graceMs: () => number): ChildSpec {
    const { settings, recycler } = this;
    const workshop = this.zygote.workshop();
    const spec = workerSpecs({
      settings,
      python,
      owner: this,
      workshop: { ...workshop, gate: spareGate(workshop.gate, workshop.timers, () => !this.spares.complete) },
      graceMs,
      retireMs: () => recycler.graceMs,
      isTrial: (worker) => recycler.isTrial(worker),
    });
    const workers = Array.from({ length: settings.size + settings.spares }, (_, index) =>
      spec(workerName(settings.name, index + 1)),
    );
    const staffed = (supervisor: () => AnyActorRef): void => recycler.begin(supervisor, spec);
    const streams = (supervisor: () => AnyActorRef): void => {
      this.intake.streams = supervisor;
    };
    const { clock } = this.#workshop;
    const zygote = this.zygote.child(python);
    return poolChild({ settings, clock, calls: this.calls, zygote, workers, staffed, streams });
  }

  /** Something happened to one of the pool's processes. */
  lifecycle(event: LifecycleEvent): void {
    if (event.id.startsWith('worker:')) this.#workerEvent(event);
    else if (event.id.startsWith('stream:')) this.#streamEvent(event);
    else this.#supervisorEvent(event);
  }

  /** Runs a tool; when it fails it is tried again as the call's policy, or else the pool's, says. */
  call(tool: string, args: Args, options: CallOptions): Promise<unknown> {
    if (options.retry === undefined && this.settings.retry === undefined) return this.intake.call(tool, args, options);
    return this.#retried(tool, args, options);
  }

  async #retried(tool: string, args: Args, options: CallOptions): Promise<unknown> {
    const { settings, intake, calls, toolbox } = this;
    const { clock, timers, random } = this.#workshop;
    const policy = options.retry === undefined ? settings.retry : retryPolicy('retry', options.retry);
    if (policy === undefined) return intake.call(tool, args, options);
    const attempts = {
      policy,
      clock,
      timers,
      random,
      timeoutMs: options.timeout === undefined ? settings.timeoutMs : toMs(options.timeout, 'timeout'),
      signal: options.signal,
      idempotent: () => toolbox.idempotent(tool),
    };
    return retrying(attempts, (timeout, attempt) => {
      if (attempt > 1) calls.tally.retries += 1;
      return intake.call(tool, args, { ...options, timeout });
    });
  }

  /** Its workers are about to be started, the first time or again. */
  starting(): void {
    this.readiness.starting();
    if (this.settings.minReady === 0) this.readiness.ready();
  }

  /** The session is closed and gives no more time: its open calls end. */
  abandonSession(session: CallSession): void {
    const gone = (row: Row) => new SessionExpired(session.id, 'closed', { ...factsOf(row) });
    this.calls.rejectAll(gone, (row) => row.session === session);
  }

  /** The pool stops and gives no more time: its open calls end. */
  abandonCalls(): void {
    this.calls.rejectAll((row) => this.readiness.refused(factsOf(row)));
  }

  learned(tools: readonly ToolSpec[]): void {
    this.toolbox.learn(tools);
  }

  accepting(member: Member): void {
    this.spares.admit(member, this.recycler.isSuccessor(member, this.calls.members));
    this.#wear.watch(member);
    if (this.calls.members.size >= this.settings.minReady) this.readiness.ready();
    this.calls.pump();
    this.#events.ready(member);
  }

  received(member: Member, message: Incoming): void {
    this.calls.received(member, message);
    this.#wear.answered(member);
  }

  desk(member: Member): HostDesk {
    const { settings, calls } = this;
    return hostDesk({ pool: settings.name, clock: this.#workshop.clock, calls, services: this.#services }, member);
  }

  logged(member: Member, call: number, record: LogRecord): void {
    const row = this.calls.rowOf(member, call);
    const origin = originOf(this.settings.name, member, call, row);
    const traceparent = record.traceparent || (row?.watch?.carrier?.['traceparent'] ?? '');
    this.#events.logged({ ...origin, ...record, traceparent, correlationId: correlationOf(origin, row) });
  }

  measured(member: Member, call: number, record: TelemetryRecord): void {
    const row = this.calls.rowOf(member, call);
    this.#events.telemetry({ ...originOf(this.settings.name, member, call, row), ...record });
  }

  left(member: Member): void {
    member.leaving = true;
    this.spares.replace(member);
    this.calls.left(member);
  }

  fenced(member: Member, message: string): void {
    this.#crashes.fenced(member, this.calls.ledger);
    this.spares.replace(member); // before its calls end: whoever tries again finds a worker
    this.calls.fenced(member, message);
    this.#wear.forget(member);
  }

  printed(worker: string, incarnation: number, stream: 'stdout' | 'stderr', line: string): void {
    this.#events.output(worker, incarnation, stream, line);
  }

  #promoted(member: Member): void {
    this.#events.promoted(member);
    this.calls.pump();
  }

  #workerEvent(event: LifecycleEvent): void {
    const report = this.#crashes.report(event);
    if (report !== undefined) this.#events.crash(report);
  }

  /** An actor that was killed or has a bug owes its consumer an end: after this turn, as the pool's own reason is better. */
  #streamEvent({ type, id, reason }: LifecycleEvent): void {
    if (type !== 'exit' && type !== 'stopped') return;
    const row = this.calls.ledger.get(Number(id.slice(id.lastIndexOf('/') + 1)));
    if (row === undefined || streamId(row) !== id) return;
    this.calls.cancelRemote(row);
    queueMicrotask(() => this.calls.end(row, new Stopped(`${id} was ended`, { ...factsOf(row), reason })));
  }

  /** With its workers' supervisor the pool is over; what else belongs to it may take longer, as the zygote does. */
  #supervisorEvent({ id, type, reason = 'normal' }: LifecycleEvent): void {
    if (type !== 'exit' && type !== 'stopped') return;
    if (type === 'exit' && (id !== 'workers' || isNormalExit(reason))) this.#gaveUp(); // else it has crashed, and restarts
    if (id !== 'workers') this.readiness.down();
  }

  #gaveUp(): void {
    if (this.readiness.isStopping || this.readiness.status === 'failed') return;
    const { name, intensity, periodMs } = this.settings;
    const { last } = this.#crashes;
    const failure = new SupervisorGaveUp(name, last, { intensity, periodMs });
    this.readiness.failed(failure);
    this.calls.rejectAll((row) => new SupervisorGaveUp(name, last, { ...failure.facts, ...factsOf(row) }));
    this.#events.failed(failure);
  }
}
