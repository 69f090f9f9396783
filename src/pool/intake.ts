/** How a call comes in: a tool's name, arguments and options become a row, or are refused before anything is sent. */
import type { StreamEvent, StreamOutcome } from '../../machines/stream.ts';
import { encodeValue } from '../bridge/values.ts';
import { type AnyActorRef, askSupervisor } from '../kernel/index.ts';
import { CallCancelled, CallTimeout, Stopped } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import { WouldDeadlock } from '../model/tool-errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import { Channel } from '../stream/channel.ts';
import { type StreamEnd, streamChild, streamEnd } from '../stream/stream.ts';
import { type Lineage, lineage, outside, slotsHeld } from '../tools/lineage.ts';
import { type Member, nameOf } from '../worker/member.ts';
import { AFFINITIES, type Affinity, type CallSession, isStrict, type SessionDesk } from './call-session.ts';
import type { Calls } from './calls.ts';
import { encodeMeta } from './meta.ts';
import type { PoolSettings } from './options.ts';
import type { Readiness } from './readiness.ts';
import { factsOf, type Row } from './row.ts';
import type { Toolbox } from './toolbox.ts';
import { type Args, CALL_OPTIONS, type CallOptions } from './types.ts';
import type { BegunCall, CallWatch, CallWatcher } from './watch.ts';

export interface IntakeOptions {
  readonly settings: PoolSettings;
  readonly clock: Clock;
  readonly calls: Calls;
  readonly toolbox: Toolbox;
  readonly readiness: Readiness;
  readonly sessions: SessionDesk;
  readonly watch: CallWatcher;
}

/** The caller's side of a row. */
interface Ends {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly stream?: StreamEnd;
}

function begun(pool: string, tool: string, { session }: CallOptions, streaming: boolean): BegunCall {
  return { pool, tool, session: typeof session === 'object' ? session.id : session, streaming };
}

export class Intake {
  /** The supervisor of this pool's streams, while it runs. */
  streams: (() => AnyActorRef) | undefined;
  readonly #options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** Opens a plain call. Rejects with what refuses it before it is sent, too. */
  call(tool: string, args: Args, options: CallOptions): Promise<unknown> {
    const { calls, settings } = this.#options;
    return new Promise((resolve, reject) => {
      const row = this.#row(tool, args, options, settings.timeoutMs, { resolve, reject });
      outside(row.lineage, () => calls.open(row));
    });
  }

