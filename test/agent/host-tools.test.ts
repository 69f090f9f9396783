/** Agents that call functions of this process: a pydantic-ai agent has them among its tools, plain Python asks for them. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type AgentOptions, createRuntime, type Runtime, tool } from '../../src/index.ts';
import { python } from '../support/python.ts';
import { rejection } from '../support/service.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
const cwd = join(import.meta.dirname, '../fixtures/agents');

let runtime: Runtime;
let sessions: (string | undefined)[] = [];
afterEach(() => runtime.stop({ grace: 0 }));

const double = tool({
  description: 'Doubles a number',
  input: z.object({ n: z.number() }),
  execute: ({ n }, { session }) => {
    sessions.push(session?.id);
    if (n < 0) throw new RangeError('too small');
    return { doubled: 2 * n };
  },
});

async function start(what: string, options: Partial<AgentOptions> = {}) {
  sessions = [];
  runtime = createRuntime({ logger, grpc: {}, tools: { double } });
  await runtime.start();
  const own = { name: 'helped', pythonModule: `helped:${what}`, python: python(), cwd, tools: true };
  return runtime.agents.start({ ...own, ...options });
}

describe('an agent with tools', () => {
  test('of pydantic-ai calls those of the host as its own', async () => {
    const agent = await start('agent', { model: 'test:model' });
    const { result, messages } = await agent.send({ prompt: 'Double something' });
    expect(JSON.parse(String(result))).toEqual({ double: { doubled: 0 } });
    expect(JSON.stringify(messages)).toContain('"tool_name":"double"');
    expect(sessions).toEqual(['agent:helped']);
  });

  test('calls them in the session it was given', async () => {
    const agent = await start('asks', { session: 'user-42' });
    expect((await agent.send({ prompt: '21' })).result).toEqual({ doubled: 42 });
    expect(sessions).toEqual(['user-42']);
  });

  test('hears what they threw, and tells it', async () => {
    const agent = await start('asks');
    const error = await rejection(agent.send({ prompt: '-1' }));
    expect(error).toMatchObject({ code: 'VIV_AGENT_FAILED', message: expect.stringContaining('too small') });
  });

  test('that was not given them has none', async () => {
    const agent = await start('asks', { tools: false });
    expect((await agent.send({ prompt: '21' })).result).toBeNull();
  });
});
