/** Agents of DSPy in workers, over tools that run in Node. DSPy is large, hence `npm run test:dspy`. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AgentEvent, createRuntime, isVivariumError, type Runtime, tool } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';

const python = process.env['VIVARIUM_DSPY_PYTHON'] ?? '';
const adapter = fileURLToPath(new URL('../fixtures/dspy/thinker.py', import.meta.url));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

describe.skipIf(python === '')('an agent', () => {
  const searched: unknown[] = [];
  let aborted = 0;
  let runtime: Runtime;

  beforeAll(async () => {
    const tools = {
      search: tool({
        description: 'Searches',
        input: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
        execute: (input, { session }) => {
          searched.push({ ...(input as object), session: session?.id });
          return { hits: ['dspy'] };
        },
      }),
      letters: tool({
        description: 'The letters of a text',
        input: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
        streaming: true,
        async *execute(input) {
          yield* (input as { text: string }).text;
        },
      }),
      fail: tool({ description: 'Fails', execute: () => Promise.reject(new Error('no search today')) }),
      wait: tool({
        description: 'Waits until it is told to stop',
        execute: (_, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted++;
              reject(signal.reason);
            });
          }),
      }),
    };
    const pool = (calls: unknown[]) => ({
      adapter,
      python,
      concurrency: 4,
      config: { calls, answer: '42' },
      backoff: false as const,
    });
    runtime = createRuntime({
      tools,
      logger: quiet,
      pools: {
        agents: pool([
          ['search', { query: 'dspy' }],
          ['letters', { text: 'ab' }],
          ['fail', {}],
        ]),
        waiters: pool([['wait', {}]]),
        bundled: { adapter: 'vivarium_worker.dspy_agent', python },
      },
    }) as Runtime;
    await runtime.start();
  }, 120_000);
  afterAll(() => runtime?.stop({ grace: 0 }));

  const question = { question: 'What is the answer?' };
  const signature = 'question -> answer';

  test('thinks with tools that run in Node, in its session', async () => {
    const session = runtime.sessions.get('user-42');
    const agent = await session.createReactAgent({ signature, tools: ['search', 'letters', 'fail'] });
    const { outputs, steps } = await agent.run(question);
    expect(outputs).toEqual({ reasoning: 'it is so', answer: '42' });
    expect(searched).toEqual([{ query: 'dspy', session: 'user-42' }]);
    expect(steps).toEqual([
      { thought: 'use search', tool: 'search', args: { query: 'dspy' }, observation: { hits: ['dspy'] } },
      { thought: 'use letters', tool: 'letters', args: { text: 'ab' }, observation: ['a', 'b'] },
      { thought: 'use fail', tool: 'fail', args: {}, observation: expect.stringContaining('no search today') },
    ]);
  });

  test('is described by a session variable, of which another worker builds it after a crash', async () => {
    const session = runtime.sessions.get('crash');
    const agent = await session.createReactAgent({ signature, tools: ['search', 'letters', 'fail'], maxIters: 7 });
    const variable = await session.read(`agent_${agent.id}`);
    expect(variable?.value).toEqual({
      type: 'react_agent',
      signature,
      tools: ['search', 'letters', 'fail'],
      max_iters: 7,
    });
    expect(variable?.metadata).toMatchObject({ type: 'react_agent', tags: { type: 'react_agent', signature } });
    const pool = runtime.pool('agents');
    const pid = pool.workers()[0]?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await eventually(() => pool.workers().some((worker) => worker.pid !== pid), { timeout: 30_000 });
    expect((await agent.run(question)).outputs).toMatchObject({ answer: '42' });
  }, 60_000);

  test("is its session's alone, whatever that is called", async () => {
    const session = runtime.sessions.get('ada lovelace <ada@example.com>, of the department of analytical engines');
    const agent = await session.createReactAgent({ signature });
    expect((await agent.run(question)).outputs).toMatchObject({ answer: '42' });
    const theirs = runtime.sessions.get('bob').call('agents', 'run_agent', { agent: agent.id, inputs: question });
    await expect(theirs).rejects.toThrow(/agent_react_ada_lovelace/);
    await session.delete(`agent_${agent.id}`);
    await expect(agent.run(question)).rejects.toThrow(/agent_react_ada_lovelace/);
  });

  test('tells its steps as they happen, and its result last', async () => {
    const agent = await runtime.sessions.get('steps').createReactAgent({ signature });
    const events: AgentEvent[] = [];
    for await (const event of agent.stream(question)) events.push(event);
    expect(events.map(({ type }) => type)).toEqual([
      ...['thought', 'tool', 'observation'],
      ...['thought', 'tool', 'observation'],
      ...['thought', 'tool', 'error'],
      'thought',
      'result',
    ]);
    expect(events.slice(0, 3)).toEqual([
      { type: 'thought', text: 'use search' },
      { type: 'tool', tool: 'search', args: { query: 'dspy' } },
      { type: 'observation', tool: 'search', value: { hits: ['dspy'] } },
    ]);
    expect(events[8]).toEqual({ type: 'error', tool: 'fail', message: expect.stringContaining('no search today') });
    expect(events.at(-1)).toMatchObject({ outputs: { answer: '42' } });
  });

  test('ends with its signal, or when its stream is left, and with it the tool it is in', async () => {
    const agent = await runtime.sessions.get('waiting').createReactAgent({ signature, pool: 'waiters' });
    const controller = new AbortController();
    const running = agent.run(question, { signal: controller.signal });
    await eventually(() => runtime.sessions.get('waiting').inFlight > 0);
    for await (const event of agent.stream(question)) if (event.type === 'tool') break;
    await eventually(() => aborted > 0, { what: 'the tool of the stream ends' });
    controller.abort();
    await expect(running).rejects.toSatisfy((error) => isVivariumError(error, 'VIV_CALL_CANCELLED'));
    await eventually(() => runtime.sessions.get('waiting').inFlight === 0);
  });

  test('of the bundled adapter says what its pool lacks, when it is run', async () => {
    const agent = await runtime.sessions.get('bundled').createReactAgent({ signature, pool: 'bundled' });
    await expect(agent.run(question)).rejects.toThrow(/the pool needs config: \{ lm: "provider\/model" \}/);
  });

  test.each([
    [{ signature: 'no arrow' }, 'VIV_TOOL_FAILED', /signature/i],
    [
      { signature, tools: ['nothing'] },
      'VIV_TOOL_FAILED',
      /there is no host tool 'nothing'\. Available tools: \['fail'/,
    ],
    [{ signature: '' }, 'VIV_BAD_CONFIG', /signature/],
    [{ signature, maxIters: 0 }, 'VIV_BAD_CONFIG', /maxIters/],
  ] as const)('%j is refused when the agent is made', async (options, code, message) => {
    const made = runtime.sessions.get('refused').createReactAgent(options);
    await expect(made).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
