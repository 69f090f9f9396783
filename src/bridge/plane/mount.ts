/** Puts a {@link Service} on a grpc-js server: the one place where its calls become RPCs, and errors statuses. */
import { type EventEmitter, once } from 'node:events';
import * as grpc from '@grpc/grpc-js';
import type { Clock } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import { describe } from './failure.ts';
import type { Meter } from './meter.ts';
import { Refusal } from './refusal.ts';
import type { Method, Rpc, Service } from './service.ts';

export interface MountOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** The largest answer, in bytes. */
  readonly messageBytes: number;
  /** Aborted when the host begins to stop. */
  readonly stopping: AbortSignal;
}

type Unary = grpc.ServerUnaryCall<Buffer, Buffer>;
type Duplex = grpc.ServerDuplexStream<Buffer, Buffer>;

/** What all of gRPC's calls have. */
type Call = Pick<Unary, 'cancelled' | 'getDeadline'> & EventEmitter;

/** Those with many answers. */
interface Writable extends Call {
  write(bytes: Buffer): boolean;
  end(): unknown;
}

/** A status travels in HTTP/2 headers, which are small. */
const DETAILS = 500;
const asIs = (bytes: Buffer): Buffer => bytes;

export function mount(server: grpc.Server, { name, methods }: Service, options: MountOptions): void {
  const definition: Record<string, grpc.MethodDefinition<Buffer, Buffer>> = {};
  const handlers: grpc.UntypedServiceImplementation = {};
  for (const [method, entry] of Object.entries(methods)) {
    const path = `/${name}/${method}`;
    definition[method] = {
      path,
      requestStream: entry.kind === 'bidi',
      responseStream: entry.kind !== 'unary',
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    };
    handlers[method] = new Mounted(path, options).handler(entry);
  }
  server.addService(definition, handlers);
}

class Mounted {
  readonly #path: string;
  readonly #options: MountOptions;

  constructor(path: string, options: MountOptions) {
    this.#path = path;
    this.#options = options;
  }

  handler(method: Method): grpc.UntypedHandleCall {
    if (method.kind === 'bidi')
      // A message that cannot be read must not destroy the stream that is to say so.
      return (call: Duplex) =>
        this.#stream(call, (rpc) => method.serve(call.iterator({ destroyOnReturn: false }), rpc));
    if (method.kind === 'stream')
      return (call: grpc.ServerWritableStream<Buffer, Buffer>) =>
        this.#stream(call as Writable, (rpc) => method.serve(call.request, rpc));
    return (call: Unary, answer: grpc.sendUnaryData<Buffer>) =>
      this.#unary(call, answer, (rpc) => method.serve(call.request, rpc));
  }

  async #unary(
    call: Call,
    answer: grpc.sendUnaryData<Buffer>,
    serve: (rpc: Rpc) => Promise<Uint8Array>,
  ): Promise<void> {
    const ended = this.#options.meter.begin();
    try {
      const bytes = this.#fitting(await serve(this.#rpc(call)));
      ended(false);
      answer(null, bytes);
    } catch (error) {
      ended(true);
      answer(this.#status(error, call));
    }
  }

  async #stream(call: Writable, serve: (rpc: Rpc) => AsyncIterable<Uint8Array>): Promise<void> {
    const ended = this.#options.meter.begin();
    const rpc = this.#rpc(call);
    const { stopping } = this.#options;
    const stop = (): void => rpc.end();
    stopping.addEventListener('abort', stop);
    if (stopping.aborted) stop();
    try {
      for await (const bytes of serve(rpc)) {
        if (rpc.signal.aborted) break;
        // A reader that is slow stops the tool here: what is written waits in memory.
        if (!call.write(this.#fitting(bytes))) await once(call, 'drain', { signal: rpc.signal });
      }
      ended(false);
      call.end();
    } catch (error) {
      ended(true);
      call.emit('error', this.#status(error, call));
    } finally {
      stopping.removeEventListener('abort', stop);
    }
  }

  #rpc(call: Call): Rpc & { end(): void } {
    const left = new AbortController();
    const over = new AbortController();
    call.once('cancelled', () => {
      left.abort(new Refusal('CANCELLED', 'the client has gone'));
      over.abort();
    });
    const timeoutMs = Math.max(0, Number(call.getDeadline()) - this.#options.clock.wall());
    return { signal: left.signal, over: over.signal, timeoutMs, end: () => over.abort() };
  }

  #fitting(bytes: Uint8Array): Buffer {
    const { messageBytes } = this.#options;
    if (bytes.length <= messageBytes) return bytes as Buffer;
    const message = `the answer has ${bytes.length} bytes, and messages at most ${messageBytes}; let the tool stream it, or raise grpc.maxMessageBytes and the client's own limit`;
    throw new Refusal('RESOURCE_EXHAUSTED', message);
  }

  #status(error: unknown, call: Call): grpc.ServiceError {
    const { status, type, message, details } = describe(error);
    const metadata = new grpc.Metadata();
    metadata.set('vivarium-error-type', headerText(type));
    for (const key of ['code', 'retryable']) {
      const detail = details[key];
      if (detail !== undefined) metadata.set(`vivarium-error-${key}`, headerText(detail));
    }
    const isOurs = details['code'] !== undefined || error instanceof Refusal;
    if (!isOurs && !call.cancelled) this.#options.log.error({ rpc: this.#path, err: error }, `${this.#path} threw`);
    const text = [...message].slice(0, DETAILS).join('');
    return Object.assign(new Error(text), { code: grpc.status[status], details: text, metadata });
  }
}

/** Headers are ASCII. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
