/** Where agents live in a tree: what ends and restarts above them brings each of them back, once. */
import { afterEach, expect, test } from 'vitest';
import { Agents } from '../../src/agent/agents.ts';
import type { AgentNotice } from '../../src/agent/notice.ts';
import { child, createSystem, exit, supervise, task } from '../../src/kernel/index.ts';
import { realClock } from '../../src/model/clock.ts';
import { silentLog } from '../../src/model/log.ts';
import { seededRandom } from '../../src/model/random.ts';
import { simulatedProcess } from '../../src/testing/agents/process.ts';
import { createSpawnGate } from '../../src/worker/spawn-gate.ts';
import { eventually } from '../support/eventually.ts';

let end = async (): Promise<unknown> => undefined;
afterEach(() => end());

test('agents come back with the supervisor that they hang on', async () => {
  const notices: AgentNotice[] = [];
  const system = createSystem({
    clock: realClock,
    random: seededRandom(1),
    onLifecycle: (event) => agents.lifecycle(event),
  });
  const nobody = (): never => {
    throw new Error('agents need none');
  };
  const workshop = {
    clock: realClock,
    timers: system.timers,
    random: system.random,
    log: silentLog,
    gate: createSpawnGate(2),
    bridge: nobody,
    forks: false,
    pythonHome: '/nowhere',
    launcher: (options: Parameters<typeof simulatedProcess>[1]) =>
      simulatedProcess({ echo: ({ prompt }) => prompt }, options),
  };
  const agents: Agents = new Agents(undefined, {
    workshop,
    tell: (notice) => notices.push(notice),
    notebook: nobody,
    hostAddress: () => undefined,
    interpreterFor: () => Promise.resolve('simulated'),
    engage: () => undefined,
    root: () => root.ref,
  });
  const first = child(
    'first',
    task(({ signal }) => new Promise((resolve) => signal.addEventListener('abort', resolve))),
    {
      name: 'first',
    },
  );
  const root = system.start(child('root', supervise({ strategy: 'rest_for_one', children: [first] })));
  end = () => root.stop();
  await root.ready;

  const both = await Promise.all(
    ['left', 'right'].map((name) => agents.start({ name, pythonModule: 'echo', group: 'g' })),
  );
  const lives = (): number[] => both.map((agent) => agent.info().processes[0]?.incarnation ?? 0);
  expect(lives()).toEqual([1, 1]);

  const ref = system.whereis('first');
  if (ref !== undefined) exit(ref, 'kill');
  await eventually(() => lives().every((life) => life === 2));
  expect(both.map((agent) => agent.info().processes.length)).toEqual([1, 1]);
  expect(agents.list('g').map(({ name, status }) => `${name} ${status}`)).toEqual(['left ready', 'right ready']);
  expect((await agents.get('left').send({ prompt: 'x' })).result).toBe('x');
  expect(notices.filter(({ type }) => type === 'ready')).toHaveLength(4);
});
