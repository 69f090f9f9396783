/** python-shell: lines of JSON over the pipes of one process, in its `json` mode. */
import type { ChildProcess } from 'node:child_process';
import { here, peer, python } from '../places.ts';
import type { Subject } from '../subject.ts';

interface PythonShellModule {
  PythonShell: new (script: string, options: object) => PythonShell;
}

interface PythonShell {
  childProcess: ChildProcess;
  send(message: object): void;
  on(event: 'message', listener: (message: Message) => void): void;
  kill(): void;
}

type Message = { id: number; result?: unknown; chunk?: unknown; end?: boolean };

export async function pythonShell(): Promise<Subject> {
  const { PythonShell } = await peer<PythonShellModule>('python-shell');
  const env = { ...process.env, PYTHONPATH: here() };
  const shell = new PythonShell(here('peers', 'shell.py'), { mode: 'json', pythonPath: python(), env });
  const open = new Map<number, (message: Message) => void>();
  let next = 0;
  shell.on('message', (message) => open.get(message.id)?.(message));
  const call = (tool: string, args: object): Promise<unknown> =>
    new Promise((resolve) => {
      const id = next++;
      open.set(id, ({ result }) => {
        open.delete(id);
        resolve(result);
      });
      shell.send({ id, tool, args });
    });
  return {
    concurrency: 1,
    window: 'any',
    pids: () => [shell.childProcess.pid ?? 0],
    add: (a, b) => call('add', { a, b }),
    echo: (value) => call('echo', { value }),
    async *dicts(count) {
      const id = next++;
      const chunks: unknown[] = [];
      let [ended, wake] = [false, (): void => {}];
      open.set(id, ({ chunk, end }) => {
        if (end) ended = true;
        else chunks.push(chunk);
        wake();
      });
      shell.send({ id, tool: 'dicts', args: { count } });
      while (!ended || chunks.length > 0) {
        if (chunks.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        yield* chunks.splice(0);
      }
      open.delete(id);
    },
    async close() {
      shell.kill();
    },
  };
}
