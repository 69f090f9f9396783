/** Everything that can be written down wrong, and what is said of it. */
import { createActor } from 'xstate';
import {
  child,
  dynamicSupervisor,
  sendAfter,
  server,
  supervise,
  task,
  taskSupervisor,
  tasks,
} from '../../src/kernel/index.ts';
import { simple } from './support.ts';

/** As a program in JavaScript would pass it. */
export const any = (value: unknown): never => value as never;
const of = (options: object = {}) => child('a', simple(), any(options));
const tree = (options: object) => () => supervise(any({ children: [], ...options }));
const dynamic = (options: unknown) => () => dynamicSupervisor(any(options));
const serve = (options: object) => () => server(any({ init: () => 0, ...options }));
const backoff = { initial: 100, max: 1_000, factor: 2, jitter: 0.5, healthyAfter: 1_000 };

/** What is wrong, how, and `field: expected … got …`. */
export const WRONG: [string, () => unknown, string][] = [
  [
    'an unknown strategy',
    tree({ strategy: 'one_for_two' }),
    `strategy: expected 'one_for_one' or 'one_for_all' or 'rest_for_one', got string "one_for_two"`,
  ],
  [
    'the strategy of a dynamic supervisor',
    tree({ strategy: 'simple_one_for_one' }),
    `strategy: expected 'one_for_one' or 'one_for_all' or 'rest_for_one', got string "simple_one_for_one"`,
  ],
  ['a negative intensity', tree({ intensity: -1 }), 'intensity: expected a whole number from 0, got number -1'],
  [
    'an intensity that is NaN',
    tree({ intensity: Number.NaN }),
    'intensity: expected a whole number from 0, got number NaN',
  ],
  ['an intensity in words', tree({ intensity: '3' }), 'intensity: expected a whole number from 0, got string "3"'],
  ['half a restart', dynamic({ intensity: 0.5 }), 'intensity: expected a whole number from 0, got number 0.5'],
  ['a period of nothing', tree({ period: 0 }), 'period: expected more than 0 ms, got number 0'],
  [
    'a period that is NaN',
    tree({ period: Number.NaN }),
    `period: expected a duration such as 500, '500ms', '5s', '2m' or 'infinity', got number NaN`,
  ],
  [
    'a period that is none',
    dynamic({ period: '5 s' }),
    `period: expected a duration such as 500, '500ms', '5s', '2m' or 'infinity', got string "5 s"`,
  ],
  [
    'an unknown autoShutdown',
    tree({ autoShutdown: 'all' }),
    `autoShutdown: expected 'never' or 'any_significant' or 'all_significant', got string "all"`,
  ],
  [
    'an autoShutdown of a dynamic supervisor',
    dynamic({ autoShutdown: 'any_significant' }),
    'dynamicSupervisor: expected no options but intensity, period, backoff, maxChildren, got string "autoShutdown"',
  ],
  [
    'a strategy of a dynamic supervisor',
    dynamic({ strategy: 'one_for_all' }),
    'dynamicSupervisor: expected no options but intensity, period, backoff, maxChildren, got string "strategy"',
  ],
  [
    'a misspelt option',
    tree({ intensty: 3 }),
    'supervise: expected intensity (there is no such option), got string "intensty"',
  ],
  [
    'no options',
    () => supervise(any(undefined)),
    'supervise: expected an object with intensity, period, backoff, strategy, autoShutdown, children, got undefined',
  ],
  [
    'a maxChildren that is no number',
    dynamic({ maxChildren: 1.5 }),
    'maxChildren: expected a whole number from 0, got number 1.5',
  ],
  ['no list of children', tree({ children: { a: of() } }), 'children: expected a list of child(…), got object'],
  [
    'a child that is only its logic',
    tree({ children: [simple()] }),
    'children[0]: expected what child(id, logic, …) makes, got object',
  ],
  [
    'a child that is missing',
    tree({ children: [of(), undefined] }),
    'children[1]: expected what child(id, logic, …) makes, got undefined',
  ],
  [
    'two children of one id',
    tree({ children: [of(), of()] }),
    'children[1].id: expected an id that no other child has, got string "a"',
  ],
  [
    'two children of one name',
    tree({ children: [of({ name: 'db' }), child('b', simple(), { name: 'db' })] }),
    'children[1].name: expected a name that no other child has, got string "db"',
  ],
  [
    'a significant child of a supervisor that never shuts down by itself',
    tree({ children: [of({ restart: 'transient', significant: true })] }),
    `children[0].significant: expected false, or a supervisor with autoShutdown: 'any_significant' or 'all_significant', got boolean true`,
  ],
  [
    'a backoff that is none',
    tree({ backoff: true }),
    'backoff: expected an object with initial, max, factor, jitter, healthyAfter, got boolean true',
  ],
  [
    'a backoff that shrinks',
    tree({ backoff: { ...backoff, factor: 0.5 } }),
    'backoff.factor: expected a number, 1 to 100, got number 0.5',
  ],
  [
    'a backoff whose end is before its beginning',
    tree({ backoff: { ...backoff, max: 10 } }),
    'backoff.max: expected a duration not below initial, 100 ms, got number 10',
  ],
  [
    'a misspelt part of a backoff',
    tree({ backoff: { inital: '1s' } }),
    'backoff: expected initial (there is no such option), got string "inital"',
  ],
  ['an empty id', () => child('', simple()), 'child id: expected a text that is not empty, got string ""'],
  [
    'no logic',
    () => child('a', any(undefined), any({})),
    'child("a").logic: expected xstate actor logic, got undefined',
  ],
  [
    'an actor in place of its logic',
    () => child('a', any(createActor(simple())), any({})),
    'child("a").logic: expected xstate actor logic, got Actor',
  ],
  [
    'an unknown restart',
    () => of({ restart: 'always' }),
    `child("a").restart: expected 'permanent' or 'transient' or 'temporary', got string "always"`,
  ],
  [
    'a negative shutdown',
    () => of({ shutdown: -1 }),
    `child("a").shutdown: expected a duration such as 500, '5s' or 'infinity', or 'brutal_kill', got number -1`,
  ],
  [
    'an unknown shutdown',
    () => of({ shutdown: 'kill' }),
    `child("a").shutdown: expected a duration such as 500, '5s' or 'infinity', or 'brutal_kill', got string "kill"`,
  ],
  [
    'a significant permanent child',
    () => of({ significant: true }),
    `child("a").significant: expected false, or restart: 'transient' or 'temporary': a permanent child never ends for good, got boolean true`,
  ],
  [
    'a significance that is none',
    () => of({ significant: 1, restart: 'transient' }),
    'child("a").significant: expected true or false, got number 1',
  ],
  [
    'an unknown type',
    () => of({ type: 'task' }),
    `child("a").type: expected 'worker' or 'supervisor', got string "task"`,
  ],
  ['a name that is none', () => of({ name: '' }), 'child("a").name: expected a text that is not empty, got string ""'],
  ['an ack that is none', () => of({ ack: 'later' }), 'child("a").ack: expected true or false, got string "later"'],
  [
    'lives that are a number',
    () => of({ livesBefore: 3 }),
    'child("a").livesBefore: expected a function, got number 3',
  ],
  [
    'a jitter above 1',
    () => of({ backoff: { ...backoff, jitter: 2 } }),
    'child("a").backoff.jitter: expected a number, 0 to 1, got number 2',
  ],
  [
    'an option that a child does not have',
    () => of({ strategy: 'one_for_all' }),
    'child("a"): expected no options but restart, shutdown, significant, type, name, input, backoff, ack, livesBefore, got string "strategy"',
  ],
  ['a server without init', serve({ init: undefined }), 'init: expected a function, got undefined'],
  ['a call that is no function', serve({ calls: { get: 5 } }), 'calls.get: expected a function, got number 5'],
  ['casts in a list', serve({ casts: [() => 0] }), 'casts: expected an object of functions by name, got array of 1'],
  [
    'an info that the kernel uses itself',
    serve({ infos: { SHUTDOWN: () => 0 } }),
    'infos.SHUTDOWN: expected a type of event that the kernel does not use itself',
  ],
  [
    'an option that a server does not have',
    serve({ handle_call: () => 0 }),
    'server: expected no options but init, continue, calls, casts, infos, terminate, queue, got string "handle_call"',
  ],
  ['a queue of less than nothing', serve({ queue: -1 }), 'queue: expected a whole number from 0, got number -1'],
  ['a task that is a promise', () => task(any(Promise.resolve())), 'task(fn): expected a function, got Promise'],
  [
    'an option that a task supervisor does not have',
    () => taskSupervisor(any({ restart: 'permanent' })),
    'taskSupervisor: expected no options but maxChildren, got string "restart"',
  ],
  [
    'tasks under nobody',
    () => tasks(any(undefined)),
    'tasks(ref): expected the ref of a task supervisor, got undefined',
  ],
  [
    'a message for later to nobody',
    () => sendAfter(any({}), 5, { type: 'X' }),
    'sendAfter(target): expected the ref of an actor the kernel started, got object',
  ],
];