  /** Opens a stream: its actor first, then its row, so that each event of the row finds the actor. */
  stream(tool: string, args: Args, options: CallOptions): Channel<unknown> {
    const { calls, settings } = this.#options;
    let actor: AnyActorRef | undefined;
    const send = (event: StreamEvent): void => actor?.send(event);
    const channel: Channel<unknown> = new Channel({
      left: () => send({ type: 'CANCEL', reason: 'its consumer left' }),
      credit: (chunks) => calls.credit(row, chunks),
      stalled: () => send({ type: 'STALLED' }),
      resumed: () => send({ type: 'RESUMED' }),
    });
    const row = this.#row(tool, args, options, settings.streamTimeoutMs, {
      resolve: () => channel.end(),
      reject: (error) => (error instanceof CallCancelled ? channel.abort(error) : channel.fail(error)),
      stream: streamEnd(channel, send),
    });
    const effects = {
      cancelRemote: () => calls.cancelRemote(row),
      settle: (outcome: StreamOutcome) => settle(calls, row, outcome),
    };
    const opened = (started?: AnyActorRef): void => {
      actor = started;
      if (started === undefined) {
        const error = new Stopped(`pool ${settings.name} is restarting; try again`, { ...factsOf(row) });
        this.#unopened(row, error);
        channel.fail(error);
      } else if (row.signal?.aborted || channel.ended) {
        const error = new CallCancelled(factsOf(row), row.signal?.reason);
        this.#unopened(row, error);
        channel.abort(error);
        send({ type: 'CANCEL', reason: row.signal?.reason });
      } else calls.open(row);
    };
    outside(row.lineage, () => this.#supervise(row, effects, opened));
    return channel;
  }

  /** It was given up while its actor was being started: the ledger has not heard of the row. */
  #unopened(row: Row, error: Error): void {
    row.session?.leave();
    this.#options.calls.tally.refused(row.streaming, error);
    row.watch?.ended(error);
  }

  #supervise(row: Row, effects: Parameters<typeof streamChild>[2], started: (actor?: AnyActorRef) => void): void {
    if (this.streams === undefined) return started();
    const spec = streamChild(streamId(row), row.id, effects);
    askSupervisor(
      this.streams(),
      { type: 'start_child', spec },
      (result) =>
        started(
          'ok' in result && typeof result.ok === 'object' && 'send' in (result.ok ?? {})
            ? (result.ok as AnyActorRef)
            : undefined,
        ),
      () => started(),
    );
  }

  #row(tool: string, args: Args, options: CallOptions, defaultMs: Ms, ends: Ends): Row {
    const streaming = ends.stream !== undefined;
    const watch = this.#options.watch(begun(this.#options.settings.name, tool, options, streaming));
    try {
      return this.#admit(tool, args, options, defaultMs, ends, watch);
    } catch (error) {
      this.#options.calls.tally.refused(streaming, error);
      watch?.ended(error);
      throw error;
    }
  }

  #admit(tool: string, args: Args, options: CallOptions, defaultMs: Ms, ends: Ends, watch?: CallWatch): Row {
    const { settings, clock, calls, toolbox, readiness, sessions } = this.#options;
    const refusal = readiness.refusal();
    if (refusal !== undefined) throw refusal;
    const pool = settings.name;
    refuseUnknown('options', options, CALL_OPTIONS);
    const speed = toolbox.admit(tool, args);
    const { session, metadata, signal, onTimeout = settings.onTimeout } = options;
    const now = clock.now();
    const line = lineage();
    const ownMs = options.timeout === undefined ? defaultMs : toMs(options.timeout, 'timeout');
    const timeoutMs = line === undefined ? ownMs : Math.min(ownMs, Math.max(0, line.deadline - now));
    const named = session === undefined ? undefined : sessions.admit(session);
    const affinity = named === undefined ? 'none' : affinityOf(named, options);
    if (line !== undefined) this.#refuseDeadlock(line, tool, isStrict(affinity) ? named?.bond(pool).member : undefined);
    const { body, segments } = encodeValue(args, 'args');
    const meta = encodeMeta(named?.id, watch?.carrier, metadata);
    const id = calls.nextId();
    if (signal?.aborted) throw new CallCancelled({ pool, tool, call: id, phase: 'queued' }, signal.reason);
    named?.enter(); // from here on the row has an end, and leaves the session by it
    return {
      id,
      pool,
      tool,
      streaming: ends.stream !== undefined,
      speed,
      short: false,
      body,
      segments,
      meta,
      session: named,
      affinity,
      metadata,
      lineage: line,
      since: now,
      timeoutMs,
      deadline: now + timeoutMs,
      onTimeout,
      signal,
      resolve: ends.resolve,
      reject: ends.reject,
      stream: ends.stream,
      watch,
      phase: 'queued',
      member: undefined,
      home: undefined,
      timer: undefined,
    };
  }

  /** @throws WouldDeadlock when those who wait for this call hold every place where it could run. */
  #refuseDeadlock(line: Lineage, tool: string, home: Member | undefined): void {
    const { calls, settings } = this.#options;
    const slots = settings.size * settings.concurrency;
    if (slotsHeld(line, calls) >= slots) throw new WouldDeadlock(`pool ${settings.name}`, tool, slots);
    if (home !== undefined && slotsHeld(line, calls, home) >= settings.concurrency)
      throw new WouldDeadlock(nameOf(home), tool, settings.concurrency);
  }
}

/** @throws BadConfig */
function affinityOf(session: CallSession, { affinity = session.affinity }: CallOptions): Affinity {
  if (AFFINITIES.includes(affinity)) return affinity;
  throw new BadConfig('affinity', affinity, AFFINITIES.map((each) => `'${each}'`).join(' or '));
}

/** `stream:ml/17` */
export function streamId({ pool, id }: Pick<Row, 'pool' | 'id'>): string {
  return `stream:${pool}/${id}`;
}

function settle(calls: Calls, row: Row, outcome: StreamOutcome): void {
  switch (outcome.type) {
    case 'done':
      calls.ledger.resolve(row.id, undefined);
      return;
    case 'failed':
      return calls.end(row, outcome.error);
    case 'expired':
      return calls.end(row, new CallTimeout(factsOf(row), row.timeoutMs));
    case 'cancelled':
      return calls.end(row, new CallCancelled(factsOf(row), outcome.reason));
  }
}
