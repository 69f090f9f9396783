/**
 * Where sessions are kept while nobody uses them. A store keeps records and compares versions; what is in a record
 * is not its business. `memoryStore()` and `fileSessionStore(dir)` are ours; `test/session/store-contract.ts` is
 * what any other has to pass.
 */
import type { Ms } from '../model/clock.ts';
import type { Affinity } from '../pool/call-session.ts';
import type { VariableMetadata } from './types.ts';

/** A variable as it is kept: the value as bytes, which the store does not look into. Never changed, only replaced. */
export interface StoredVariable extends VariableMetadata {
  readonly value: Uint8Array;
}

/** All of a session that outlives its use. Never changed, only replaced. */
export interface SessionRecord {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Where they are not the runtime's. */
  readonly timeoutMs?: Ms;
  readonly affinity?: Affinity;
  readonly variables: ReadonlyMap<string, StoredVariable>;
}

/** A record with its version: 1 at the first save, one more with each. */
export interface Versioned {
  readonly version: number;
  readonly record: SessionRecord;
}

export interface SessionStore {
  /** Called once, before anything else. Rejects with `SessionStoreFailed` when it cannot be used. */
  open(): Promise<void>;
  load(id: string): Promise<Versioned | undefined>;
  /**
   * Keeps the record if the kept one has `expectedVersion` (0: there is none), and resolves with its new version when it
   * is kept as safely as the store promises. Rejects with `VersionConflict` otherwise, or `SessionStoreFailed`; then
   * nothing has changed.
   */
  save(id: string, expectedVersion: number, record: SessionRecord): Promise<number>;
  /** Resolves with whether there was one. */
  delete(id: string): Promise<boolean>;
  /** The ids of the kept sessions. */
  list(): Promise<string[]>;
  /** Resolves when what was asked before is done and nothing is held any more. */
  close(): Promise<void>;
}
