/**
 * The initial HTTP integration test of seed 004, translated: an agent of real FastAPI and pydantic-ai is started under a
 * name and on a port, asked, and answers with the keys of the wire. And what its page says of failure.
 */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AgentCrashed, type AgentNotice, createRuntime, type Runtime } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { python } from '../support/python.ts';
import { rejection } from '../support/service.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
const cwd = join(import.meta.dirname, '../../examples/10-agents');

let runtime: Runtime;
beforeEach(async () => {
  runtime = createRuntime({ logger });
  await runtime.start();
});
afterEach(() => runtime.stop({ grace: 0 }));

const example = { name: 'test_agent', pythonModule: 'agents.example_agent', model: 'test:model', cwd };

test('the initial HTTP integration test', async () => {
  const port = await freePort(); // the page says 5000
  const agent = await runtime.agents.start({ ...example, python: python(), port });
  expect(agent.url).toBe(`http://127.0.0.1:${port}/agents/test_agent`);

  const response = await runtime.agents.get('test_agent').send({ prompt: 'Hello, agent!', messageHistory: [] });

  expect(response).toMatchObject({ result: expect.anything(), usage: { total_tokens: expect.any(Number) } });
  expect(Object.keys(response)).toEqual(['result', 'messages', 'usage']);
  expect(response.usage.total_tokens).toBeGreaterThan(0);
  expect(response.messages.map(({ kind }) => kind)).toEqual(['request', 'response', 'request', 'response']);
});

test('the messages of an answer are the history of the next question', async () => {
  const agent = await runtime.agents.start({ ...example, python: python() });
  const first = await agent.send({ prompt: 'one' });
  const second = await agent.send({ prompt: 'two', messageHistory: first.messages });
  expect(second.messages.slice(0, first.messages.length)).toEqual(first.messages);
  const wrong = await rejection(agent.send({ prompt: 'x', messageHistory: [{ kind: 'request' }] }));
  expect(wrong).toMatchObject({
    code: 'VIV_BAD_ARGUMENTS',
    facts: { problems: [{ path: 'messageHistory[0].request.parts', message: 'Field required' }] },
  });
});

test('usage limits are kept, and told by their Python type', async () => {
  const agent = await runtime.agents.start({ ...example, python: python() });
  const error = await rejection(agent.send({ prompt: 'x', usageLimits: { request_limit: 1 } }));
  expect(error).toMatchObject({ code: 'VIV_AGENT_FAILED', errorType: 'UsageLimitExceeded', facts: { status: 500 } });
  expect(error).toMatchObject({ facts: { traceback: expect.stringContaining('check_before_request') } });
});

test('an agent whose process is killed in a stream fails it, is restarted with backoff, and answers', async () => {
  const heard: AgentNotice[] = [];
  runtime.on('agent:reader:restarting', (notice) => heard.push(notice));
  const reader = await runtime.agents.start({
    name: 'reader',
    pythonModule: 'agents.example_agent:reader',
    python: python(),
    cwd,
    backoff: { initial: '100ms', jitter: 0 },
  });
  const killedInStream = async (): Promise<unknown> => {
    const words = 'one two three four five six seven eight nine ten';
    return rejection(
      (async () => {
        for await (const _ of reader.stream({ prompt: words })) {
          const [{ pid = 0 } = {}] = reader.info().processes;
          if (pid !== 0) process.kill(pid, 'SIGKILL');
        }
      })(),
    );
  };
  expect(await killedInStream()).toBeInstanceOf(AgentCrashed);
  expect((await reader.send({ prompt: 'still here' })).result).toBe('still here ');
  expect(await killedInStream()).toBeInstanceOf(AgentCrashed);
  expect((await reader.send({ prompt: 'and again' })).result).toBe('and again ');
  expect(heard).toMatchObject([
    { process: 'agent:reader/1', attempt: 1, delayMs: 0 },
    { process: 'agent:reader/1', attempt: 2, delayMs: 100 },
  ]);
});

test('only who has the token may ask, and no page of a browser', async () => {
  const agent = await runtime.agents.start({ ...example, python: python() });
  const ask = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${agent.url}/run_sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ prompt: 'Hello, agent!' }),
    });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ authorization: `Bearer ${agent.token}` })).status).toBe(200);
  expect((await ask({ authorization: `Bearer ${agent.token}`, origin: 'https://evil.example' })).status).toBe(403);
});

test('agents are counted: requests by outcome, how long they took, memory of their process', async () => {
  const agent = await runtime.agents.start({ ...example, python: python() });
  await agent.send({ prompt: 'one' });
  await rejection(agent.send({ prompt: 'x', usageLimits: { request_limit: 1 } }));
  const { test_agent: metrics } = (await runtime.metrics()).agents;
  expect(metrics).toMatchObject({ status: 'ready', requests: { ok: 1, VIV_AGENT_FAILED: 1 }, seconds: { count: 2 } });
  const [{ usage } = { usage: undefined }] = metrics?.processes ?? [];
  if (process.platform === 'linux') expect(usage?.rssBytes).toBeGreaterThan(20e6);
  await eventually(() => metrics?.inFlight === 0);
});
