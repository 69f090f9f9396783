import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { type WorkflowMachineEvent, type WorkflowOutcome, workflowMachine } from '../../machines/workflow.ts';
import { type NodeEvent, type NodeOutcome, nodeMachine } from '../../machines/workflow-node.ts';
import { handlerOf, leaves, stateOf, steps } from './support.ts';

const runEvents: readonly WorkflowMachineEvent[] = [
  { type: 'CANCEL', reason: 'enough' },
  { type: 'SHUTDOWN', reason: 'shutdown' },
  { type: 'NODE_FAILED', error: 'no luck' },
  { type: 'SETTLED' },
  { type: 'DEADLINE_PASSED' },
];
const nodeEvents: readonly NodeEvent[] = [
  { type: 'CANCEL' },
  { type: 'SHUTDOWN', reason: 'shutdown' },
  { type: 'SUCCEEDED', attempt: 1, output: 42 },
  { type: 'FAILED', attempt: 1, error: 'no luck', waitMs: undefined },
  { type: 'FAILED', attempt: 1, error: 'no luck', waitMs: 10 },
  { type: 'PAUSE_OVER' },
];

describe('the machine of a run', () => {
  const moves = (failFast: boolean): string[] =>
    steps(workflowMachine, runEvents, { run: 'workflow:review/1', failFast })
      .filter(({ from, to }) => from !== to && ['running', 'failing', 'ending'].includes(from))
      .map(({ from, event, to }) => `${from} ${event} ${to}`)
      .sort();

  test('lets the others go on after a failure', () => {
    expect(moves(false)).toEqual(
      [
        ...['running', 'failing'].flatMap((from) =>
          ['CANCEL', 'SHUTDOWN', 'DEADLINE_PASSED'].map((event) => `${from} ${event} ending`),
        ),
        'running NODE_FAILED failing',
        'running SETTLED succeeded',
        'failing SETTLED failed',
        'ending SETTLED cancelled',
      ].sort(),
    );
  });

  test('ends them where the first failure is to end all', () => {
    expect(moves(true)).toContain('running NODE_FAILED ending');
    expect(moves(true).join()).not.toContain('failing');
  });

  test('settles once however facts and orders come, by the first that counts, and only when nothing runs', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...runEvents)), fc.boolean(), (events, failFast) => {
        const settled: WorkflowOutcome[] = [];
        const settle = (_: unknown, outcome: WorkflowOutcome): number => settled.push(outcome);
        const actor = createActor(workflowMachine.provide({ actions: { settle } }), { input: { run: 'r', failFast } });
        actor.start();
        for (const event of events) if (actor.getSnapshot().status === 'active') actor.send(event);
        const over = events.some(({ type }) => type === 'SETTLED');
        expect(actor.getSnapshot().status).toBe(over ? 'done' : 'active');
        expect(settled.map(({ type }) => type)).toEqual(over ? [stateOf(actor.getSnapshot())] : []);
        actor.stop();
      }),
    );
  });
});

describe('the machine of a node', () => {
  const input = { node: 'node:draft' };

  test('takes exactly these steps', () => {
    const [again, final] = [3, 4].map((not) => nodeEvents.filter((_, at) => at !== not));
    const moves = [...steps(nodeMachine, again ?? [], input), ...steps(nodeMachine, final ?? [], input)]
      .filter(({ from, to }) => from !== to && ['trying', 'pausing'].includes(from))
      .map(({ from, event, to }) => `${from} ${event} ${to}`);
    expect(new Set(moves)).toEqual(
      new Set([
        'trying SUCCEEDED succeeded',
        'trying FAILED failed',
        'trying FAILED pausing',
        'trying CANCEL cancelled',
        'trying SHUTDOWN cancelled',
        'pausing PAUSE_OVER trying',
        'pausing CANCEL cancelled',
        'pausing SHUTDOWN cancelled',
      ]),
    );
  });

  test('hears nothing of an attempt that is of the past', () => {
    const settled: NodeOutcome[] = [];
    const settle = (_: unknown, outcome: NodeOutcome): number => settled.push(outcome);
    const actor = createActor(nodeMachine.provide({ actions: { settle } }), { input }).start();
    actor.send({ type: 'FAILED', attempt: 1, error: 'late', waitMs: 10 });
    actor.send({ type: 'SUCCEEDED', attempt: 1, output: 'too late' });
    actor.send({ type: 'PAUSE_OVER' });
    actor.send({ type: 'SUCCEEDED', attempt: 1, output: 'too late' });
    actor.send({ type: 'FAILED', attempt: 1, error: 'too late', waitMs: undefined });
    expect([stateOf(actor.getSnapshot()), settled]).toEqual(['trying', []]);
    actor.send({ type: 'SUCCEEDED', attempt: 2, output: 42 });
    expect(settled).toEqual([{ type: 'succeeded', output: 42 }]);
    actor.stop();
  });
});

test.each([
  ['a run', workflowMachine, runEvents],
  ['a node', nodeMachine, nodeEvents],
] as const)('each state of %s handles or refuses by name every event', (_, machine, events) => {
  for (const node of leaves(machine.root).filter(({ type }) => type !== 'final'))
    for (const { type } of events) expect(handlerOf(node, type), `${node.key} ${type}`).toBeDefined();
});
