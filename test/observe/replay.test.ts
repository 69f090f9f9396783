/** Lives of the real machine, recorded and replayed: also one that is longer than what is remembered. */
import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { workerMachine } from '../../machines/worker.ts';
import type { WorkerEvent } from '../../machines/worker-events.ts';
import { type ReplayStep, replay } from '../../src/observe/replay.ts';
import { type Transition, Transitions } from '../../src/observe/transitions.ts';
import { VirtualClock } from '../../src/testing/index.ts';

const ID = 'worker:ml/1';

function recorded(events: readonly WorkerEvent[]): Transition[] {
  const transitions = new Transitions(new VirtualClock());
  const input = { worker: ID, incarnation: 3, trial: false };
  const actor = createActor(workerMachine, { id: ID, input, inspect: (event) => transitions.inspect(event) });
  actor.start();
  for (const event of events) actor.send(event);
  return transitions.of(ID);
}

const BEGINNING: readonly WorkerEvent[] = [
  { type: 'SPAWNING' },
  { type: 'SPAWNED', pid: 7 },
  { type: 'ATTACHED' },
  { type: 'READY' },
];
const END: readonly WorkerEvent[] = [
  { type: 'HUNG', message: 'no sign of life' },
  { type: 'DEADLINE_PASSED' },
  { type: 'ENDED', explanation: 'killed by SIGKILL' },
  {
    type: 'REPORTED',
    exit: { code: null, signal: 'SIGKILL', explanation: 'killed by SIGKILL', stderrTail: '', uptimeMs: 1 },
  },
];
const repeated = (event: WorkerEvent, times: number): WorkerEvent[] => Array.from({ length: times }, () => event);
const lastOf = (steps: readonly ReplayStep[]) => steps.slice(-END.length);

test('a life that is longer than the memory of it is replayed from where that begins, to the same end', () => {
  const long = recorded([...BEGINNING, ...repeated({ type: 'SPAWNED', pid: 8 }, 100), ...END]);
  const short = recorded([...BEGINNING, ...END]);
  const steps = replay({ transitions: long });
  expect(steps[0]).toEqual({ event: { type: 'SPAWNED', pid: 8 }, state: 'ready', commands: [] });
  expect(lastOf(steps)).toEqual(lastOf(replay({ transitions: short })));
  expect(lastOf(steps).map(({ state }) => state)).toEqual(['dumping', 'killing', 'reporting', 'exited']);
  expect(steps.length).toBe(long.length);
});

test('what was remembered of it can be a line of JSON, and stays small: one checkpoint, whatever the life', () => {
  const long = recorded([...BEGINNING, ...repeated({ type: 'SPAWNED', pid: 8 }, 1_000), ...END]);
  expect(long.filter(({ checkpoint }) => checkpoint !== undefined)).toHaveLength(1);
  const line = JSON.stringify(long);
  expect(line.length).toBeLessThan(20_000);
  expect(replay({ transitions: JSON.parse(line) })).toEqual(replay({ transitions: long }));
});

test('a memory that begins in a nested state goes on from there', () => {
  const signalled: WorkerEvent[] = [
    ...BEGINNING,
    { type: 'SHUTDOWN', reason: 'shutdown' },
    { type: 'DRAINED' },
    { type: 'DEADLINE_PASSED' },
  ];
  const steps = replay({
    transitions: recorded([...signalled, ...repeated({ type: 'SPAWNED', pid: 8 }, 70), { type: 'DEADLINE_PASSED' }]),
  });
  expect([steps[0]?.state, steps.at(-1)?.state]).toEqual(['terminating.signalled', 'killing']);
});

test.each<[unknown, string]>([
  [null, 'record: expected a crash record, got null'],
  [undefined, 'record: expected a crash record, got undefined'],
  [{}, 'record.transitions: expected a list of transitions, got undefined'],
  [{ transitions: {} }, 'record.transitions: expected a list of transitions, got object'],
  [{ transitions: [] }, 'record.transitions: expected a life from its start, got array of 0'],
  [
    { transitions: [{ event: { type: 'READY' } }, null] },
    'record.transitions[1].event: expected an event with its type',
  ],
  [{ transitions: [{ event: 5 }] }, 'record.transitions[0].event: expected an event with its type, got number 5'],
  [{ transitions: [{ event: { type: 'READY' } }] }, 'record.transitions[0]: expected the start of a life'],
  [
    { transitions: [{ event: { type: 'READY' }, checkpoint: { value: 'asleep', context: {} } }] },
    'record.transitions[0]: expected the start of a life, or a checkpoint in it, got object',
  ],
])('%j is no record, and says what it lacks', (record, message) => {
  expect(() => replay(record as never)).toThrow(message);
});
