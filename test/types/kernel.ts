/** What must not compile when actors talk to each other. Nothing here runs: `tsc` fails when a line that should be an error is none. */
import { setup } from 'xstate';
import {
  type ActorRefFrom,
  type CallScope,
  call,
  cast,
  child,
  createSystem,
  dynamicSupervisor,
  noreply,
  ok,
  reply,
  sendAfter,
  server,
  stop,
  supervise,
  supervisor,
  task,
  taskSupervisor,
  tasks,
} from '../../src/kernel/index.ts';

const counter = server({
  init: (start: number) => start,
  calls: {
    get: (count) => reply(count),
    add: (count, by: number) => reply(count + by, count + by),
    find: (_, key: { id: string }) => (key.id === '' ? reply(null) : reply(key.id)),
    soon: async (count, options?: { round: boolean }) => reply(options?.round === true, count),
    later: (count, _: undefined, { from }: CallScope<Date>) => {
      from.reply(new Date(0));
      return noreply(count);
    },
    close: (count) => stop('normal', { reply: `${count}` }),
  },
  casts: { reset: () => noreply(0), log: (_, line: string) => void line },
  infos: {
    TICK: (count) => noreply(count + 1),
    HEAT: (count, { degrees }: { degrees: number }) => noreply(count + degrees),
  },
});

const system = createSystem();
const { ref } = system.start(child('counter', counter, { input: 0 }));

export async function calls(): Promise<void> {
  const count: number = await call(ref, 'get');
  const sum: number = await call(ref, 'add', 2, { timeout: '1s' });
  const found: string | null = await call(ref, 'find', { id: 'x' });
  const rounded: boolean = (await call(ref, 'soon')) || (await call(ref, 'soon', { round: true }));
  const date: Date = await call(ref, 'later');
  const last: string = await call(ref, 'close', undefined, { timeout: 500 });
  // @ts-expect-error a typo in the call's name
  await call(ref, 'gett');
  // @ts-expect-error a cast is no call
  await call(ref, 'reset');
  // @ts-expect-error a missing message
  await call(ref, 'add');
  // @ts-expect-error a message of the wrong type
  await call(ref, 'add', '2');
  // @ts-expect-error a message with a field of the wrong type
  await call(ref, 'find', { id: 1 });
  // @ts-expect-error a message to a call that takes none
  await call(ref, 'get', 5);
  // @ts-expect-error a duration without a unit
  await call(ref, 'add', 2, { timeout: '5' });
  // @ts-expect-error the reply is a number
  const wrong: string = await call(ref, 'get');
  // @ts-expect-error the reply may be null
  const nullable: string = await call(ref, 'find', { id: 'x' });
  // @ts-expect-error the answer that comes later is a date
  const deferred: number = await call(ref, 'later');
  void [count, sum, found, rounded, date, last, wrong, nullable, deferred];
}

export function messages(): void {
  cast(ref, 'reset');
  cast(ref, 'log', 'a line');
  ref.send({ type: 'TICK' });
  sendAfter(ref, '1s', { type: 'HEAT', degrees: 3 });
  // @ts-expect-error a typo in the cast's name
  cast(ref, 'rest');
  // @ts-expect-error a call is no cast
  cast(ref, 'get');
  // @ts-expect-error a message of the wrong type
  cast(ref, 'log', 5);
  // @ts-expect-error an event it has no callback for
  ref.send({ type: 'TOCK' });
  // @ts-expect-error an event without what belongs to it
  ref.send({ type: 'HEAT' });
  // @ts-expect-error the same, later
  sendAfter(ref, '1s', { type: 'HEAT', degrees: '3' });
  // @ts-expect-error its state is a number
  ref.getSnapshot().context.length;
}

