/** Sessions in this process's memory: they outlive every worker, and end with the host. */
import { VersionConflict } from '../model/session-errors.ts';
import type { SessionRecord, SessionStore, Versioned } from './store.ts';

/** The store a runtime has when it is given none. */
export function memoryStore(): SessionStore {
  const kept = new Map<string, Versioned>();
  return {
    async open() {},
    async load(id) {
      return kept.get(id);
    },
    async save(id: string, expectedVersion: number, record: SessionRecord) {
      const actual = kept.get(id)?.version ?? 0;
      if (actual !== expectedVersion)
        throw new VersionConflict(`session ${id}`, expectedVersion, actual, { session: id });
      kept.set(id, { version: actual + 1, record });
      return actual + 1;
    },
    async delete(id) {
      return kept.delete(id);
    },
    async list() {
      return [...kept.keys()];
    },
    async close() {},
  };
}
