/**
 * The conversations that one worker has opened with its host: host tools that its Python code calls, and operations on
 * sessions. Each is answered exactly once, unless the lane is gone before.
 */
import { Kind, kindName } from '../bridge/kind.ts';
import { protocolError } from '../bridge/protocol-error.ts';
import type { Encoded, Incoming, Lane } from '../bridge/types.ts';
import { decodeValue, encodeOwn } from '../bridge/values.ts';
import type { Timers } from '../kernel/index.ts';
import { Unsendable } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { kindOf } from '../model/errors.ts';
import { HostToolError, hostToolTimeout } from '../model/tool-errors.ts';
import type { Args } from '../tools/spec.ts';
import { Conversation } from './conversation.ts';
import { failureBody } from './host-failure.ts';

/** What a worker asks of its host. */
export interface HostCall {
  /** A host tool's name, or an operation's. */
  readonly tool: string;
  readonly args: Args;
  /** The host's call it is made for; 0 for none. */
  readonly parent: number;
  /** What is left of the time that the worker gives it; Infinity when it does not say. */
  readonly timeoutMs: Ms;
  /** Aborted when the worker wants the answer no more, or is gone. */
  readonly signal: AbortSignal;
  /** The trace it belongs to in Python; undefined when nothing is traced there. */
  readonly carrier: Readonly<Record<string, string>> | undefined;
}

/** Where the questions are answered. Both end soon after the signal is aborted. */
export interface HostDesk {
  call(call: HostCall): Promise<unknown>;
  stream(call: HostCall): AsyncIterable<unknown>;
}

/** The worker holds itself to the same number. */
const MOST = 1_024;

export interface HostCallsOptions {
  readonly lane: Lane;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly desk: HostDesk;
}

export class HostCalls {
  readonly #options: HostCallsOptions;
  readonly #open = new Map<number, Conversation>();

  constructor(options: HostCallsOptions) {
    this.#options = options;
  }

  /** @throws VivariumError `VIV_PROTOCOL`: the lane is to close. */
  received(message: Incoming): void {
    switch (message.kind) {
      case Kind.CALL:
      case Kind.OPEN:
        return this.#begin(message);
      case Kind.CREDIT:
        return this.#open.get(message.call)?.credit(message.number);
      case Kind.CANCEL:
        return this.#cancel(message.call);
      default:
        throw protocolError(`${kindName(message.kind)} for call ${message.call}, which is the worker's own`);
    }
  }

  /** The worker is gone: what it asked for stops, and is answered no more. */
  close(reason: Error): void {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const conversation of open) conversation.abort(reason);
  }

  #begin(message: Incoming): void {
    const { kind, call: id, tool } = message;
    if (this.#open.has(id)) throw protocolError(`${kindName(kind)} with the number ${id} of an open call`);
    const args = mapIn(message, 'body');
    const { call: parent = 0, ...rest } = message.meta.length === 0 ? {} : mapIn(message, 'meta');
    if (typeof parent !== 'number') throw protocolError(`${kindName(kind)} ${id}: \`meta.call\` is no number`);
    if (this.#open.size >= MOST) return this.#send(id, Kind.FAILURE, failureBody(tooMany(tool)));
    const conversation = new Conversation(id, message.number);
    this.#open.set(id, conversation);
    const timeoutMs = message.timeoutMs === 0 ? Number.POSITIVE_INFINITY : message.timeoutMs;
    const call = { tool, args, parent, timeoutMs, signal: conversation.signal, carrier: carrierIn(rest) };
    void (kind === Kind.CALL ? this.#call(id, call) : this.#stream(conversation, call));
  }

  async #call(id: number, call: HostCall): Promise<void> {
    const { clock, desk } = this.#options;
    const since = clock.now();
    try {
      const value = await desk.call(call);
      if (this.#open.has(id)) this.#end(id, Kind.RESULT, encoded(call.tool, value), since);
    } catch (error) {
      this.#end(id, Kind.FAILURE, failureBody(error), since);
    }
  }

  async #stream(conversation: Conversation, call: HostCall): Promise<void> {
    const { clock, timers, desk } = this.#options;
    const { id } = conversation;
    const since = clock.now();
    // A consumer that takes nothing is waited for no longer than one that does.
    const timer = timers.after(call.timeoutMs, () => conversation.abort(hostToolTimeout(call.tool, call.timeoutMs)));
    try {
      await conversation.spend();
      for await (const value of desk.stream(call)) {
        if (!this.#open.has(id)) return;
        this.#send(id, Kind.CHUNK, encoded(call.tool, value));
        await conversation.spend();
      }
      this.#end(id, Kind.END, NOTHING, since);
    } catch (error) {
      this.#end(id, Kind.FAILURE, failureBody(error), since);
    } finally {
      timers.cancel(timer);
    }
  }

  /** Answered at once: the tool hears of it, whatever it makes of that. */
  #cancel(id: number): void {
    const conversation = this.#open.get(id);
    if (conversation === undefined) return; // its answer is on the way
    this.#open.delete(id);
    this.#options.lane.cancel(id, Kind.CANCELLED);
    conversation.abort('the worker has cancelled it');
  }

  #end(id: number, kind: Kind, what: Encoded, since: Ms): void {
    if (!this.#open.delete(id)) return;
    this.#send(id, kind, what, Math.min(MOST_MICROS, Math.round((this.#options.clock.now() - since) * 1_000)));
  }

  #send(call: number, kind: Kind, what: Encoded, number = 0): void {
    this.#options.lane.send({ kind, call, ...what, number });
  }
}

/** W3C trace context. */
function carrierIn({ traceparent, tracestate }: Args): HostCall['carrier'] {
  if (typeof traceparent !== 'string') return undefined;
  return typeof tracestate === 'string' ? { traceparent, tracestate } : { traceparent };
}

const NOTHING: Encoded = { body: new Uint8Array(), segments: [] };
const MOST_MICROS = 2 ** 32 - 1;

/** What a function that returns nothing gives is Python's None. */
function encoded(tool: string, value: unknown = null): Encoded {
  try {
    return encodeOwn(value, 'result');
  } catch (error) {
    if (!(error instanceof Unsendable)) throw error;
    throw new HostToolError('VIV_UNSENDABLE', tool, `: ${error.message}`, { facts: error.facts });
  }
}

function tooMany(tool: string): HostToolError {
  const says = `: the worker has ${MOST} calls into the host open already; wait for some of them`;
  return new HostToolError('VIV_TOOL_SATURATED', tool, says, { retryable: true });
}

function mapIn(message: Incoming, part: 'body' | 'meta'): Args {
  const value = part === 'body' ? decodeValue(message.body, message.segments) : decodeValue(message.meta, []);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return value as Args;
  throw protocolError(`the ${part} of ${kindName(message.kind)} ${message.call} is a map, not ${kindOf(value)}`);
}
