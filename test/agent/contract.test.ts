/** What agents promise, asked of a real process and of the simulated port alike: a test of the one is a test of the other. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Agent,
  AgentCrashed,
  AgentFailed,
  type AgentNotice,
  type AgentOptions,
  AgentUnavailable,
  createRuntime,
  type Runtime,
  type VivariumError,
} from '../../src/index.ts';
import { type SimulatedAgent, simulateAgents } from '../../src/testing/index.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { rejection as rejectionOf } from '../support/service.ts';

const rejection = async (promise: Promise<unknown>): Promise<VivariumError> =>
  (await rejectionOf(promise)) as VivariumError;

const forever = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))));

/** The twins of `test/fixtures/agents/plain.py`. */
const twins: Record<string, SimulatedAgent> = {
  'plain:shout': ({ prompt }) => prompt.toUpperCase(),
  'plain:words': ({ prompt }) => prompt.split(' ').map((word) => `${word} `),
  'plain:counts': ({ messageHistory }) => ({ told: messageHistory.length }),
  'plain:breaks': async function* () {
    yield 'one';
    throw Object.assign(new Error('no more'), { name: 'LookupError' });
  },
  'plain:waits': async function* ({ signal }) {
    yield 'first';
    await forever(signal);
  },
};

interface World {
  readonly runtime: Runtime;
  kill(pid: number | undefined): void;
}

const worlds: Record<string, () => World> = {
  'a real process': () => ({
    runtime: createRuntime({ logger }),
    kill: (pid) => void process.kill(pid ?? 0, 'SIGKILL'),
  }),
  'the simulated port': () => simulateAgents(twins, { logger }),
};
const logger = { debug() {}, info() {}, warn() {}, error() {} };

let world: World | undefined;
afterEach(() => world?.runtime.stop({ grace: 0 }));

