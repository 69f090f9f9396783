/** A session plane over memory, served as a user's is, and a bare grpc-js client for each test. */
import { type CallOptions, Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { dspex, snakepit } from '../../../src/bridge/generated/plane.js';
import { decodeAny, encodeAny } from '../../../src/bridge/plane/any.ts';
import { openPlane, type PlaneOptions, type PlaneServer } from '../../../src/bridge/plane/server.ts';
import { realClock } from '../../../src/model/clock.ts';
import type { Log } from '../../../src/model/log.ts';
import { MemoryPlane } from './memory-plane.ts';

export const pb = { dspex: dspex.bridge, snakepit: snakepit.bridge };
export const DSPEX = 'dspex.bridge.SnakepitBridge';
export const SNAKEPIT = 'snakepit.bridge.BridgeService';

export interface Served {
  readonly plane: MemoryPlane;
  readonly server: PlaneServer;
  readonly client: TestClient;
  /** What was logged as an error. */
  readonly errors: string[];
}

const open: { close(): unknown }[] = [];

export async function serve(options: Partial<PlaneOptions> = {}): Promise<Served> {
  const errors: string[] = [];
  const log: Log = { debug() {}, info() {}, warn() {}, error: (_, message) => errors.push(message) };
  const plane = new MemoryPlane();
  const server = await openPlane({ clock: realClock, log, plane, messageBytes: 10 * 1024 * 1024, ...options });
  open.push({ close: () => server.close(0) });
  return { plane, server, client: new TestClient(server.socket ?? ''), errors };
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((each) => each.close()));
}

interface Writes<Fields> {
  encode(fields: Fields): { finish(): Uint8Array };
}
interface Reads<Message> {
  decode(bytes: Uint8Array): Message;
}

const asIs = (bytes: Buffer): Buffer => bytes;

/** Calls any method by its path, with the generated messages or with any bytes. */
export class TestClient {
  readonly #client: Client;

  /** `keep`: whoever made it closes it. */
  constructor(address: string, { keep = false } = {}) {
    this.#client = new Client(address, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_receive_message_length': -1,
    });
    if (!keep) open.push(this);
  }

  close(): void {
    this.#client.close();
  }

  async unary<Fields, Answer>(
    path: string,
    request: Writes<Fields>,
    fields: Fields,
    answer: Reads<Answer>,
    { metadata = {}, ...options }: Omit<CallOptions, 'metadata'> & { metadata?: Record<string, string> } = {},
  ): Promise<Answer> {
    return answer.decode(await this.bytes(path, request.encode(fields).finish() as Buffer, metadata, options));
  }

  bytes(
    path: string,
    bytes: Buffer,
    metadata: Record<string, string> = {},
    options: CallOptions = {},
  ): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(path, asIs, asIs, bytes, headers(metadata), options, (error, answer) => {
        if (answer === undefined) reject(error ?? new Error('neither an answer nor an error'));
        else resolve(answer);
      });
    });
  }

  stream<Fields>(path: string, request: Writes<Fields>, fields: Fields, options: CallOptions = {}) {
    const call = this.#client.makeServerStreamRequest(
      path,
      asIs,
      asIs,
      request.encode(fields).finish() as Buffer,
      options,
    );
    call.on('error', () => {});
    return call;
  }

  bidi(path: string) {
    const call = this.#client.makeBidiStreamRequest(path, asIs, asIs);
    call.on('error', () => {});
    return call;
  }
}

export function headers(fields: Record<string, string>): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(fields)) metadata.set(name, value);
  return metadata;
}

/** Each message of a stream, until its end. */
export async function* messages<Answer>(call: AsyncIterable<Buffer>, answer: Reads<Answer>): AsyncIterable<Answer> {
  for await (const bytes of call) yield answer.decode(bytes);
}

export async function collect<Answer>(call: AsyncIterable<Buffer>, answer: Reads<Answer>): Promise<Answer[]> {
  const all: Answer[] = [];
  for await (const message of messages(call, answer)) all.push(message);
  return all;
}

/** The gRPC status that a promise was rejected with, and the sentence. */
export async function statusOf(
  promise: Promise<unknown>,
): Promise<{ status: string | undefined; details: string; metadata: Record<string, unknown> }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason as ServiceError,
  );
  if (error === undefined) throw new Error('it was not refused');
  return { status: status[error.code], details: error.details, metadata: error.metadata?.getMap() ?? {} };
}

export const any = (value: unknown) => encodeAny(value, 'value');
export const unpacked = (packed: { type_url?: string | null; value?: Uint8Array | null } | null | undefined): unknown =>
  decodeAny(packed ?? {}, 'value', 'dspex');
/** Milliseconds since 1970; protobuf's 64-bit numbers arrive as objects. */
export const millis = (time: { seconds?: unknown; nanos?: number | null } | null | undefined): number =>
  Number(time?.seconds) * 1_000 + (time?.nanos ?? 0) / 1e6;
export const anys = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, any(value)]));
