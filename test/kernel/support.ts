/** What kernel tests share: a system on a virtual clock that writes down its lifecycle, and small actors. */
import { type AnyActorLogic, type AnyActorRef, fromCallback, setup } from 'xstate';
import { type ChildInfo, createSystem, type Handle, type SystemOptions, supervisor } from '../../src/kernel/index.ts';
import { formatExit } from '../../src/model/exit.ts';
import { seededRandom } from '../../src/model/random.ts';
import { VirtualClock } from '../../src/testing/index.ts';

export function testSystem(options: SystemOptions = {}) {
  const clock = new VirtualClock();
  const log: string[] = [];
  const faults: string[] = [];
  const system = createSystem({
    clock,
    random: seededRandom(7),
    onLifecycle({ type, path, incarnation, reason }) {
      log.push(`${type} ${path}#${incarnation}${reason === undefined ? '' : ` ${formatExit(reason)}`}`);
    },
    onFault: (error, where) => faults.push(`${where}: ${String(error)}`),
    ...options,
  });
  return { clock, system, faults, log, taken: () => log.splice(0) };
}

/** Crashes on CRASH, ends on END, ends when told to after `cleanupMs` (0: never by itself). */
export function worker(cleanupMs = 10): AnyActorLogic {
  return setup({
    types: { events: {} as { type: 'CRASH' | 'END' } | { type: 'SHUTDOWN' } },
    actions: {
      crash: () => {
        throw new Error('boom');
      },
    },
  }).createMachine({
    initial: 'ready',
    states: {
      ready: { on: { CRASH: { actions: 'crash' }, END: 'over', SHUTDOWN: 'terminating' } },
      terminating: cleanupMs === 0 ? {} : { after: { [cleanupMs]: 'ended' } },
      ended: { type: 'final' },
      over: { type: 'final' },
    },
    output: ({ event }) => ({ exit: event.type.startsWith('xstate.') ? 'shutdown' : 'normal' }),
  });
}

/** Knows nothing of orders to end; says when it is disposed of. */
export function simple(onDispose: () => void = () => undefined): AnyActorLogic {
  return fromCallback(({ receive }) => {
    receive((event) => {
      if (event.type === 'CRASH') throw new Error('boom');
    });
    return onDispose;
  });
}

export async function childRef(sup: Handle | AnyActorRef, id: string): Promise<AnyActorRef> {
  const infos = await supervisor('ref' in sup && 'ready' in sup ? sup.ref : (sup as AnyActorRef)).whichChildren();
  const found = infos.find((info: ChildInfo) => info.id === id)?.child;
  if (found === undefined || found === null || found === 'restarting') throw new Error(`no child ${id} is running`);
  return found;
}

/** A promise that a test settles by hand. */
export function defer<T = void>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
}
