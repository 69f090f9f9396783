/** execa: a process for each call. */
import { here, peer, python } from '../places.ts';
import type { Subject } from '../subject.ts';

interface Execa {
  execa(file: string, args: readonly string[], options: object): Promise<{ stdout: string }>;
}

export async function execa(): Promise<Subject> {
  const { execa: run } = await peer<Execa>('execa');
  const call = async (tool: string, args: object): Promise<unknown> => {
    const env = { PYTHONPATH: here() };
    const { stdout } = await run(python(), [here('peers', 'once.py'), tool, JSON.stringify(args)], { env });
    return JSON.parse(stdout);
  };
  return {
    concurrency: 'a process each',
    window: 'any',
    pids: () => [],
    add: (a, b) => call('add', { a, b }),
    echo: (value) => call('echo', { value }),
    close: async () => {},
  };
}
