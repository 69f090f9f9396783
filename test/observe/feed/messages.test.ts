/** Messages as an observer sees them: short, without secrets, with what became of them. */
import { expect, test } from 'vitest';
import { createMachine, sendTo } from 'xstate';
import { createSystem } from '../../../src/kernel/create-system.ts';
import { child } from '../../../src/kernel/index.ts';
import { Machines } from '../../../src/observe/feed/machines.ts';
import { Messages, type News } from '../../../src/observe/feed/messages.ts';
import { redactor } from '../../../src/observe/redact.ts';
import { VirtualClock } from '../../../src/testing/index.ts';

const light = createMachine({
  id: 'light',
  type: 'parallel',
  invoke: { id: 'bulb', src: createMachine({ id: 'bulb', initial: 'cold', states: { cold: {} } }) },
  states: {
    lamp: {
      initial: 'off',
      states: { off: { on: { SWITCH: 'on' } }, on: { entry: sendTo('bulb', { type: 'HEAT' }) } },
    },
    door: {},
  },
});

function witnessed() {
  const news: News[] = [];
  const tell = (one: News): number => news.push(one);
  const machines = new Machines((name) =>
    tell({ type: 'machine', name, chart: { id: name, type: 'atomic', moves: [], states: [] } }),
  );
  const messages = new Messages({ tell, redact: redactor(), machines });
  const system = createSystem({
    clock: new VirtualClock(),
    inspect: (event) => messages.inspect(event),
    onDeadLetter: (letter) => messages.deadLetter(letter),
  });
  const { ref } = system.start(child('light', light));
  system.witness = messages;
  return { ref, messages, of: (type: News['type']) => news.filter((each) => each.type === type) };
}

test('secrets in an event are hidden by name, at any depth, before anything is told', () => {
  const { ref, of } = witnessed();
  ref.send({ type: 'LOGIN', user: { name: 'ada', password: 'hunter2' }, apiKey: 'k-1' } as never);
  expect(of('message')[0]).toEqual({
    type: 'message',
    from: 'outside',
    to: 'light',
    event: 'LOGIN',
    data: { user: { name: 'ada', password: '[redacted]' }, apiKey: '[redacted]' },
  });
});

test('what an event brings is cut to a size that thousands of them can have', () => {
  const { ref, of } = witnessed();
  const circle: Record<string, unknown> = {
    list: Array.from({ length: 1_000 }, (_, n) => n),
    text: 'x'.repeat(10_000),
  };
  circle['self'] = circle;
  ref.send({ type: 'BIG', circle, fn: () => {} } as never);
  expect(JSON.stringify(of('message')[0]).length).toBeLessThan(2_000);
});

test('a transition is told with the paths before and after it, of parallel states each', () => {
  const { ref, of } = witnessed();
  ref.send({ type: 'SWITCH' } as never);
  expect(of('transition')).toEqual([
    {
      type: 'transition',
      actor: 'light',
      incarnation: 1,
      machine: 'light',
      event: 'SWITCH',
      from: 'lamp.off door',
      to: 'lamp.on door',
    },
  ]);
});

test('an event that its machine has no transition for is unhandled, and counted, by the path of who got it', () => {
  const { ref, messages, of } = witnessed();
  ref.send({ type: 'SWITCH' } as never);
  ref.send({ type: 'NOISE' } as never);
  expect(of('unhandled').map((news) => ({ ...news, message: 0 }))).toEqual([
    { type: 'unhandled', actor: 'light>bulb', event: 'HEAT', message: 0 },
    { type: 'unhandled', actor: 'light', event: 'NOISE', message: 0 },
  ]);
  expect([...messages.unhandledOf]).toEqual([
    ['light>bulb', 1],
    ['light', 1],
  ]);
});
