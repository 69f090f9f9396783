import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { child, createSystem, dynamicSupervisor, type SuperviseOptions, supervise } from '../../src/kernel/index.ts';
import { simple } from './support.ts';

const field = (name: string, expected: RegExp) =>
  expect.objectContaining({
    code: 'VIV_BAD_CONFIG',
    facts: expect.objectContaining({ field: name }),
    message: expect.stringMatching(expected),
  });

describe('what is wrong is said when it is written down, naming the field and what it takes', () => {
  const a = child('a', simple());
  const wrong = (change: object): SuperviseOptions => ({ children: [], ...change });
  const cases: [string, () => unknown, string, RegExp][] = [
    [
      'an unknown strategy',
      () => supervise(wrong({ strategy: 'one_for_two' })),
      'strategy',
      /'one_for_one' or 'one_for_all' or 'rest_for_one'/,
    ],
    [
      'a negative intensity',
      () => supervise({ intensity: -1, children: [] }),
      'intensity',
      /whole number from 0, got number -1/,
    ],
    ['a period of nothing', () => supervise({ period: 0, children: [] }), 'period', /more than 0 ms/],
    ['a period that is none', () => supervise(wrong({ period: '5 s' })), 'period', /'5s'/],
    ['an unknown autoShutdown', () => supervise(wrong({ autoShutdown: 'all' })), 'autoShutdown', /'never' or/],
    [
      'two children of one id',
      () => supervise({ children: [a, a] }),
      'children[1].id',
      /no other child has, got string "a"/,
    ],
    ['no list of children', () => supervise(wrong({ children: a })), 'children', /a list of child\(…\)/],
    ['an empty id', () => child('', simple()), 'child id', /not empty/],
    [
      'an unknown restart',
      () => child('a', simple(), wrong({ restart: 'always' })),
      'child("a").restart',
      /'permanent' or/,
    ],
    ['a negative shutdown', () => child('a', simple(), { shutdown: -1 }), 'child("a").shutdown', /duration/],
    [
      'a significant permanent child',
      () => child('a', simple(), { significant: true }),
      'child("a").significant',
      /'transient' or 'temporary'/,
    ],
    [
      'a significant child of a supervisor that never shuts down by itself',
      () => supervise({ children: [child('a', simple(), { restart: 'transient', significant: true })] }),
      'children[0].significant',
      /autoShutdown/,
    ],
    ['a maxChildren that is no number', () => dynamicSupervisor({ maxChildren: 1.5 }), 'maxChildren', /whole number/],
  ];

  it.each(cases)('%s', (_title, make, name, expected) => {
    let thrown: unknown;
    try {
      make();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(field(name, expected));
  });

  it('two top-level actors of one id', () => {
    const system = createSystem();
    system.start(child('a', simple()));
    expect(() => system.start(child('a', simple()))).toThrow(/id: expected an id of which no top-level actor is alive/);
  });

  it('a supervisor started as a plain xstate actor', () => {
    const actor = createActor(supervise({ children: [] }));
    let seen: unknown;
    actor.subscribe({
      error: (error) => {
        seen = error;
      },
    });
    actor.start();
    expect(seen).toMatchObject({ code: 'VIV_BAD_CONFIG' });
  });
});
