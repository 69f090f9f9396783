/** Agents found by name and in groups, started and stopped while the runtime runs. */
import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AgentExists, AgentNotFound, type AgentOptions, formatTree, type RuntimeNode } from '../../src/index.ts';
import { type SimulatedAgents, simulateAgents } from '../../src/testing/index.ts';
import { eventually } from '../support/eventually.ts';
import { rejection } from '../support/service.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
const modules = {
  echo: ({ prompt }: { prompt: string }) => prompt,
  waits: ({ signal }: { signal: AbortSignal }) => new Promise((_, reject) => signal.addEventListener('abort', reject)),
};

let world: SimulatedAgents;
beforeEach(async () => {
  world = simulateAgents(modules, { logger });
  await world.runtime.start();
});
afterEach(() => world.runtime.stop({ grace: 0 }));

const start = (name: string, options: Partial<AgentOptions> = {}) =>
  world.runtime.agents.start({ name, pythonModule: 'echo', backoff: false, ...options });
const names = (group?: string) => world.runtime.agents.list(group).map(({ name }) => name);
const shape = (node: RuntimeNode | undefined): string => (node === undefined ? '' : formatTree(node));

describe('an agent', () => {
  test('is a supervisor of its questions and its processes in the tree, and its questions are tasks in it', async () => {
    const waits = await start('slow', { pythonModule: 'waits', size: 2 });
    expect(waits.info().processes.map(({ id }) => id)).toEqual(['agent:slow/1', 'agent:slow/2']);
    expect(shape(world.runtime.tree())).not.toContain('send');
    const caller = new AbortController();
    const asked = rejection(waits.send({ prompt: 'x' }, { signal: caller.signal }));
    const tree = await eventually(() => {
      const drawn = shape(world.runtime.tree());
      return drawn.includes('send') && drawn;
    });
    for (const id of ['agents', 'agent:slow', 'tasks', 'agent:slow/1', 'agent:slow/2']) expect(tree).toContain(id);
    caller.abort();
    await asked;
    await eventually(() => !shape(world.runtime.tree()).includes('send'));
  });

  test('is found by its name until it is stopped', async () => {
    const writer = await start('writer');
    expect(world.runtime.agents.get('writer')).toBe(writer);
    await world.runtime.agents.stop('writer');
    expect(() => world.runtime.agents.get('writer')).toThrow(AgentNotFound);
    expect(shape(world.runtime.tree())).not.toContain('agent:writer');
  });

  test('has its name alone, also while it starts', async () => {
    const first = start('writer');
    const second = await rejection(start('writer'));
    expect(second).toBeInstanceOf(AgentExists);
    expect(second).toMatchObject({ code: 'VIV_AGENT_EXISTS', facts: { agent: 'writer' } });
    expect((await (await first).send({ prompt: 'x' })).result).toBe('x');
  });

  test('may take the name of one that was stopped', async () => {
    await (await start('writer')).stop();
    expect((await (await start('writer')).send({ prompt: 'x' })).result).toBe('x');
  });

  test('that crashes harms no other', async () => {
    const [left, right] = await Promise.all([start('left'), start('right')]);
    world.kill(left.info().processes[0]?.pid);
    expect((await right.send({ prompt: 'x' })).result).toBe('x');
    expect(right.info().processes[0]?.incarnation).toBe(1);
    await eventually(() => left.info().processes[0]?.incarnation === 2);
  });

  test('is in its groups from its start to its end, also when it was restarted', async () => {
    await start('a', { group: 'writers' });
    const b = await start('b', { groups: ['writers', 'readers'] });
    expect([names('writers'), names('readers'), names('nobody')]).toEqual([['a', 'b'], ['b'], []]);
    world.kill(b.info().processes[0]?.pid);
    await eventually(() => b.info().processes[0]?.incarnation === 2);
    expect(names('readers')).toEqual(['b']);
    await b.stop();
    expect([names('writers'), names('readers'), names()]).toEqual([['a'], [], ['a']]);
  });

  test('does not start before its runtime, nor after it', async () => {
    const idle = simulateAgents(modules, { logger });
    const options = { name: 'writer', pythonModule: 'echo' };
    expect(await rejection(idle.runtime.agents.start(options))).toMatchObject({ code: 'VIV_STOPPED' });
    await world.runtime.stop();
    expect(await rejection(start('writer'))).toMatchObject({ code: 'VIV_STOPPED' });
  });

  test('is ended with its runtime, its questions with it', async () => {
    const waits = await start('slow', { pythonModule: 'waits' });
    const asked = rejection(waits.send({ prompt: 'x' }));
    await eventually(() => waits.info().inFlight === 1);
    await world.runtime.stop({ grace: 50 });
    expect(await asked).toMatchObject({ code: 'VIV_AGENT_CRASHED', facts: { message: 'it was told to stop' } });
    expect(waits.status).toBe('stopped');
  });

  test('that is starting when its runtime stops says so', async () => {
    const starting = rejection(start('writer'));
    await world.runtime.stop();
    expect(await starting).toMatchObject({ code: 'VIV_STOPPED', message: expect.stringContaining('was starting') });
  });

  test('can be brought back at the very moment it gives up', async () => {
    const frail = await start('frail', { intensity: 0, size: 2 });
    const back = new Promise<void>((resolve, reject) => {
      world.runtime.on('agent:frail:failed', () => frail.restart().then(resolve, reject));
    });
    world.kill(frail.info().processes[0]?.pid);
    await back;
    expect(frail.status).toBe('ready');
    expect(frail.info().processes.map(({ incarnation }) => incarnation)).toEqual([2, 2]);
    expect((await frail.send({ prompt: 'x' })).result).toBe('x');
  });

  test('holds on to nothing of a signal that many questions share', async () => {
    const echo = await start('echo');
    const { signal } = new AbortController();
    for (let count = 0; count < 3; count += 1) await echo.send({ prompt: 'x' }, { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('that uses tools needs a way to them', async () => {
    expect(await rejection(start('writer', { tools: true }))).toMatchObject({
      code: 'VIV_BAD_CONFIG',
      message: expect.stringContaining('agents.writer.tools'),
    });
  });
});

describe('agents of the configuration', () => {
  test('start with the runtime, which is ready when they are', async () => {
    const { runtime } = simulateAgents(modules, {
      logger,
      agents: { left: { pythonModule: 'echo' }, right: { pythonModule: 'echo' } },
    });
    await runtime.start();
    expect(runtime.agents.list().map(({ name, status }) => [name, status])).toEqual([
      ['left', 'ready'],
      ['right', 'ready'],
    ]);
    await runtime.stop();
  });

  test('that do not start keep the runtime from starting, and leave nothing', async () => {
    const { runtime } = simulateAgents(modules, { logger, agents: { left: { pythonModule: 'nowhere' } } });
    expect(await rejection(runtime.start())).toMatchObject({ code: 'VIV_START_FAILED', facts: { agent: 'left' } });
    expect(runtime.tree()).toBeUndefined();
  });

  test('that are wrong are refused before anything starts', () => {
    const agents = { left: { pythonModule: 'echo', size: 0 } };
    expect(() => simulateAgents(modules, { agents })).toThrow(/agents\.left\.size: expected a whole number/);
  });
});

describe('any agent of a group', () => {
  test('is the one with the fewest questions for each of its processes', async () => {
    const slow = await start('slow', { pythonModule: 'waits', group: 'g' });
    await start('free', { group: 'g' });
    const caller = new AbortController();
    const asked = rejection(slow.send({ prompt: 'x' }, { signal: caller.signal }));
    await eventually(() => slow.info().inFlight === 1);
    expect(world.runtime.agents.any('g').name).toBe('free');
    caller.abort();
    await asked;
  });

  test('is none that has given up', async () => {
    const frail = await start('frail', { group: 'g', intensity: 0 });
    world.kill(frail.info().processes[0]?.pid);
    await eventually(() => frail.status === 'failed');
    expect(() => world.runtime.agents.any('g')).toThrow(AgentNotFound);
    await start('sound', { group: 'g' });
    expect(world.runtime.agents.any('g').name).toBe('sound');
  });
});
