/** What tests of a pool's core share: rows, and members whose lane writes down what was sent. */
import type { Incoming, Lane, Outgoing } from '../../src/bridge/types.ts';
import type { Row } from '../../src/pool/row.ts';
import { Member } from '../../src/worker/member.ts';

/** A plain call of `ml.add` that is queued; `ends` has what its caller was told. */
export function aRow(id: number, given: Partial<Row> = {}): Row & { readonly ends: unknown[] } {
  const ends: unknown[] = [];
  return {
    id,
    pool: 'ml',
    tool: 'add',
    streaming: false,
    speed: { micros: undefined },
    short: false,
    body: new Uint8Array(),
    segments: [],
    meta: undefined,
    session: undefined,
    affinity: 'none',
    metadata: undefined,
    lineage: undefined,
    since: 0,
    timeoutMs: Number.POSITIVE_INFINITY,
    deadline: Number.POSITIVE_INFINITY,
    onTimeout: 'cancel',
    signal: undefined,
    resolve: (value) => ends.push(value),
    reject: (error) => ends.push(error),
    stream: undefined,
    watch: undefined,
    phase: 'queued',
    member: undefined,
    home: undefined,
    timer: undefined,
    ...given,
    ends,
  };
}

export interface Recorded {
  readonly member: Member;
  readonly sent: Outgoing[];
  readonly cancelled: number[];
  readonly kills: string[];
  /** The ids of the calls it was sent, in order. */
  calls(): number[];
}

/** A member that accepts. Its lane had the first byte of every call on the wire, unless `unsent` has the call's id. */
export function aMember(name: string, { concurrency = 1, window = 1, unsent = new Set<number>() } = {}): Recorded {
  const sent: Outgoing[] = [];
  const cancelled: number[] = [];
  const kills: string[] = [];
  const lane: Lane = {
    kind: 'grpc',
    send: (message) => sent.push(message),
    cancel(call) {
      cancelled.push(call);
      return !unsent.has(call);
    },
    spin() {},
    onMessage() {},
    onClose() {},
    close() {},
    lastSeen: 0,
  };
  const member = new Member(
    { worker: name, incarnation: 1, pid: 7 },
    lane,
    { concurrency, window },
    {
      kill: (message) => kills.push(message),
      woke() {},
      proc: () => Promise.resolve(null),
    },
  );
  member.accepting = true;
  return { member, sent, cancelled, kills, calls: () => sent.map(({ call }) => call) };
}

/** A message as it comes from a worker. */
export function aMessage(kind: Incoming['kind'], call: number, given: Partial<Incoming> = {}): Incoming {
  return {
    kind,
    call,
    body: new Uint8Array(),
    segments: [],
    number: 0,
    tool: '',
    timeoutMs: 0,
    meta: new Uint8Array(),
    ...given,
  };
}