describe.each(Object.entries(worlds))('an agent in %s', (_, make) => {
  async function agent(what: string, options: Partial<AgentOptions> = {}): Promise<Agent> {
    world = make();
    await world.runtime.start();
    const cwd = join(import.meta.dirname, '../fixtures/agents');
    const own = { name: 'plain', pythonModule: `plain:${what}`, python: python(), cwd };
    return world.runtime.agents.start({ ...own, backoff: false, ...options });
  }
  const kill = (agent: Agent): void => world?.kill(agent.info().processes[0]?.pid);
  const heard = (): AgentNotice[] => {
    const notices: AgentNotice[] = [];
    for (const type of [
      'ready',
      'crash',
      'restarting',
      'stopped',
      'request_start',
      'request_stop',
      'request_exception',
    ])
      world?.runtime.on(`agent:plain:${type}`, (notice) => notices.push(notice));
    return notices;
  };

  test('answers with result, messages and usage, and its messages are the history of the next question', async () => {
    const counts = await agent('counts');
    const first = await counts.send({ prompt: 'one' });
    expect(first.result).toEqual({ told: 0 });
    expect(first.usage.total_tokens).toBe(0);
    expect(first.messages.map(({ kind }) => kind)).toEqual(['request', 'response']);
    const second = await counts.send({ prompt: 'two', messageHistory: first.messages });
    expect(second.result).toEqual({ told: 2 });
    expect(second.messages.slice(0, 2)).toEqual(first.messages);
  });

  test('keeps a conversation in a session, send and stream alike', async () => {
    const counts = await agent('counts');
    const told = async (session: string): Promise<unknown> => (await counts.send({ prompt: 'x' }, { session })).result;
    expect(await told('user-42')).toEqual({ told: 0 });
    expect((await counts.stream({ prompt: 'y' }, { session: 'user-42' }).result).result).toEqual({ told: 2 });
    expect([await told('user-42'), await told('user-43')]).toEqual([{ told: 4 }, { told: 0 }]);
    expect(await world?.runtime.sessions.get('user-42').get('agent.plain')).toHaveLength(6);
    const both = await rejection(counts.send({ prompt: 'x', messageHistory: [] }, { session: 'user-42' }));
    expect(both).toMatchObject({ code: 'VIV_BAD_ARGUMENTS', facts: { problems: [{ path: 'messageHistory' }] } });
  });

  test('lets one of two questions at once win their session, and tells the other', async () => {
    const counts = await agent('counts', { concurrency: 2 });
    const asked = [1, 2].map(() => counts.send({ prompt: 'x' }, { session: 'user-42' }));
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'VIV_VERSION_CONFLICT' },
    });
  });

  test('gives a stream part by part, and the whole answer as its result', async () => {
    const stream = (await agent('words')).stream({ prompt: 'a b c' });
    const parts: unknown[] = [];
    for await (const part of stream) parts.push(part);
    expect(parts).toEqual(['a ', 'b ', 'c ']);
    expect((await stream.result).result).toBe('a b c ');
  });

  test('gives the result of a stream that nobody reads', async () => {
    const { result } = await (await agent('words')).stream({ prompt: 'a b' }).result;
    expect(result).toBe('a b ');
  });

  test.each(['send', 'stream'] as const)(
    'tells by %s what its Python raised, with type and traceback',
    async (kind) => {
      const breaks = await agent('breaks');
      const asked = kind === 'send' ? breaks.send({ prompt: 'x' }) : breaks.stream({ prompt: 'x' }).result;
      const error = await rejection(asked);
      expect(error).toBeInstanceOf(AgentFailed);
      expect(error).toMatchObject({ code: 'VIV_AGENT_FAILED', errorType: 'LookupError', retryable: false });
      expect(error.facts).toMatchObject({
        agent: 'plain',
        kind,
        type: 'LookupError',
        message: 'no more',
        phase: 'sent',
      });
      expect(error.facts['traceback']).toContain('no more');
    },
  );

  test('gives a question up when its caller does, and has no question left', async () => {
    const waits = await agent('waits');
    const caller = new AbortController();
    const error = rejection(waits.send({ prompt: 'x' }, { signal: caller.signal }));
    await eventually(() => waits.info().inFlight === 1);
    caller.abort();
    expect((await error).code).toBe('VIV_CALL_CANCELLED');
    expect(waits.info().inFlight).toBe(0);
    const health = async () => (await fetch(`${new URL(waits.url ?? '').origin}/health`)).json();
    await eventually(async () => ((await health()) as { in_flight: number }).in_flight === 0);
  });

  test('gives a stream up when its consumer leaves the loop', async () => {
    const waits = await agent('waits');
    const stream = waits.stream({ prompt: 'x' });
    for await (const part of stream) {
      expect(part).toBe('first');
      break;
    }
    expect((await rejection(stream.result)).code).toBe('VIV_CALL_CANCELLED');
    expect(waits.info().inFlight).toBe(0);
  });

  test.each(['killed', 'late'] as const)('that is %s ends a stream whose consumer reads no further', async (how) => {
    const words = await agent('words');
    const stream = words.stream({ prompt: 'a b c d' }, how === 'late' ? { timeout: 200 } : {});
    await stream[Symbol.asyncIterator]().next();
    const error = rejection(stream.result);
    if (how === 'killed') kill(words);
    expect((await error).code).toBe(how === 'killed' ? 'VIV_AGENT_CRASHED' : 'VIV_CALL_TIMEOUT');
    expect(words.info().inFlight).toBe(0);
  });

  test('does not keep a caller waiting for longer than it asked for', async () => {
    const waits = await agent('waits', { timeouts: { idle: '150ms' } });
    const late = await rejection(waits.send({ prompt: 'x' }, { timeout: 100 }));
    expect(late).toMatchObject({ code: 'VIV_CALL_TIMEOUT', facts: { agent: 'plain', phase: 'sent', timeoutMs: 100 } });
    const silent = await rejection(waits.stream({ prompt: 'x' }).result);
    expect(silent).toMatchObject({ code: 'VIV_CALL_TIMEOUT', facts: { kind: 'stream', timeoutMs: 150 } });
    expect(silent.message).toContain('the next part of the answer took longer than 150ms');
  });

  test('that is killed in a stream is told by a typed error, restarted, and answers the next question', async () => {
    const waits = await agent('waits');
    const notices = heard();
    const error = rejection(
      (async () => {
        for await (const _ of waits.stream({ prompt: 'x' })) kill(waits);
      })(),
    );
    expect(await error).toBeInstanceOf(AgentCrashed);
    expect(await error).toMatchObject({
      code: 'VIV_AGENT_CRASHED',
      retryable: false,
      facts: { process: 'agent:plain/1', incarnation: 1, phase: 'sent', message: expect.stringMatching(/SIGKILL/) },
    });
    for await (const part of waits.stream({ prompt: 'again' })) {
      expect(part).toBe('first');
      break;
    }
    expect(waits.info().processes).toMatchObject([{ id: 'agent:plain/1', incarnation: 2 }]);
    const told = notices.map(({ type }) => type);
    expect(told).toEqual(
      expect.arrayContaining(['request_start', 'crash', 'restarting', 'ready', 'request_exception']),
    );
  });

  test('asks an idempotent question again when its process was killed', async () => {
    const waits = await agent('waits', { timeouts: { run: '10s' } });
    const caller = new AbortController();
    const error = rejection(waits.send({ prompt: 'x' }, { idempotent: true, signal: caller.signal }));
    await eventually(() => waits.info().inFlight === 1);
    kill(waits);
    await eventually(() => waits.info().processes[0]?.incarnation === 2 && waits.info().inFlight === 1);
    caller.abort();
    expect((await error).code).toBe('VIV_CALL_CANCELLED');
    expect((await world?.runtime.metrics())?.agents['plain']).toMatchObject({ retries: 1, crashes: 1 });
  });

  test('spreads questions over its equal processes', async () => {
    const waits = await agent('waits', { size: 2 });
    const callers = [1, 2, 3, 4].map(() => new AbortController());
    const all = callers.map(({ signal }) => rejection(waits.send({ prompt: 'x' }, { signal })));
    await eventually(() => waits.info().processes.every(({ inFlight }) => inFlight === 2));
    for (const caller of callers) caller.abort();
    await Promise.all(all);
    expect(waits.info()).toMatchObject({ inFlight: 0, waiting: 0 });
  });

  test('refuses one question more than may wait', async () => {
    const waits = await agent('waits', { concurrency: 1, queue: 1 });
    const caller = new AbortController();
    const waiting = [1, 2].map(() => rejection(waits.send({ prompt: 'x' }, { signal: caller.signal })));
    await eventually(() => waits.info().inFlight === 1 && waits.info().waiting === 1);
    const refused = await rejection(waits.send({ prompt: 'x' }));
    expect(refused).toBeInstanceOf(AgentUnavailable);
    expect(refused).toMatchObject({ retryable: true, facts: { why: 'queue_full', phase: 'queued' } });
    caller.abort();
    for (const error of await Promise.all(waiting)) expect(error.code).toBe('VIV_CALL_CANCELLED');
  });

  test('lets questions in flight end when it is stopped, and refuses new ones', async () => {
    const words = await agent('words');
    const asked = words.stream({ prompt: 'a b c' });
    const reader = asked[Symbol.asyncIterator]();
    await reader.next();
    const stopped = words.stop();
    expect(await rejection(words.send({ prompt: 'x' }))).toMatchObject({
      code: 'VIV_AGENT_UNAVAILABLE',
      facts: { why: 'stopped' },
    });
    while (!(await reader.next()).done);
    expect((await asked.result).result).toBe('a b c ');
    await stopped;
    expect(words.status).toBe('stopped');
    expect(world?.runtime.agents.list()).toEqual([]);
  });

  test('that does not start says why at once, and its name is free again', async () => {
    const error = await rejection(agent('nobody'));
    expect(error).toMatchObject({ code: 'VIV_START_FAILED', facts: { agent: 'plain', process: 'agent:plain/1' } });
    expect(error.message).toContain('nobody');
    expect(world?.runtime.agents.list()).toEqual([]);
  });

  test('that crashes too often gives up, says so, and comes back when it is told to', async () => {
    const shout = await agent('shout', { intensity: 0 });
    kill(shout);
    await eventually(() => shout.status === 'failed');
    const refused = await rejection(shout.send({ prompt: 'x' }));
    expect(refused).toMatchObject({ code: 'VIV_AGENT_UNAVAILABLE', retryable: false, facts: { why: 'failed' } });
    expect(refused.message).toContain('SIGKILL');
    await Promise.all([shout.restart(), shout.restart()]);
    expect(shout.info().processes).toHaveLength(1);
    expect((await shout.send({ prompt: 'x' })).result).toBe('X');
  });
});
