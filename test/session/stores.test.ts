import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSessionStore } from '../../src/session/file-store.ts';
import { memoryStore } from '../../src/session/memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('memory', () => ({ make: memoryStore, clean() {} }));

for (const fsync of [false, true])
  storeContract(`a file${fsync ? ' that waits for the disk' : ''}`, () => {
    const dir = mkdtempSync(join(tmpdir(), 'vivarium-sessions-'));
    return {
      make: () => fileSessionStore(dir, { fsync }),
      clean: () => rmSync(dir, { recursive: true, force: true }),
    };
  });
