/**
 * All sessions of a runtime by id, inside: makes them, finds room for them, wakes and ends them, and takes up what the
 * store has. The handle is `sessions.ts`.
 */
import type { SessionStateName } from '../../machines/session.ts';
import {
  type ChildSpec,
  child,
  dynamicSupervisor,
  type Life,
  type LifecycleEvent,
  type Timers,
} from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { BadConfig } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import { SessionExists, SessionExpired, SessionLimit } from '../model/session-errors.ts';
import type { CallSession, SessionDesk } from '../pool/call-session.ts';
import { Closings } from './closings.ts';
import { type Desk, SessionCore } from './core.ts';
import { Departed } from './departed.ts';
import { inTime } from './in-time.ts';
import { checkSessionId } from './limits.ts';
import { Lives } from './lives.ts';
import { type NewSessionOptions, newSession, type SessionSettings } from './options.ts';
import { Session, type SessionHouse, type Switchboard } from './session.ts';
import { Variables } from './variables.ts';

export interface TableParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly settings: SessionSettings;
  readonly switchboard: Switchboard;
  /** Ends the calls of a session that are in flight. */
  readonly abandon: (session: CallSession) => void;
}

export class SessionTable implements SessionDesk {
  readonly settings: SessionSettings;
  readonly #parts: TableParts;
  readonly #desk: Desk;
  readonly #house: SessionHouse;
  readonly #lives: Lives;
  readonly #table = new Map<string, SessionCore>();
  /** By serial: an old session may still be ending when its name is taken again. */
  readonly #handles = new Map<number, Session>();
  readonly #closings = new Closings();
  readonly #departed = new Departed();
  #status: 'new' | 'running' | 'stopping' = 'new';
  #opening: Promise<void> | undefined;
  #serials = 0;

