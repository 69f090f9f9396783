/** node-calls-python: Python inside the Node process. Its `call` is asynchronous; `callSync` blocks Node and is not our peer. */
import { here, peer } from '../places.ts';
import type { Subject } from '../subject.ts';

interface NodeCallsPython {
  interpreter: {
    importSync(path: string, allowReimport: boolean): object;
    call(module: object, name: string, ...args: unknown[]): Promise<unknown>;
  };
}

export async function nodeCallsPython(): Promise<Subject> {
  const { interpreter } = await peer<NodeCallsPython>('node-calls-python');
  const module = interpreter.importSync(here('functions.py'), false);
  return {
    concurrency: 'the GIL',
    window: 'any',
    pids: () => [],
    add: (a, b) => interpreter.call(module, 'add', a, b),
    echo: (value) => interpreter.call(module, 'echo', value),
    close: async () => {},
  };
}
