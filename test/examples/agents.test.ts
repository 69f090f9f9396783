/** The example of agents does what its README shows, and serves its commands. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { python } from '../support/python.ts';

const folder = join(import.meta.dirname, '../../examples/10-agents');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const command = (part: string) => ['--import', import.meta.resolve('tsx'), join(folder, part)];
const run = promisify(execFile);

test('main.ts gives what the README shows', async () => {
  const port = await freePort();
  const env = { ...process.env, VIVARIUM_PYTHON: python(), EXAMPLE_PORT: String(port) };
  const { stdout, stderr } = await run(process.execPath, command('main.ts'), { env });
  const [, shown] = /```\n(started .*?)```/s.exec(readme) ?? [];
  expect(stderr).toBe('');
  const own = (text = ''): string => text.replaceAll(/pid \d+/g, 'pid …').replaceAll(/port \d+, 0/g, 'port …, 0');
  expect(own(stdout.replace(`:${port}/`, ':5000/'))).toBe(own(shown));
});

test('serve.ts answers the commands of the README, until it is told to end', async () => {
  const port = await freePort();
  const env = { ...process.env, VIVARIUM_PYTHON: python(), EXAMPLE_PORT: String(port) };
  const server = spawn(process.execPath, command('serve.ts'), { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    for await (const line of createInterface(server.stdout)) if (line.startsWith('serving ')) break;
    const [, commands = ''] = /```sh\n(.*?)```/s.exec(readme) ?? [];
    const all = commands.trim().split(/\n(?=curl)/);
    const ask = async (each = ''): Promise<string> =>
      (await run('sh', ['-c', each.replace('5000', String(port))])).stdout;
    const answer = JSON.parse(await ask(all[0]));
    expect(Object.keys(answer)).toEqual(['result', 'messages', 'usage']);
    const events = (await ask(all[1])).trim().split('\n\n');
    expect(events.at(0)).toContain('"status":"chunk"');
    expect(events.at(-2)).toContain('"status":"complete"');
    expect(events.at(-1)).toBe('data: [DONE]');
    expect(JSON.parse(await ask(all[2]))).toMatchObject({ status: 'ok', agent: 'test_agent', requests: 2 });
  } finally {
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  }
});
