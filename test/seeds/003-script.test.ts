/** The page's clients in programs of their own, which reach the host over its session plane. */
import { execFile, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { start } from '../cli/cli.ts';
import { eventually } from '../support/eventually.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';
import { python } from '../support/python.ts';

const script = new URL('../fixtures/seeds/script.py', import.meta.url).pathname;
const home = new URL('../../python', import.meta.url).pathname;
const token = 'a-token-of-the-tests';

let provider: Provider;
let runtime: Runtime;

beforeAll(async () => {
  provider = await startProvider();
  runtime = createRuntime({ logger: silentLog, grpc: { listen: '127.0.0.1:0', token } }) as Runtime;
  await runtime.start();
});
afterAll(async () => {
  await runtime.stop({ grace: 0 });
  await provider.close();
});
afterEach(() => provider.reset());

const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...{ ...process.env, ...provider.env, PYTHONPATH: home },
  VIVARIUM_ADDRESS: runtime.grpc?.socket,
  ...more,
});

async function run(step: string, more: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const { stdout } = await promisify(execFile)(python(), [script, step], { env: environment(more) });
  return JSON.parse(stdout);
}

describe('a program of its own', () => {
  test('asks a model, also from its threads', async () => {
    const echo = 'echo: Hello';
    expect(await run('threads')).toEqual([echo, echo, echo, echo]);
  });

  test('ends its connection, and begins another when it asks again', async () => {
    expect(await run('end')).toEqual(['echo: Hello', 'echo: Hello', true]);
  });

  test('that leaves a stream ends the request at the provider', async () => {
    expect(await run('leave_a_stream')).toBe('echo: ');
    await eventually(() => provider.requests[0]?.aborted);
  });

  test('that cancels a task ends the request at the provider', async () => {
    const child = spawn(python(), [script, 'cancel'], { env: environment({}), stdio: ['pipe', 'pipe', 'inherit'] });
    await eventually(() => provider.open === 2);
    child.stdin.end('\n');
    await eventually(() => provider.requests.every(({ aborted }) => aborted));
    expect(JSON.parse(await text(child.stdout))).toEqual(['CancelledError', 'CancelledError']);
  });

  test('reaches a host on TCP with its token, and without it says what is missing', async () => {
    const VIVARIUM_ADDRESS = runtime.grpc?.tcp;
    expect(await run('ask', { VIVARIUM_ADDRESS, VIVARIUM_TOKEN: token })).toBe('echo: Hello');
    expect(await run('refused', { VIVARIUM_ADDRESS })).toEqual([
      'AuthenticationError',
      expect.stringContaining('VIVARIUM_TOKEN is what runtime.grpc.token says'),
    ]);
  });

  test('without a host says what to do', async () => {
    const none = await run('refused', { VIVARIUM_ADDRESS: '' });
    expect(none).toEqual(['ConfigurationError', expect.stringMatching(/no host here.*npx vivarium run SCRIPT\.py/)]);
    const gone = await run('refused', { VIVARIUM_ADDRESS: 'unix:/nowhere/at.sock' });
    expect(gone).toEqual(['NetworkError', expect.stringContaining('the host cannot be asked (UNAVAILABLE: ')]);
  });

  test('that `vivarium run` starts finds its host by itself', async () => {
    const command = start(['run', script, '--', 'ask'], { ...provider.env, PYTHONPATH: home });
    expect(await command.ended).toEqual({ code: 0, stdout: '"echo: Hello"\n', stderr: '' });
  });
});
