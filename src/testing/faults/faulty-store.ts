/** A session store on a disk that may be full. */
import { SessionStoreFailed } from '../../model/session-errors.ts';
import type { SessionStore } from '../../session/store.ts';

export interface Disk {
  /** Asked at each save. */
  full(): boolean;
}

export function faultyStore(store: SessionStore, disk: Disk): SessionStore {
  return {
    open: () => store.open(),
    load: (id) => store.load(id),
    async save(id, expectedVersion, record) {
      if (disk.full())
        throw new SessionStoreFailed(
          `session ${id} was not saved: no space left on device (ENOSPC, a fault made on purpose)`,
        );
      return store.save(id, expectedVersion, record);
    },
    delete: (id) => store.delete(id),
    list: () => store.list(),
    close: () => store.close(),
  };
}
