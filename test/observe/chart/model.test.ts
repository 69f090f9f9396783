/** Charts as data, read from machines. */
import { expect, test } from 'vitest';
import { createMachine } from 'xstate';
import { workerMachine } from '../../../machines/worker.ts';
import { chartOf } from '../../../src/observe/chart/model.ts';

test("a chart has the machine's states by their paths, what they are for, and where their events lead", () => {
  const { id, initial, states, moves } = chartOf(workerMachine);
  expect([id, initial]).toEqual(['worker', 'waiting']);
  const loading = states.find(({ path }) => path === 'loading');
  expect(loading?.description).toBe('The lane is open; the worker imports its adapter.');
  expect(loading?.moves).toContainEqual({ event: 'READY', to: 'ready', acts: true });
  const terminating = states.find(({ path }) => path === 'terminating');
  expect([terminating?.type, terminating?.initial]).toEqual(['compound', 'terminating.asked']);
  expect(terminating?.states.map(({ path }) => path)).toEqual(['terminating.asked', 'terminating.signalled']);
  expect(states.find(({ path }) => path === 'exited')?.type).toBe('final');
  expect(moves).toContainEqual({ event: 'SPAWNED', acts: true });
  expect(moves).toContainEqual({ event: 'READY' });
});

test('guards, delays, transitions without an event and parallel states are told', () => {
  const machine = createMachine({
    id: 'all',
    type: 'parallel',
    states: {
      light: {
        initial: 'red',
        states: {
          red: { after: { 5000: 'green' }, on: { GO: { target: 'green', guard: 'isFree' } } },
          green: { always: { target: 'red', guard: () => false } },
        },
      },
      door: {},
    },
  });
  const chart = chartOf(machine);
  expect([chart.type, chart.initial]).toEqual(['parallel', undefined]);
  const [red, green] = chart.states[0]?.states ?? [];
  expect(red?.moves).toEqual([
    { event: 'GO', guard: 'isFree', to: 'light.green' },
    { event: 'after 5000 ms', to: 'light.green' },
  ]);
  expect(green?.moves).toEqual([{ event: 'always', guard: 'a guard', to: 'light.red' }]);
});

test('a chart is plain JSON and has nothing of the context', () => {
  const machine = createMachine({ id: 'm', context: { secret: 'hunter2' }, initial: 'a', states: { a: {} } });
  const chart = chartOf(machine);
  expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  expect(JSON.stringify(chart)).not.toContain('hunter2');
});
