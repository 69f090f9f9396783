/** A pool's inside: its supervision tree, its switchboard, and what its workers report. The handle is `pool.ts`. */
import type { StreamEvent } from '../../machines/stream.ts';
import type { Incoming } from '../bridge/types.ts';
import { encodeValue } from '../bridge/values.ts';
import { type AnyActorRef, askSupervisor, type ChildSpec, type LifecycleEvent } from '../kernel/index.ts';
import { CallCancelled, CallTimeout, Stopped, type SupervisorGaveUp } from '../model/call-errors.ts';
import { toMs } from '../model/duration.ts';
import type { ExitReason } from '../model/exit.ts';
import { Channel } from '../stream/channel.ts';
import { streamChild, streamEnd } from '../stream/stream.ts';
import type { ToolSpec } from '../tools/spec.ts';
import { createHeartbeat } from '../worker/heartbeat.ts';
import type { Workshop } from '../worker/incarnation.ts';
import type { Owner } from '../worker/owner.ts';
import { workerChild } from '../worker/worker.ts';
import { Calls } from './calls.ts';
import { type CrashReport, crashReport } from './crash-report.ts';
import type { Member } from './member.ts';
import type { PoolSettings } from './options.ts';
import { Readiness } from './readiness.ts';
import { factsOf, type Row, type StreamEnd } from './row.ts';
import { Toolbox } from './toolbox.ts';
import { poolChild } from './tree.ts';
import type { Args, CallOptions } from './types.ts';

/** What a pool tells the runtime. */
export interface PoolEvents {
  ready(member: Member): void;
  crash(report: CrashReport): void;
  failed(failure: SupervisorGaveUp): void;
  output(worker: string, incarnation: number, stream: 'stdout' | 'stderr', line: string): void;
}

export class PoolCore implements Owner {
  readonly settings: PoolSettings;
  readonly calls: Calls;
  readonly toolbox: Toolbox;
  readonly readiness: Readiness;
  readonly #workshop: Workshop;
  readonly #events: PoolEvents;
  /** What each lost incarnation took with it, until its exit is reported. */
  readonly #lost = new Map<string, CrashReport['inFlight']>();
  #streams: (() => AnyActorRef) | undefined;
  #lastCrash: ExitReason | undefined;
  #lateAnswers = 0;

  constructor(settings: PoolSettings, workshop: Workshop, events: PoolEvents) {
    this.settings = settings;
    this.#workshop = workshop;
    this.#events = events;
    this.readiness = new Readiness(settings.name);
    this.toolbox = new Toolbox(settings.name);
    this.calls = new Calls({
      pool: settings.name,
      queue: settings.queue,
      timers: workshop.timers,
      knownTools: () => this.toolbox.names(),
      late: () => {
        this.#lateAnswers += 1;
      },
    });
  }

  /** Answers that came when nobody waited for them any more. */
  get lateAnswers(): number {
    return this.#lateAnswers;
  }

  /** The pool's child specification, for the supervisor of pools. `graceMs`: what is left for calls in flight at a stop. */
  child(python: string, graceMs: () => number): ChildSpec {
    const { settings } = this;
    const { clock, timers } = this.#workshop;
    const heartbeat = createHeartbeat({ clock, timers, ...settings.heartbeat });
    const worker = {
      pool: settings.name,
      adapter: settings.adapter,
      paths: [settings.cwd],
      config: settings.config,
      cwd: settings.cwd,
      env: settings.env,
      inherit: settings.inherit,
      concurrency: settings.concurrency,
      window: settings.window,
      memory: settings.memory,
      startMs: settings.startMs,
      heartbeat: settings.heartbeat,
      graceMs,
    };
    const workers = Array.from({ length: settings.size }, (_, index) =>
      workerChild({
        worker: `worker:${settings.name}/${index + 1}`,
        settings: worker,
        python,
        owner: this,
        heartbeat,
        workshop: this.#workshop,
        restart: settings.restart,
        backoff: settings.backoff,
      }),
    );
    const streams = (supervisor: () => AnyActorRef): void => {
      this.#streams = supervisor;
    };
    return poolChild({ settings, clock, calls: this.calls, workers, streams });
  }

