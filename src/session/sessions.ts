/** `runtime.sessions`: named state that outlives calls and workers. They appear on first use and go when nobody uses them. */
import type { NewSessionOptions } from './options.ts';
import type { Session } from './session.ts';
import type { SessionTable } from './table.ts';
import type { CloseOptions } from './types.ts';

export class Sessions {
  readonly #table: SessionTable;

  constructor(table: SessionTable) {
    this.#table = table;
  }

  /** How many there are, awake or parked. */
  get size(): number {
    return this.#table.size;
  }

  /**
   * The session of that id; it appears on first use. The options are for one that does.
   *
   * @example
   * const session = runtime.sessions.get('user-42', { timeout: '1h' });
   * await session.set('api_key', 'k');
   * await session.call('ml', 'search', { query });
   * @throws BadConfig, SessionLimit, Stopped
   */
  get(id: string, options: NewSessionOptions = {}): Session {
    return this.#table.get(id, options);
  }

  /**
   * Begins a session and resolves when the store has it.
   * Rejects with SessionExists, SessionLimit, BadConfig, Stopped, SessionStoreFailed.
   */
  open(id: string, options: NewSessionOptions = {}): Promise<Session> {
    return this.#table.open(id, options);
  }

  /** Undefined when there is none. */
  find(id: string): Session | undefined {
    return this.#table.find(id);
  }

  has(id: string): boolean {
    return this.#table.find(id) !== undefined;
  }

  /** How the last session of that id ended, if that is remembered (the latest thousand ends are) and it did not begin anew. */
  ended(id: string): 'closed' | 'expired' | undefined {
    return this.#table.ended(id);
  }

  list(): Session[] {
    return this.#table.all();
  }

  /** As `session.close()`. Resolves with whether there was one. */
  async close(id: string, options: CloseOptions = {}): Promise<boolean> {
    const session = this.#table.find(id);
    await session?.close(options);
    return session !== undefined;
  }
}
