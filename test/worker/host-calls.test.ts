/** The host's end of the conversations that a worker opens, with a lane that writes down what is sent. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Kind, kindName } from '../../src/bridge/kind.ts';
import type { Incoming, Lane, Outgoing } from '../../src/bridge/types.ts';
import { decodeValue, encodeValue } from '../../src/bridge/values.ts';
import { createSystem } from '../../src/kernel/index.ts';
import { Stopped } from '../../src/model/call-errors.ts';
import { isVivariumError } from '../../src/model/errors.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import { type HostCall, HostCalls, type HostDesk } from '../../src/worker/host-calls.ts';
import { aMessage } from '../pool/support.ts';

const ID = 2 ** 31;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Asked extends HostCall {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

function host(chunks: (call: HostCall) => AsyncIterable<unknown> = async function* () {}) {
  const sent: Outgoing[] = [];
  const asked: Asked[] = [];
  const clock = new VirtualClock();
  const { timers } = createSystem({ clock });
  const lane: Lane = {
    kind: 'grpc',
    send: (message) => sent.push(message),
    cancel(call, kind = Kind.CANCEL) {
      sent.push({ kind, call });
      return true;
    },
    spin() {},
    onMessage() {},
    onClose() {},
    close() {},
    lastSeen: 0,
  };
  const desk: HostDesk = {
    call: (call) => new Promise((resolve, reject) => asked.push({ ...call, resolve, reject })),
    stream: chunks,
  };
  const calls = new HostCalls({ lane, clock, timers, desk });
  const ask = (kind: Kind, call = ID, given: Partial<Incoming> = {}): void =>
    calls.received(aMessage(kind, call, { ...encodeValue({}, 'args'), tool: 'x', ...given }));
  const told = () =>
    sent.map(({ kind, call, body }) => {
      const value = body === undefined || body.length === 0 ? undefined : decodeValue(body, []);
      return value === undefined ? [kindName(kind), call] : [kindName(kind), call, value];
    });
  return { calls, ask, told, asked, sent, clock };
}

describe('a call into the host', () => {
  test('is answered once, with the microseconds it took', async () => {
    const { ask, told, asked, sent, clock } = host();
    ask(Kind.CALL);
    clock.advance(1.5);
    asked[0]?.resolve({ ok: true });
    await settled();
    expect(told()).toEqual([['RESULT', ID, { ok: true }]]);
    expect(sent[0]?.number).toBe(1_500);
    ask(Kind.CANCEL);
    expect(sent).toHaveLength(1);
  });

  test('says for which call it is made, and what time it has: none when the worker does not say', () => {
    const { ask, asked } = host();
    ask(Kind.CALL, ID, { meta: encodeValue({ call: 17 }, 'meta').body, timeoutMs: 250 });
    ask(Kind.CALL, ID + 1);
    expect(asked).toMatchObject([
      { tool: 'x', parent: 17, timeoutMs: 250 },
      { parent: 0, timeoutMs: Number.POSITIVE_INFINITY },
    ]);
  });

  test('that is cancelled is answered at once, whatever its tool makes of it', async () => {
    const { ask, told, asked } = host();
    ask(Kind.CALL);
    ask(Kind.CANCEL);
    expect(told()).toEqual([['CANCELLED', ID]]);
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.resolve('too late');
    await settled();
    expect(told()).toHaveLength(1);
  });

  test('of a worker that is gone is told so and not answered', async () => {
    const { calls, ask, asked, sent } = host();
    ask(Kind.CALL);
    calls.close(new Stopped('gone'));
    expect(asked[0]?.signal.reason).toBeInstanceOf(Stopped);
    asked[0]?.reject(new Error('aborted'));
    await settled();
    expect(sent).toEqual([]);
  });

  test('beyond a thousand and twenty-four open ones is refused, and the others go on', async () => {
    const { ask, told, asked } = host();
    for (let n = 0; n <= 1_024; n++) ask(Kind.CALL, ID + n);
    expect(told()).toMatchObject([['FAILURE', ID + 1_024, { kind: 'saturated', code: 'VIV_TOOL_SATURATED' }]]);
    asked[0]?.resolve(1);
    await settled();
    ask(Kind.CALL, ID + 2_000);
    expect(asked).toHaveLength(1_025);
  });

  test('fails with type, message and trace of what was thrown', async () => {
    const { ask, told, asked } = host();
    ask(Kind.CALL);
    asked[0]?.reject(new RangeError('half a pair: \uD800'));
    await settled();
    expect(told()).toEqual([
      [
        'FAILURE',
        ID,
        {
          kind: 'raised',
          type: 'RangeError',
          message: 'half a pair: \uFFFD',
          module: '',
          traceback: expect.stringContaining('RangeError: half a pair'),
          frames: [],
          code: '',
        },
      ],
    ]);
  });
});

describe('a stream from the host', () => {
  async function* numbers() {
    for (let n = 0; n < 5; n++) yield n;
  }

  test('sends no more chunks than it has credits, then goes on with more of them', async () => {
    const { ask, told, clock } = host(numbers);
    ask(Kind.OPEN, ID, { number: 2, timeoutMs: 100 });
    await settled();
    expect(told()).toEqual([
      ['CHUNK', ID, 0],
      ['CHUNK', ID, 1],
    ]);
    ask(Kind.CREDIT, ID, { number: 9 });
    await settled();
    expect(told().slice(2)).toEqual([
      ['CHUNK', ID, 2],
      ['CHUNK', ID, 3],
      ['CHUNK', ID, 4],
      ['END', ID],
    ]);
    expect(clock.pending).toBe(0);
  });

  test('may fill its memory again for the next chunk: each is sent as it was', async () => {
    const { ask, sent } = host(async function* () {
      const memory = new Float32Array(1_000);
      for (let n = 0; n < 3; n++) yield memory.fill(n);
    });
    ask(Kind.OPEN, ID, { number: 9 });
    await settled();
    const chunks = sent.flatMap(({ segments = [] }) => segments);
    expect(chunks).toEqual([0, 1, 2].map((n) => new Uint8Array(new Float32Array(1_000).fill(n).buffer)));
  });

  test('without any credit does not even begin', async () => {
    let begun = false;
    const { ask } = host(async function* () {
      begun = true;
      yield 1;
    });
    ask(Kind.OPEN);
    await settled();
    expect(begun).toBe(false);
    ask(Kind.CREDIT, ID, { number: 1 });
    await settled();
    expect(begun).toBe(true);
  });

  test('whose consumer takes nothing ends at its deadline, and its generator is closed', async () => {
    let closed = false;
    const { ask, told, clock } = host(async function* () {
      try {
        yield* numbers();
      } finally {
        closed = true;
      }
    });
    ask(Kind.OPEN, ID, { number: 1, timeoutMs: 100 });
    await settled();
    clock.advance(100);
    await settled();
    expect(told()).toMatchObject([
      ['CHUNK', ID, 0],
      ['FAILURE', ID, { kind: 'timeout' }],
    ]);
    expect(closed).toBe(true);
  });

  test('that is cancelled while it waits for credit closes its generator, and is answered once', async () => {
    let closed = false;
    const { ask, told } = host(async function* () {
      try {
        yield* numbers();
      } finally {
        closed = true;
      }
    });
    ask(Kind.OPEN, ID, { number: 1 });
    await settled();
    ask(Kind.CANCEL);
    await settled();
    expect(told()).toEqual([
      ['CHUNK', ID, 0],
      ['CANCELLED', ID],
    ]);
    expect(closed).toBe(true);
  });

  test('with a chunk that cannot travel fails there', async () => {
    const { ask, told } = host(async function* () {
      yield 1;
      yield () => {};
    });
    ask(Kind.OPEN, ID, { number: 9 });
    await settled();
    expect(told()).toMatchObject([
      ['CHUNK', ID, 1],
      [
        'FAILURE',
        ID,
        { kind: 'unsendable', message: 'host tool x: result: function cannot be sent; send what it returns' },
      ],
    ]);
  });
});

test('whatever a worker sends, the host answers each call at most once or closes the lane with a typed error', async () => {
  const kinds = fc.constantFrom(...Object.values(Kind));
  const frames = fc.array(
    fc.record({
      kind: kinds,
      call: fc.integer({ min: ID, max: ID + 3 }),
      body: fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.constant(encodeValue({}, 'x').body)),
      meta: fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.constant(encodeValue({ call: 0 }, 'x').body)),
      number: fc.nat(3),
      timeoutMs: fc.nat(2),
    }),
    { maxLength: 30 },
  );
  const chunks = async function* () {
    yield 1;
    yield 2;
  };
  await fc.assert(
    fc.asyncProperty(frames, async (all) => {
      const { calls, sent, asked } = host(chunks);
      const opened = new Map<number, number>();
      for (const { kind, call, ...fields } of all) {
        const opens = kind === Kind.CALL || kind === Kind.OPEN;
        try {
          calls.received(aMessage(kind, call, { tool: 'x', ...fields }));
          if (opens) opened.set(call, (opened.get(call) ?? 0) + 1);
        } catch (error) {
          if (!isVivariumError(error, 'VIV_PROTOCOL')) throw error;
        }
      }
      for (const call of asked) call.resolve(null);
      await settled();
      const ends: number[] = [Kind.RESULT, Kind.FAILURE, Kind.END, Kind.CANCELLED];
      for (let id = ID; id <= ID + 3; id++)
        expect(sent.filter(({ kind, call }) => call === id && ends.includes(kind)).length).toBeLessThanOrEqual(
          opened.get(id) ?? 0,
        );
      calls.close(new Stopped('over'));
    }),
    { numRuns: 300 },
  );
});