  /** Opens a plain call. @throws what refuses it before it is sent. */
  call(
    tool: string,
    args: Args,
    options: CallOptions,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ): void {
    const timeoutMs = options.timeout === undefined ? this.settings.timeoutMs : toMs(options.timeout, 'timeout');
    this.calls.open(this.#row(tool, args, options, timeoutMs, resolve, reject, undefined));
  }

  /** Opens a stream: its actor first, then its row, so that each event of the row finds the actor. */
  stream(tool: string, args: Args, options: CallOptions): Channel<unknown> {
    let actor: AnyActorRef | undefined;
    const send = (event: StreamEvent): void => actor?.send(event);
    const channel: Channel<unknown> = new Channel({
      left: () => send({ type: 'CANCEL', reason: 'its consumer left' }),
      credit: (chunks) => this.calls.credit(row, chunks),
      stalled: () => send({ type: 'STALLED' }),
      resumed: () => send({ type: 'RESUMED' }),
    });
    const timeoutMs = options.timeout === undefined ? this.settings.streamTimeoutMs : toMs(options.timeout, 'timeout');
    const resolve = (): void => channel.end();
    const reject = (error: unknown): void =>
      error instanceof CallCancelled ? channel.abort(error) : channel.fail(error);
    const row = this.#row(tool, args, options, timeoutMs, resolve, reject, streamEnd(channel, send));
    const spec = streamChild(this.#streamId(row.id), row.id, {
      cancelRemote: () => this.calls.cancelRemote(row),
      settle: (outcome) => {
        if (outcome.type === 'done') this.calls.ledger.resolve(row.id, undefined);
        else if (outcome.type === 'failed') this.calls.end(row, outcome.error);
        else if (outcome.type === 'expired') this.calls.end(row, new CallTimeout(factsOf(row), row.timeoutMs));
        else this.calls.end(row, new CallCancelled(factsOf(row), outcome.reason));
      },
    });
    const gone = (): void =>
      channel.fail(this.readiness.refusal() ?? new Stopped(`pool ${this.settings.name} is restarting`));
    if (this.#streams === undefined) gone();
    else
      askSupervisor(
        this.#streams(),
        { type: 'start_child', spec },
        (result) => {
          if (!('ok' in result) || result.ok === null || result.ok === true) return gone();
          actor = result.ok as AnyActorRef;
          this.calls.open(row);
        },
        gone,
      );
    return channel;
  }

  /** Something happened to one of the pool's processes. */
  lifecycle(event: LifecycleEvent): void {
    if (event.id.startsWith('worker:')) this.#workerEvent(event);
    else if (event.id.startsWith('stream:')) this.#streamEvent(event);
    else if (event.id.startsWith('pool:') && event.type === 'exit') this.#gaveUp();
  }

  learned(tools: readonly ToolSpec[]): void {
    this.toolbox.learn(tools);
  }

  accepting(member: Member): void {
    this.calls.members.add(member);
    this.#events.ready(member);
    if (this.calls.members.size >= this.settings.minReady) this.readiness.ready();
    this.calls.pump();
  }

  received(member: Member, message: Incoming): void {
    this.calls.received(member, message);
  }

  fenced(member: Member, message: string): void {
    const inFlight = [...member.ids()].flatMap((id) => {
      const row = this.calls.ledger.get(id);
      return row === undefined ? [] : [{ call: id, tool: row.tool }];
    });
    this.#lost.set(`${member.identity.worker}#${member.identity.incarnation}`, inFlight);
    this.calls.fenced(member, message);
  }

  printed(worker: string, incarnation: number, stream: 'stdout' | 'stderr', line: string): void {
    this.#events.output(worker, incarnation, stream, line);
  }

  #row(
    tool: string,
    args: Args,
    options: CallOptions,
    timeoutMs: number,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
    stream: StreamEnd | undefined,
  ): Row {
    const refusal = this.readiness.refusal();
    if (refusal !== undefined) throw refusal;
    const { name: pool } = this.settings;
    const speed = this.toolbox.admit(tool, args);
    const { body, segments } = encodeValue(args, 'args');
    const { session, metadata, signal, onTimeout = this.settings.onTimeout } = options;
    const id = this.calls.nextId();
    if (signal?.aborted) throw new CallCancelled({ pool, tool, call: id, phase: 'queued' }, signal.reason);
    const meta =
      session === undefined && metadata === undefined ? undefined : encodeValue({ session, metadata }, 'options').body;
    return {
      id,
      pool,
      tool,
      streaming: stream !== undefined,
      speed,
      short: false,
      body,
      segments,
      meta,
      timeoutMs,
      deadline: this.#workshop.clock.now() + timeoutMs,
      onTimeout,
      signal,
      resolve,
      reject,
      stream,
      phase: 'queued',
      member: undefined,
      timer: undefined,
      onAbort: undefined,
    };
  }

  #workerEvent(event: LifecycleEvent): void {
    const { id, incarnation, type, reason } = event;
    if ((type !== 'exit' && type !== 'stopped') || reason === undefined) return;
    const key = `${id}#${incarnation}`;
    const inFlight = this.#lost.get(key) ?? [];
    this.#lost.delete(key);
    const report = crashReport(this.settings.name, reason, inFlight);
    if (report === undefined) return;
    this.#lastCrash = reason;
    this.#events.crash(report);
  }

  /** A stream's actor that did not come to a final state by itself (killed, or a bug) still owes its consumer an end. */
  #streamEvent({ type, id, reason }: LifecycleEvent): void {
    if (type !== 'exit' && type !== 'stopped') return;
    const row = this.calls.ledger.get(Number(id.slice(id.lastIndexOf('/') + 1)));
    if (row === undefined || this.#streamId(row.id) !== id) return;
    this.calls.cancelRemote(row);
    this.calls.end(row, new Stopped(`${id} was ended`, { ...factsOf(row), reason }));
  }

  #gaveUp(): void {
    if (this.readiness.status === 'stopping') return;
    const failure = this.readiness.failed(this.#lastCrash, {
      intensity: this.settings.intensity,
      periodMs: this.settings.periodMs,
    });
    this.calls.rejectAll(() => failure);
    this.#events.failed(failure);
  }

  #streamId(call: number): string {
    return `stream:${this.settings.name}/${call}`;
  }
}
