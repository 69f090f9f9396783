/** Workers that lie: frames of any kind, number and content, and bytes that are no frames, in answer to calls. */
import { afterEach, describe, expect, test } from 'vitest';
import { Kind } from '../../src/bridge/kind.ts';
import { encodeValue } from '../../src/bridge/values.ts';
import { encodeBatch, type Frame } from '../../src/bridge/wire.ts';
import { isVivariumError } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { Runtime } from '../../src/runtime/runtime.ts';
import { thisMachine } from '../../src/runtime/this-machine.ts';
import { faultyWorld } from '../../src/testing/faults/faulty-world.ts';
import { EMPTY, hangUpAll, type Peer } from '../bridge/peer.ts';
import { python } from '../support/python.ts';
import { adapter } from '../support/service.ts';
import { Dice, inherited, RUNS, SEED } from './dice.ts';
import { impostors } from './impostor.ts';

afterEach(() => hangUpAll());

const dice = new Dice();
const kinds = Object.values(Kind);

function aFrame(call: number): Frame {
  const real = encodeValue(dice.json(), 'value').body;
  return {
    ...EMPTY,
    kind: dice.one([Kind.RESULT, Kind.CHUNK, Kind.END, ...kinds, dice.below(300)]),
    call: dice.one([call, call, call, 0, call + 1, 2 ** 31, 2 ** 31 + dice.below(3), 2 ** 32 - 1]),
    body: dice.one([real, dice.spoilt(real), dice.bytes(64)]),
    meta: dice.one([EMPTY.meta, real, dice.bytes(16)]),
    segment: dice.one([0, 0, 0, 1, 2 ** 20]),
    sizes: dice.one([[], [], [real.length], [4, 4], [2 ** 31], [0, 0]]),
    more: dice.one([false, false, true]),
    number: dice.one([0, 1, 16, 2 ** 31, 2 ** 32 - 1]),
    tool: dice.one(['', 'call', 'session:get', dice.text().slice(0, 100)]),
  };
}

function answer(peer: Peer, { call }: Frame): void {
  const frames = Array.from({ length: 1 + dice.below(4) }, () => aFrame(call));
  const batch = encodeBatch(frames);
  peer.stream.write(dice.one([batch, batch, batch, dice.spoilt(batch), dice.bytes(64)]));
}

describe.each(['grpc', 'socket'] as const)('on the %s lane', (lane) => {
  test(`each of ${RUNS} calls ends once with a value or a typed error, whatever its worker answers (seed ${SEED})`, async () => {
    const before = inherited();
    const bugs: unknown[] = [];
    const log = {
      ...silentLog,
      error: (facts: object, message: string) => void (/threw/.test(message) && bugs.push([message, facts])),
    };
    const world = faultyWorld(thisMachine(), {
      opened() {},
      launcher: () => impostors(answer),
      attached: (lane) => lane,
      closed() {},
    });
    const limits = { lane, size: 4, backoff: false, intensity: 100_000, zygote: false } as const; // nobody is forked from an impostor
    const options = { adapter: adapter('calc'), python: python(), ...limits };
    const runtime = new Runtime({ pools: { ml: options }, logger: log }, world);
    await runtime.start();
    const pool = runtime.pool('ml');
    const stray: unknown[] = [];
    const one = async (number: number): Promise<void> => {
      try {
        if (number % 3 === 0) for await (const _ of pool.stream('stream', {}, { timeout: '200ms', onTimeout: 'kill' }));
        else await pool.call('call', {}, { timeout: '200ms', onTimeout: 'kill' });
      } catch (error) {
        if (!isVivariumError(error)) stray.push(error);
      }
    };
    let next = 0;
    const caller = async (): Promise<void> => {
      while (next < RUNS) await one(next++);
    };
    await Promise.all(Array.from({ length: 8 }, caller));
    expect(stray).toEqual([]);
    expect(bugs).toEqual([]);
    expect(pool.waiting).toBe(0);
    await runtime.stop({ grace: 0 });
    expect(inherited()).toBe(before);
  }, 600_000);
});
