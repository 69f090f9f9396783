import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor, initialTransition, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { type AgentEvent, agentMachine } from '../../machines/agent.ts';
import { everyAgentEvent, handlerOf, leaves, stateOf, steps } from './support.ts';

const input = { agent: 'agent:writer/1', incarnation: 3 };
const anEvent = fc.constantFrom(...everyAgentEvent);
const of = (...types: AgentEvent['type'][]): AgentEvent[] =>
  types.flatMap((type) => everyAgentEvent.filter((event) => event.type === type));
const deadline: AgentEvent = { type: 'DEADLINE_PASSED' };

const begin = () => initialTransition(agentMachine, input)[0];
const lifeOf = (events: readonly AgentEvent[]) =>
  events.reduce((snapshot, event) => transition(agentMachine, snapshot, event)[0], begin());

describe('paths through the agent machine', () => {
  const paths = getShortestPaths(agentMachine, {
    events: [...everyAgentEvent],
    input,
    serializeState: (snapshot) => stateOf(snapshot),
  });
  const all = steps(agentMachine, everyAgentEvent, input);

  test('reach each of its states', () => {
    expect(paths.map(({ state }) => stateOf(state)).sort()).toEqual(
      leaves(agentMachine.root)
        .map(({ key }) => key)
        .sort(),
    );
  });

  test.each(paths.map((path) => [stateOf(path.state), path.steps] as const))(
    'lead a live actor to %s, by the events they name',
    (state, path) => {
      const actor = createActor(agentMachine, { input }).start();
      for (const { event } of path.slice(1)) actor.send(event); // the first is xstate's own
      expect(stateOf(actor.getSnapshot())).toBe(state);
      actor.stop();
    },
  );

  test('take each transition of its chart', () => {
    const taken = new Set(all.map(({ from, event, to }) => `${from} ${event} ${to}`));
    for (const leaf of leaves(agentMachine.root)) {
      if (leaf.type === 'final') continue;
      for (const { type } of everyAgentEvent) {
        const target = handlerOf(leaf, type)?.transitions.get(type)?.[0]?.target?.[0];
        expect(taken).toContain(`${leaf.key} ${type} ${target?.key ?? leaf.key}`);
      }
    }
  });

  test('lead to `exited` only when the process has ended, was never started, or outlives its SIGKILL', () => {
    const ways = all.filter(({ from, to }) => to === 'exited' && from !== 'exited');
    expect(ways.map(({ from, event }) => `${from} ${event}`).sort()).toEqual([
      'killing DEADLINE_PASSED',
      'reporting DEADLINE_PASSED',
      'reporting REPORTED',
      'starting SPAWN_FAILED',
    ]);
  });
});

describe('the agent machine', () => {
  const states = leaves(agentMachine.root).filter(({ type }) => type !== 'final');

  test.each(states.map((node) => [node.key, node] as const))('handles or refuses every event while %s', (_, node) => {
    expect(everyAgentEvent.filter(({ type }) => handlerOf(node, type) === undefined)).toEqual([]);
  });

  test('exits when its process ends and is reported, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (before) => {
        expect(stateOf(lifeOf([...before, ...of('ENDED', 'REPORTED')]))).toBe('exited');
      }),
    );
  });

  test('exits by its deadlines alone once it was told to stop, even when the process never ends', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (before) => {
        // The longest way: draining, terminating, killing, exited.
        expect(stateOf(lifeOf([...before, ...of('SHUTDOWN'), deadline, deadline, deadline]))).toBe('exited');
      }),
    );
  });

  test('ends with the order it was given, never with a crash, once it was told to stop', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), (between) => {
        const stop: AgentEvent = { type: 'SHUTDOWN', reason: 'shutdown:scale_down' };
        const snapshot = lifeOf([...of('SPAWNING', 'READY'), stop, ...between, ...of('ENDED', 'REPORTED')]);
        expect(snapshot.output).toEqual({ exit: 'shutdown:scale_down' });
      }),
    );
  });

  test('names the first thing that went wrong, not what followed from it', () => {
    const snapshot = lifeOf(of('SPAWNING', 'SPAWNED', 'READY', 'OVERGROWN', 'ENDED', 'REPORTED'));
    expect(snapshot.output).toMatchObject({
      exit: { crash: 'has 900 MB', error: { cause: { why: 'memory' }, pid: 7, incarnation: 3 } },
    });
  });

  test('has no start deadline before its turn to start has come', () => {
    const [waiting, first] = initialTransition(agentMachine, input);
    expect(JSON.stringify(first)).not.toContain('"ARM"');
    const [, then] = transition(agentMachine, waiting, { type: 'SPAWNING' });
    expect(JSON.stringify(then)).toContain('"deadline":"start"');
  });

  test('ends every question before it ends its process', () => {
    for (const event of of('SHUTDOWN', 'UNHEALTHY', 'OVERGROWN', 'ENDED')) {
      const ready = lifeOf(of('SPAWNING', 'READY'));
      const [after, actions] = transition(agentMachine, ready, event);
      const [, later] = event.type === 'SHUTDOWN' ? transition(agentMachine, after, deadline) : [after, actions];
      const told = JSON.stringify(later);
      expect(told, event.type).toContain('"FENCE"');
      if (told.includes('"SIGNAL"')) expect(told.indexOf('"FENCE"')).toBeLessThan(told.indexOf('"SIGNAL"'));
    }
  });
});