export function callbacks(): void {
  // @ts-expect-error a call that gives no result
  server({ init: () => 0, calls: { get: (count) => count } });
  // @ts-expect-error a state of another type
  server({ init: () => 0, calls: { get: (count) => reply(count, 'one') } });
  // @ts-expect-error the same, after a while
  server({ init: () => 0, calls: { get: async (count) => reply(count, 'one') } });
  // @ts-expect-error a cast has nobody to answer
  server({ init: () => 0, casts: { reset: () => reply(0) } });
  // @ts-expect-error a continue that there is not
  server({ init: () => ok(0, { continue: 'lod' }), continue: { load: (count) => noreply(count) } });
  server({
    init: () => 0,
    continue: { load: () => noreply() },
    // @ts-expect-error the same, from a call
    calls: { go: (count) => reply(count, count, { continue: 'lod' }) },
  });
  server({
    init: () => 0,
    calls: {
      wait: (count, _: undefined, { from }: CallScope<Date>) => {
        // @ts-expect-error an answer of another type than the call's
        from.reply(5);
        return noreply(count);
      },
    },
  });
  // @ts-expect-error the state is a number
  server({ init: () => 0, terminate: (count) => count.length });
  // @ts-expect-error a message whose type nobody has said
  server({ init: () => 0, calls: { add: (count, by) => reply(count + by.amount) } });
}

const machine = setup({
  types: { context: {} as { url: string }, events: {} as { type: 'OPEN' }, input: {} as { url: string } },
}).createMachine({ context: ({ input }) => input });

export async function children(): Promise<void> {
  const app = system.start(child('app', supervise({ children: [child('db', machine, { input: { url: 'x' } })] })));
  child('counter', counter, { input: ({ incarnation }) => incarnation, restart: 'transient', shutdown: '2s' });
  // @ts-expect-error an input that is missing
  child('counter', counter);
  // @ts-expect-error an input of the wrong type
  child('counter', counter, { input: '0' });
  // @ts-expect-error the same, made anew for each life
  child('db', machine, { input: () => ({ uri: 'x' }) });
  // @ts-expect-error an unknown restart
  child('counter', counter, { input: 0, restart: 'always' });
  // @ts-expect-error an option that does not exist
  child('counter', counter, { input: 0, retries: 3 });
  // @ts-expect-error the strategy of a dynamic supervisor
  supervise({ strategy: 'simple_one_for_one', children: [] });
  // @ts-expect-error what a dynamic supervisor does not have
  dynamicSupervisor({ autoShutdown: 'any_significant' });
  // @ts-expect-error a logic is no child yet
  supervise({ children: [counter] });

  const result = await supervisor(app.ref).startChild(child('counter', counter, { input: 0 }));
  // @ts-expect-error it may have been refused
  result.ok;
  if (!('ok' in result) || result.ok === null) return;
  const started: ActorRefFrom<typeof counter> = result.ok;
  // @ts-expect-error a started child takes its own messages only
  await call(result.ok, 'gett');
  await call(started, 'get');
}

export async function names(): Promise<void> {
  const count: number = await call(system.whereis('counter', counter), 'get');
  // @ts-expect-error a typo in the call's name
  await call(system.whereis('counter', counter), 'gett');
  // @ts-expect-error nobody may have the name
  system.whereis('db', machine).send({ type: 'OPEN' });
  // @ts-expect-error an event the machine does not take
  system.whereis('db', machine)?.send({ type: 'CLOSE' });
  const reached: unknown = await call(system.whereis('anybody'), 'anything', { at: 'all' });
  void [count, reached];
}

export async function work(): Promise<void> {
  const jobs = tasks(system.start(child('jobs', taskSupervisor())).ref);
  const sum: number = await jobs.async(async () => 2 + 3).await();
  const length = await jobs.asyncNolink(({ signal }) => String(signal.reason).length).yield();
  if (length !== undefined && 'ok' in length) length.ok.toFixed();
  for await (const result of jobs.asyncStream(['a', 'b'], (item) => item.length)) {
    // @ts-expect-error it may have crashed
    result.ok;
  }
  // @ts-expect-error the result is a number
  const wrong: string = await jobs.async(() => 5).await();
  // @ts-expect-error an option that does not exist
  jobs.asyncStream([1], (item) => item, { parallel: 2 });
  // @ts-expect-error an item is a number
  jobs.asyncStream([1], (item: string) => item);
  // @ts-expect-error a task is a function
  task(5);
  void [sum, wrong];
}
