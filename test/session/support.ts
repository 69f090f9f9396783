/** Sessions without a runtime around them: a table under its supervisor, on a clock that stands still. */
import { setImmediate } from 'node:timers/promises';
import {
  type AnyActorRef,
  child,
  createSystem,
  exit,
  type Handle,
  type System,
  supervise,
  supervisor,
} from '../../src/kernel/index.ts';
import type { Log } from '../../src/model/log.ts';
import type { CallSession } from '../../src/pool/call-session.ts';
import { type SessionsOptions, sessionSettings } from '../../src/session/options.ts';
import type { Switchboard } from '../../src/session/session.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { SessionTable } from '../../src/session/table.ts';
import { VirtualClock } from '../../src/testing/index.ts';

export interface Stage {
  readonly clock: VirtualClock;
  readonly system: System;
  readonly handle: Handle;
  readonly table: SessionTable;
  readonly sessions: Sessions;
  readonly errors: string[];
  /** Sessions whose calls were ended by force. */
  readonly abandoned: string[];
  /** Lets promises go on that wait for nothing but each other. */
  settle(): Promise<void>;
  /** Time passes, then promises go on. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

export const noCalls: Switchboard = {
  call: () => Promise.reject(new Error('no pools here')),
  stream: () => {
    throw new Error('no pools here');
  },
  hostTool: () => Promise.reject(new Error('no tools here')),
};

/** Started, with the store's sessions taken up. */
export async function stage(options: SessionsOptions = {}, switchboard: Partial<Switchboard> = {}): Promise<Stage> {
  const clock = new VirtualClock();
  const errors: string[] = [];
  const abandoned: string[] = [];
  const log: Log = { debug() {}, info() {}, warn() {}, error: (_, message) => errors.push(message) };
  const system = createSystem({ clock, onLifecycle: (event) => table.lifecycle(event) });
  const table: SessionTable = new SessionTable({
    clock,
    timers: system.timers,
    log,
    settings: sessionSettings(options),
    switchboard: { ...noCalls, ...switchboard },
    abandon: (session: CallSession) => abandoned.push(session.id),
  });
  await table.start();
  const handle = system.start(child('root', supervise({ children: [table.child()] })));
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await setImmediate();
  };
  return {
    clock,
    system,
    handle,
    table,
    sessions: new Sessions(table),
    errors,
    abandoned,
    settle,
    async pass(ms) {
      clock.advance(ms);
      await settle();
    },
    async stop() {
      table.stopping();
      const stopped = handle.stop('shutdown');
      await settle();
      clock.advance(10_000);
      await stopped;
      const closed = table.stopped();
      await settle();
      clock.advance(20_000);
      await closed;
    },
  };
}

/** The ids of the sessions that have an actor. */
export function awake({ system }: Stage): string[] {
  const [root] = system.tree();
  const [sessions] = root?.children ?? [];
  return (sessions?.children ?? []).map(({ id }) => id);
}

/** Kills the actor of a session, as a bug in it would; without an id, the supervisor of all. */
export async function kill({ handle }: Stage, id?: string): Promise<void> {
  const childOf = async (parent: AnyActorRef, name: string): Promise<AnyActorRef> => {
    const found = (await supervisor(parent).whichChildren()).find((each) => each.id === name)?.child;
    if (found === undefined || found === null || found === 'restarting') throw new Error(`${name} has no actor`);
    return found;
  };
  const sessions = await childOf(handle.ref, 'sessions');
  exit(id === undefined ? sessions : await childOf(sessions, `session:${id}`), 'kill');
}
