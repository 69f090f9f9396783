/** pythonia: Python's objects as proxies in Node; a dict is fetched by `valueOf()`. */
import { here, peer, python } from '../places.ts';
import type { Subject } from '../subject.ts';

interface Pythonia {
  python: ((path: string) => Promise<Functions>) & { exit(): void };
}

interface Functions {
  add(a: number, b: number): Promise<number>;
  echo(value: object): Promise<Proxied>;
  dicts(count: number): Promise<AsyncIterable<Proxied>>;
}

interface Proxied {
  valueOf(): Promise<unknown>;
}

export async function pythonia(): Promise<Subject> {
  process.env['PYTHON_BIN'] = python();
  const { python: load } = await peer<Pythonia>('pythonia');
  const functions = await load(here('functions.py'));
  return {
    concurrency: 1,
    window: 'any',
    pids: () => [bridge().com.proc.pid],
    add: (a, b) => functions.add(a, b),
    echo: async (value) => (await functions.echo(value)).valueOf(),
    async *dicts(count) {
      for await (const chunk of await functions.dicts(count)) yield chunk.valueOf();
    },
    async close() {
      load.exit();
    },
  };
}

/** It keeps its process here and nowhere else. */
const bridge = (): { com: { proc: { pid: number } } } => Reflect.get(globalThis, '__pythonBridge');