  constructor(parts: TableParts) {
    const { clock, timers, settings, log, switchboard, abandon } = parts;
    this.#parts = parts;
    this.settings = settings;
    this.#lives = new Lives({
      timers,
      log,
      abandon,
      store: settings.store,
      entered: (core, state) => this.#entered(core, state),
      leaves: (core, gone) => this.#leaves(core, gone),
      gone: (id) => this.#departed.gone(id),
    });
    this.#desk = {
      clock,
      timers,
      settings,
      wake: (core) => this.#lives.wake(core),
      tell: (core, event) => this.#lives.tell(core, event),
      end: (core, how) => this.#lives.end(core, how, 0),
    };
    this.#house = { clock, switchboard, close: (core, graceMs) => this.#close(core, graceMs) };
  }

  get size(): number {
    return this.#table.size;
  }

  /** The session of that id; undefined when there is none. */
  find(id: string): Session | undefined {
    const core = this.#table.get(id);
    return core && this.#handles.get(core.serial);
  }

  ended(id: string): 'closed' | 'expired' | undefined {
    return this.#departed.ended(id);
  }

  all(): Session[] {
    return [...this.#table.values()].map((core) => this.of(core));
  }

  /** Finds it or makes it. @throws BadConfig, SessionLimit, Stopped */
  get(id: string, options: NewSessionOptions): Session {
    return this.of(this.#table.get(id) ?? this.#add(id, options));
  }

  /** Makes it, and resolves when the store has it. */
  async open(id: string, options: NewSessionOptions): Promise<Session> {
    if (this.#table.has(id)) throw new SessionExists(id);
    const core = this.#add(id, options);
    const begin = new Variables(core, this.#desk).write((record) => {
      if (core.kept?.version !== 0) throw new SessionExists(id); // another process that shares the store has it
      return { ...record };
    });
    await begin.catch(async (error: unknown) => {
      const isOurs = !(error instanceof SessionExists) && core.inFlight === 0;
      if (isOurs) await this.#close(core, 0).catch(() => {}); // it never began: the next try is not in its own way
      throw error;
    });
    return this.of(core);
  }

  admit(named: string | { readonly id: string }): CallSession {
    if (typeof named === 'string') return this.#table.get(named) ?? this.#add(named, {});
    if (!(named instanceof Session))
      throw new BadConfig('session', named, 'the id of a session, or what runtime.sessions.get(id) gives');
    const core = this.#table.get(named.id);
    if (core !== undefined && this.#handles.get(core.serial) === named) return core;
    throw new SessionExpired(named.id, named.state === 'expired' ? 'expired' : 'closed');
  }

  /** The handle. @throws SessionExpired when it is over. */
  of({ id, serial }: { readonly id: string; readonly serial: number }): Session {
    const session = this.#handles.get(serial);
    if (session === undefined) throw new SessionExpired(id, this.#departed.ended(id) ?? 'closed');
    return session;
  }

  /** Takes up what the store has. Rejects with SessionStoreFailed. */
  async start(): Promise<void> {
    this.#opening = this.#takeUp();
    await this.#opening;
    if (this.#status === 'new') this.#status = 'running';
  }

  /** Under it each session that is awake has its actor. */
  child(): ChildSpec {
    const keep = (life: Life): void => {
      this.#lives.supervisor = () => life.self();
    };
    return child('sessions', dynamicSupervisor(), { input: keep });
  }

  /** No session begins any more. */
  stopping(): void {
    this.#status = 'stopping';
  }

  /** Their actors have ended: lets writes that are on their way end, then closes the store. */
  async stopped(): Promise<void> {
    const { log, timers } = this.#parts;
    this.stopping();
    this.#lives.supervisor = undefined;
    for (const core of this.#table.values()) core.stop();
    const opened = await this.#opening?.then(
      () => true,
      () => false,
    );
    if (!opened) return;
    const written = Promise.all([...this.#table.values()].map(({ tail }) => tail));
    const closed = written.then(() => this.settings.store.close());
    await inTime(timers, closed, 'it was closed').catch((error: unknown) => log.error({ err: error }, String(error)));
  }

  lifecycle(event: LifecycleEvent): void {
    this.#lives.lifecycle(event);
  }

  async #takeUp(): Promise<void> {
    const { store } = this.settings;
    await store.open();
    try {
      for (const id of await store.list()) {
        const kept = await store.load(id);
        if (kept !== undefined) this.#make(id).restore(kept);
      }
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  #add(id: string, options: NewSessionOptions): SessionCore {
    if (this.#status !== 'running')
      throw new Stopped('the runtime is not running: it has no sessions', { session: id });
    checkSessionId(id);
    const own = newSession(options);
    this.#makeRoom(id);
    const core = this.#make(id);
    Object.assign(core, own);
    core.watchIdle();
    return core;
  }

  #make(id: string): SessionCore {
    const core = new SessionCore(id, ++this.#serials, this.#desk);
    this.#table.set(id, core);
    this.#handles.set(core.serial, new Session(core, new Variables(core, this.#desk), this.#house));
    this.#departed.begins(id);
    return core;
  }

  /** @throws SessionLimit */
  #makeRoom(id: string): void {
    const { max, evict } = this.settings;
    if (this.#table.size < max) return;
    let idlest: SessionCore | undefined;
    if (evict === 'idlest')
      for (const core of this.#table.values())
        if (core.state === 'parked' && core.inFlight === 0 && (idlest === undefined || core.lastUsed < idlest.lastUsed))
          idlest = core;
    if (idlest === undefined) throw new SessionLimit(id, max);
    this.#lives.end(idlest, 'expired', 0);
    this.#table.delete(idlest.id);
  }

  #close(core: SessionCore, graceMs: Ms): Promise<void> {
    if (core.over) return Promise.resolve();
    return this.#closings.begin(core.serial, () => this.#lives.end(core, 'closed', graceMs));
  }

  /** Its name is free. */
  #leaves(core: SessionCore, gone: Promise<void>): void {
    const { id, ordered = 'closed' } = core;
    if (this.#table.get(id) === core) this.#table.delete(id);
    this.#departed.leaves(id, ordered, gone);
  }

  #entered(core: SessionCore, state: SessionStateName): void {
    const session = this.#handles.get(core.serial);
    if (core.over) {
      this.#handles.delete(core.serial);
      this.#closings.settle(core.serial);
    } else if (state === 'parked' && core.ordered !== undefined) {
      core.ordered = undefined;
      const message = `session ${core.id} was not closed: it was interrupted; try again`;
      this.#closings.settle(core.serial, new Stopped(message, { session: core.id }));
    }
    if (state === 'opening' || state === 'closing') return;
    session?.tell(state, (err) => this.#parts.log.error({ session: core.id, err }, `a listener of '${state}' threw`));
  }
}
