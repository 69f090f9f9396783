/** A gRPC service as a table of methods over bytes: what each decodes, does and encodes, without gRPC's own classes. */
import type { Ms } from '../../model/clock.ts';
import { invalid } from './refusal.ts';

/** One RPC under way. */
export interface Rpc {
  /** Aborted when the client has gone, has cancelled, or its deadline has passed. */
  readonly signal: AbortSignal;
  /** Aborted then, and also when the host stops: for subscriptions, which have no end of their own. */
  readonly over: AbortSignal;
  /** What is left of the client's deadline, `Infinity` when it has none. */
  readonly timeoutMs: Ms;
}

export type Method =
  | { readonly kind: 'unary'; serve(request: Uint8Array, rpc: Rpc): Promise<Uint8Array> }
  | { readonly kind: 'stream'; serve(request: Uint8Array, rpc: Rpc): AsyncIterable<Uint8Array> }
  | { readonly kind: 'bidi'; serve(requests: AsyncIterable<Uint8Array>, rpc: Rpc): AsyncIterable<Uint8Array> };

export interface Service {
  /** `dspex.bridge.SnakepitBridge` */
  readonly name: string;
  readonly methods: Readonly<Record<string, Method>>;
}

/** What the generated message classes have. */
interface Decodes<Message> {
  readonly name: string;
  decode(bytes: Uint8Array): Message;
}
interface Encodes<Fields> {
  encode(fields: Fields): { finish(): Uint8Array };
}

export function unary<Request, Fields>(
  request: Decodes<Request>,
  response: Encodes<Fields>,
  run: (request: Request, rpc: Rpc) => Fields | Promise<Fields>,
): Method {
  const serve = async (bytes: Uint8Array, rpc: Rpc): Promise<Uint8Array> =>
    response.encode(await run(decode(request, bytes), rpc)).finish();
  return { kind: 'unary', serve };
}

export function stream<Request, Fields>(
  request: Decodes<Request>,
  response: Encodes<Fields>,
  run: (request: Request, rpc: Rpc) => AsyncIterable<Fields>,
): Method {
  async function* serve(bytes: Uint8Array, rpc: Rpc): AsyncIterable<Uint8Array> {
    for await (const fields of run(decode(request, bytes), rpc)) yield response.encode(fields).finish();
  }
  return { kind: 'stream', serve };
}

export function bidi<Request, Fields>(
  request: Decodes<Request>,
  response: Encodes<Fields>,
  run: (requests: AsyncIterable<Request>, rpc: Rpc) => AsyncIterable<Fields>,
): Method {
  async function* decoded(requests: AsyncIterable<Uint8Array>): AsyncIterable<Request> {
    for await (const bytes of requests) yield decode(request, bytes);
  }
  async function* serve(requests: AsyncIterable<Uint8Array>, rpc: Rpc): AsyncIterable<Uint8Array> {
    for await (const fields of run(decoded(requests), rpc)) yield response.encode(fields).finish();
  }
  return { kind: 'bidi', serve };
}

function decode<Message>(type: Decodes<Message>, bytes: Uint8Array): Message {
  try {
    return type.decode(bytes);
  } catch (error) {
    throw invalid(`a message of ${bytes.length} bytes is no ${type.name}: ${(error as Error).message}`);
  }
}
