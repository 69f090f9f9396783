/** A session's variables: reads see what is acknowledged, writes go to the store one behind another. */
import { BadConfig, isVivariumError } from '../model/errors.ts';
import { SessionStoreFailed } from '../model/session-errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type { Desk, SessionCore } from './core.ts';
import { inTime } from './in-time.ts';
import { checkTexts, checkVariableName } from './limits.ts';
import { pack, unpack } from './packed.ts';
import { infoOf, metadataOf, typeOf, withoutVariable, withVariable } from './record.ts';
import type { SessionRecord, StoredVariable, Versioned } from './store.ts';
import type { SetOptions, Variable, VariableChange, VariableInfo, VariableMetadata, WatchOptions } from './types.ts';
import { Watcher } from './watcher.ts';

/** Writes of one session that may wait for each other. */
const MOST_WRITES = 1_000;
/** Watchers of one session. */
const MOST_WATCHERS = 1_000;
/** Another process that shares the store was faster: so often the change is made anew. */
const ATTEMPTS = 5;
/** A typo in `ifVersion` would be a write without a comparison. */
const SET: readonly string[] = ['type', 'tags', 'createdBy', 'ifVersion', 'create'] satisfies (keyof SetOptions)[];

export class Variables {
  readonly #core: SessionCore;
  readonly #desk: Desk;

  constructor(core: SessionCore, desk: Desk) {
    this.#core = core;
    this.#desk = desk;
  }

  async read(name: string): Promise<Variable | undefined> {
    checkVariableName(name);
    return this.#core.use(({ record }) => {
      const stored = record.variables.get(name);
      return stored && variable(name, stored);
    });
  }

  list(): Promise<VariableInfo[]> {
    return this.#core.use(({ record }) => [...record.variables].map(([name, stored]) => infoOf(name, stored)));
  }

  async set(name: string, value: unknown, options: SetOptions): Promise<VariableMetadata> {
    const { clock, settings } = this.#desk;
    const session = this.#core.id;
    checkVariableName(name);
    refuseUnknown('set(options)', options, SET);
    const packed = pack(value, name);
    if (packed.length > settings.maxVariableBytes)
      throw new BadConfig(
        `session ${session}`,
        packed.length,
        `a value of at most ${settings.maxVariableBytes} bytes for ${name}; raise sessions.maxVariableBytes, or keep a reference`,
      );
    const { type = typeOf(value), tags, ...rest } = options;
    const labels = tags === undefined ? {} : { tags: checkTexts('tags', tags) };
    const change = (record: SessionRecord): SessionRecord =>
      withVariable(record, {
        ...rest,
        ...labels,
        session,
        name,
        value: packed,
        type: String(type),
        at: clock.wall(),
        most: settings.maxVariables,
      });
    const [, after] = await this.write(change);
    const stored = after.variables.get(name) as StoredVariable;
    this.#tell(name, () => ({ ...variable(name, stored), deleted: false }));
    return metadataOf(stored);
  }

  async delete(name: string, { ifVersion }: Pick<SetOptions, 'ifVersion'>): Promise<boolean> {
    checkVariableName(name);
    const session = this.#core.id;
    const which = { session, name, ...(ifVersion === undefined ? {} : { ifVersion }) };
    const [before] = await this.write((record) => withoutVariable(record, which));
    const stored = before.variables.get(name);
    if (stored === undefined) return false;
    this.#tell(name, () => ({ name, value: undefined, metadata: metadataOf(stored), deleted: true }));
    return true;
  }

  watch(names: readonly string[] | undefined, { signal, initial = false }: WatchOptions): Watcher {
    const core = this.#core;
    if (names !== undefined && !Array.isArray(names))
      throw new BadConfig('watch(names)', names, 'a list of names, or nothing for all');
    for (const name of names ?? []) checkVariableName(name);
    core.watchers ??= new Set();
    if (core.watchers.size >= MOST_WATCHERS)
      throw new BadConfig(
        `session ${core.id}`,
        core.watchers.size,
        `fewer than ${MOST_WATCHERS} watches at once; end some`,
      );
    core.enter(); // who watches uses it
    const abort = (): void => void watcher.return();
    const watcher = new Watcher(names, () => {
      signal?.removeEventListener('abort', abort);
      core.watchers?.delete(watcher);
      core.leave();
    });
    core.watchers.add(watcher);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    else if (initial) this.#begin(watcher);
    return watcher;
  }

  /** Resolves with the record before and after, when the store has it. */
  write(change: (record: SessionRecord) => SessionRecord): Promise<[SessionRecord, SessionRecord]> {
    const core = this.#core;
    return core.use(async () => {
      if (core.writes >= MOST_WRITES)
        throw new SessionStoreFailed(
          `session ${core.id} has ${MOST_WRITES} writes waiting for its store; write less at once`,
          {
            session: core.id,
          },
        );
      core.writes += 1;
      const turn = (core.tail ?? Promise.resolve()).then(() => this.#save(change));
      core.tail = turn.then(nothing, nothing);
      try {
        return await turn;
      } finally {
        core.writes -= 1;
        if (core.writes === 0) core.tail = undefined;
      }
    });
  }

  async #save(change: (record: SessionRecord) => SessionRecord): Promise<[SessionRecord, SessionRecord]> {
    const core = this.#core;
    const { store } = this.#desk.settings;
    for (let attempt = 1; ; attempt++) {
      if (core.forgotten) throw core.refusal();
      const { version, record } = core.kept ?? (await this.#reread());
      const after = change(record);
      if (after === record) return [record, record];
      try {
        core.kept = { version: await this.#answered(store.save(core.id, version, after)), record: after };
        return [record, after];
      } catch (error) {
        if (!isVivariumError(error, 'VIV_VERSION_CONFLICT') || attempt === ATTEMPTS) throw error;
        core.kept = await this.#reread();
      }
    }
  }

  async #reread(): Promise<Versioned> {
    return (await this.#answered(this.#desk.settings.store.load(this.#core.id))) ?? this.#core.fresh();
  }

  #answered<T>(answer: Promise<T>): Promise<T> {
    return inTime(this.#desk.timers, answer, `session ${this.#core.id} was written`);
  }

  #begin(watcher: Watcher): void {
    const begin = ({ record }: Versioned): void => {
      for (const [name, stored] of record.variables)
        watcher.offer(name, () => ({ ...variable(name, stored), deleted: false }));
    };
    this.#core.use(begin).catch((error: unknown) => watcher.fail(error));
  }

  #tell(name: string, change: () => VariableChange): void {
    for (const watcher of this.#core.watchers ?? []) watcher.offer(name, change);
  }
}

const nothing = (): void => {};

function variable(name: string, stored: StoredVariable): Variable {
  return { name, value: unpack(stored.value), metadata: metadataOf(stored) };
}
