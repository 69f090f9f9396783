/** The service as a process of its own, as it runs in production. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { descendants, isRunning, memoryOf } from './processes.ts';

export interface Service {
  readonly url: string;
  /** Bytes in RAM, of it and of its workers. */
  memory(): number;
  /** SIGTERM, as an orchestrator does; its exit code. */
  stop(): Promise<number | null>;
  /** Processes of its that still run. */
  left(): number[];
}

export async function startService(env: NodeJS.ProcessEnv = {}): Promise<Service> {
  const main = join(import.meta.dirname, '../main.ts');
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const pid = child.pid ?? 0;
  const lines = createInterface({ input: child.stdout });
  const listening = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const [, url] = /listening at (http:\/\/[^"]+)/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([listening, exited.then(() => undefined)]);
  if (url === undefined) throw new Error('the service ended before it listened');
  let family = descendants(pid);
  return {
    url,
    memory() {
      const now = descendants(pid);
      family = [...new Set([...family, ...now])];
      return memoryOf([pid, ...now]);
    },
    async stop() {
      family = [...new Set([...family, ...descendants(pid)])];
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      return code;
    },
    left: () => family.filter(isRunning),
  };
}
