/** What callers of a soak ask for, and what must be true of the answer. */
import { isVivariumError, type VivariumError } from '../../model/errors.ts';
import type { Random } from '../../model/random.ts';
import type { CallOptions } from '../../pool/types.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { PoolName } from './pools.ts';

export interface Order {
  readonly runtime: Runtime;
  readonly number: number;
  readonly pool: PoolName;
  readonly random: Random;
  readonly options: CallOptions;
}

export interface Errand {
  readonly share: number;
  readonly stream?: true;
  /** Its tool may fail with what became of its own call to the host. */
  readonly asksHost?: true;
  /** Resolves with what is wrong with the answer, undefined when nothing is. */
  run(order: Order): Promise<string | undefined>;
}

export const ERRANDS: readonly Errand[] = [
  { share: 55, run: async (order) => answersWith(order, await call(order, 'echo')) },
  {
    share: 15,
    run: async (order) => answersWith(order, await call(order, 'work', { seconds: order.random.next() * 0.02 })),
  },
  { share: 8, run: failsOnPurpose },
  {
    share: 8,
    asksHost: true,
    run: async (order) => answersWith(order, await call(order, 'ask_host'), { double: 2 * order.number }),
  },
  { share: 8, stream: true, run: streamsAll },
  { share: 6, asksHost: true, run: async (order) => answersWith(order, await call(order, 'remember')) },
];

/** Chooses one by its share. */
export function errand(random: Random): Errand {
  let left = random.next() * ERRANDS.reduce((sum, { share }) => sum + share, 0);
  for (const each of ERRANDS) {
    left -= each.share;
    if (left < 0) return each;
  }
  return ERRANDS[0] as Errand;
}

function call({ runtime, pool, number, options }: Order, tool: string, more: object = {}): Promise<unknown> {
  return runtime.pool(pool).call(tool, { number, ...more }, options);
}

function answersWith({ number }: Order, answer: unknown, more: object = {}): string | undefined {
  const expected = JSON.stringify({ number, ...more });
  const got = JSON.stringify(answer);
  return got === expected ? undefined : `call ${number} was answered with ${got} in place of ${expected}`;
}

async function failsOnPurpose(order: Order): Promise<string | undefined> {
  try {
    return `call ${order.number} was to fail and gave ${JSON.stringify(await call(order, 'fail'))}`;
  } catch (error) {
    // whoever calls judges other ends
    if (!isVivariumError(error, 'VIV_TOOL_FAILED') || wasUnreadable(error)) throw error;
    const expected = `call ${order.number} fails on purpose`;
    const { message } = error.facts;
    return message === expected ? undefined : `call ${order.number} failed with "${message}" in place of "${expected}"`;
  }
}

/** Python could not read the arguments: they were damaged on their way, on purpose. */
export function wasUnreadable({ facts, message }: VivariumError): boolean {
  return facts['module'] === 'msgpack.exceptions' || /unpack failed/i.test(message);
}

async function streamsAll({ runtime, pool, number, options, random }: Order): Promise<string | undefined> {
  const to = Math.floor(random.next() * 40);
  let step = 0;
  for await (const chunk of runtime.pool(pool).stream('count', { number, to }, options)) {
    const [got, expected] = [JSON.stringify(chunk), JSON.stringify({ number, step })];
    if (got !== expected) return `stream ${number} gave ${got} in place of ${expected}`;
    step += 1;
  }
  return step === to ? undefined : `stream ${number} ended after ${step} of ${to} chunks`;
}
