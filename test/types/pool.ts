/** What must not compile when a pool's tools are declared. Nothing here runs: `tsc` fails when a line that should be an error is none. */
import { createRuntime, type Pool, pool, python } from '../../src/index.ts';

interface MlTools {
  add(args: { a: number; b: number }): number;
  predict(args: { features: Float32Array }): Promise<{ label: string }>;
  count(args: { to: number }): Iterable<number>;
}

const runtime = createRuntime({
  pools: { ml: pool<MlTools>({ adapter: './adapter.py' }), plain: { adapter: './adapter.py' } },
});
const { ml, plain } = runtime.pools;

export async function calls(): Promise<void> {
  const sum: number = await ml.call('add', { a: 2, b: 3 });
  const { label }: { label: string } = await ml.call('predict', { features: new Float32Array(2) });
  // @ts-expect-error a typo in the tool's name
  await ml.call('ad', { a: 2, b: 3 });
  // @ts-expect-error a missing argument
  await ml.call('add', { a: 2 });
  // @ts-expect-error an argument of the wrong type
  await ml.call('add', { a: 2, b: '3' });
  // @ts-expect-error an argument the tool does not have
  await ml.call('add', { a: 2, b: 3, c: 4 });
  // @ts-expect-error no arguments at all
  await ml.call('add');
  // @ts-expect-error the result is a number
  const wrong: string = await ml.call('add', { a: 2, b: 3 });
  // @ts-expect-error the result has no such field
  (await ml.call('predict', { features: new Float32Array(2) })).labels;
  // @ts-expect-error a duration without a unit
  await ml.call('add', { a: 2, b: 3 }, { timeout: '5' });
  // @ts-expect-error an option that does not exist
  await ml.call('add', { a: 2, b: 3 }, { retries: 3 });
  void [sum, label, wrong];
}

export async function streams(): Promise<void> {
  for await (const chunk of ml.stream('count', { to: 3 })) chunk.toFixed(1);
  // @ts-expect-error a chunk is a number
  for await (const chunk of ml.stream('count', { to: 3 })) chunk.toUpperCase();
  // @ts-expect-error an argument of the wrong type
  ml.stream('count', { to: 'three' });
  // @ts-expect-error a typo in the tool's name
  ml.stream('cuont', { to: 3 });
}

export async function names(): Promise<void> {
  // @ts-expect-error a typo in the pool's name
  runtime.pools.mll;
  // @ts-expect-error an option that does not exist
  pool({ adapter: './adapter.py', workers: 4 });
  // @ts-expect-error a pool is not another pool's
  const other: Pool<{ other(args: object): string }> = ml;
  const solo = await python<MlTools>('./adapter.py');
  // @ts-expect-error a typo in the tool's name
  await solo.call('ad', { a: 2, b: 3 });
  void other;
}

export async function undeclared(): Promise<void> {
  const result = await plain.call('anything', { goes: true });
  // @ts-expect-error what a tool without a declared type gives has to be looked at first
  result.length;
  // @ts-expect-error arguments go by name
  await plain.call('anything', 3);
}
