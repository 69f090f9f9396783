/** What only a real process can show: its limits, its surroundings, its health, its output, and that it leaves nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Agent, type AgentNotice, type AgentOptions, createRuntime, type Runtime } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { isRunning } from '../support/processes.ts';
import { python } from '../support/python.ts';
import { rejection } from '../support/service.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
const cwd = join(import.meta.dirname, '../fixtures/agents');
const MB = 1024 * 1024;

let runtime: Runtime;
beforeEach(async () => {
  runtime = createRuntime({ logger });
  await runtime.start();
});
afterEach(() => runtime.stop({ grace: 0 }));

const start = (what: string, options: Partial<AgentOptions> = {}): Promise<Agent> =>
  runtime.agents.start({ name: 'plain', pythonModule: `plain:${what}`, python: python(), cwd, ...options });
const heard = (type: AgentNotice['type']): AgentNotice[] => {
  const notices: AgentNotice[] = [];
  runtime.on(`agent:plain:${type}`, (notice) => notices.push(notice));
  return notices;
};

describe("an agent's process", () => {
  test('runs in the folder it was given, with the variables it was given and no others', async () => {
    vi.stubEnv('SECRET_OF_HOST', 's3cret');
    vi.stubEnv('WANTED', 'passed');
    const agent = await start('surroundings', { env: { OWN: 'value', WANTED: true } });
    const variable = async (prompt: string) => (await agent.send({ prompt })).result;
    expect(await variable('OWN')).toEqual({ cwd, variable: 'value', token: null });
    expect(await variable('WANTED')).toMatchObject({ variable: 'passed' });
    expect(await variable('SECRET_OF_HOST')).toMatchObject({ variable: null });
  });

  test('raises MemoryError beyond its address space, and goes on', async () => {
    const agent = await start('hoards', { limits: { memory: 2_000 * MB } });
    const error = await rejection(agent.send({ prompt: String(4_000 * MB) }));
    expect(error).toMatchObject({ code: 'VIV_AGENT_FAILED', errorType: 'MemoryError' });
    expect((await agent.send({ prompt: '1' })).result).toBe(1);
  });

  test('is ended beyond its processor time, which is told, and restarted', async () => {
    const agent = await start('spins', { limits: { cpuTime: '3s' } });
    const error = await rejection(agent.send({ prompt: 'x' }));
    expect(error).toMatchObject({ code: 'VIV_AGENT_CRASHED', message: expect.stringContaining('CPU time limit') });
    await eventually(() => agent.info().processes[0]?.incarnation === 2);
  });

  test.runIf(process.platform === 'linux')('is ended when it has more memory in RAM than it may', async () => {
    const agent = await start('hoards', { limits: { rss: 150 * MB } });
    const crashes = heard('crash');
    await agent.send({ prompt: String(200 * MB) });
    await eventually(() => crashes.length > 0);
    expect(crashes).toMatchObject([
      { message: expect.stringMatching(/has \d+\.\d MB of memory, of at most 150\.0 MB/) },
    ]);
    expect((await agent.send({ prompt: '1' })).result).toBe(1);
  });

  test('that answers no health check is ended and restarted', async () => {
    const health = { interval: '100ms', timeout: '200ms', misses: 2 } as const;
    const agent = await start('blocks', { health });
    const error = await rejection(agent.send({ prompt: 'x' }));
    expect(error).toMatchObject({
      code: 'VIV_AGENT_CRASHED',
      message: expect.stringContaining('did not answer 2 health checks in a row: no answer in time'),
    });
    await eventually(() => agent.info().processes[0]?.incarnation === 2);
  });

  test('has its log records and its lines told', async () => {
    const [logs, output] = [heard('log'), heard('output')];
    const agent = await start('logs');
    await agent.send({ prompt: 'a line' });
    await eventually(() => logs.length > 0 && output.length > 0);
    expect(logs).toMatchObject([{ level: 'warning', logger: 'my.agent', message: 'careful', fields: { shelf: 7 } }]);
    expect(output).toMatchObject([{ process: 'agent:plain/1', incarnation: 1, stream: 'stdout', line: 'a line' }]);
  });

  test('that cannot have its port is told with the remedy, and what it imports in vain by name', async () => {
    const port = await freePort();
    await start('shout', { port });
    const taken = await rejection(start('shout', { name: 'second', port }));
    expect(taken).toMatchObject({
      code: 'VIV_START_FAILED',
      message: expect.stringContaining('choose another --port'),
    });
    const missing = await rejection(start('x', { name: 'third', pythonModule: 'nowhere' }));
    expect(missing).toMatchObject({ message: expect.stringContaining("there is no module 'nowhere'") });
  });

  test('that is never ready is ended at its deadline', async () => {
    const error = await rejection(start('shout', { pythonModule: './sleeps.py', timeouts: { start: '500ms' } }));
    expect(error).toMatchObject({ message: expect.stringContaining('was not ready before its start deadline') });
  });

  test('does not outlive a host that is killed', async () => {
    const script = join(import.meta.dirname, '../fixtures/agents/host.ts');
    const env = { ...process.env, VIVARIUM_PYTHON: python() };
    const host = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], { env });
    const [said] = (await once(host.stdout, 'data')) as [Buffer];
    const pid = Number(said);
    expect(isRunning(pid)).toBe(true);
    host.kill('SIGKILL');
    await eventually(() => !isRunning(pid));
  });

  test('is gone with its agent, and with its runtime', async () => {
    const stopped = await start('shout', { size: 2 });
    const other = await start('waits', { name: 'other' });
    const pids = [stopped, other].map((agent) => agent.info().processes.map(({ pid = 0 }) => pid));
    expect(pids.flat().every(isRunning)).toBe(true);
    await stopped.stop();
    expect(pids.map((each) => each.some(isRunning))).toEqual([false, true]);
    await runtime.stop({ grace: 0 });
    expect(pids.flat().some(isRunning)).toBe(false);
  });
});
