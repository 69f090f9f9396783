/** What the file store writes down: a session's save as what changed since the one before, or that it was deleted. */

import { pack, unpack } from './packed.ts';
import type { SessionRecord, StoredVariable, Versioned } from './store.ts';

export type LogEntry =
  | {
      readonly op: 'save';
      readonly id: string;
      readonly version: number;
      readonly head: Omit<SessionRecord, 'variables'>;
      /** Those that are new or changed. */
      readonly set: readonly (readonly [name: string, variable: StoredVariable])[];
      readonly gone: readonly string[];
    }
  | { readonly op: 'delete'; readonly id: string };

/** Variables are never changed, only replaced: what is the same object is the same variable. */
export function saved(id: string, before: Versioned | undefined, after: Versioned): LogEntry {
  const { variables, ...head } = after.record;
  const old = before?.record.variables ?? new Map<string, StoredVariable>();
  return {
    op: 'save',
    id,
    version: after.version,
    head,
    set: [...variables].filter(([name, variable]) => old.get(name) !== variable),
    gone: [...old.keys()].filter((name) => !variables.has(name)),
  };
}

/** What is kept once the entry counts. */
export function apply(kept: Map<string, Versioned>, entry: LogEntry): void {
  if (entry.op === 'delete') {
    kept.delete(entry.id);
    return;
  }
  const variables = new Map(kept.get(entry.id)?.record.variables);
  for (const name of entry.gone) variables.delete(name);
  for (const [name, variable] of entry.set) variables.set(name, variable);
  kept.set(entry.id, { version: entry.version, record: { ...entry.head, variables } });
}

/** Names are a user's and so no keys of a map: `constructor` would be dropped when it is read. */
export function encodeEntry(entry: LogEntry): Uint8Array {
  if (entry.op === 'delete') return pack([entry.op, entry.id], 'entry');
  const { metadata, ...head } = entry.head;
  const set = entry.set.map(([name, { tags, ...variable }]) => [name, variable, Object.entries(tags)]);
  return pack([entry.op, entry.id, entry.version, head, Object.entries(metadata), set, entry.gone], 'entry');
}

type Texts = readonly (readonly [string, string])[];

/** Only for bytes whose checksum is right: they are ours. */
export function decodeEntry(bytes: Uint8Array): LogEntry {
  const [op, id, ...rest] = unpack(bytes) as [LogEntry['op'], string, ...unknown[]];
  if (op === 'delete') return { op, id };
  const [version, head, metadata, set, gone] = rest as [
    number,
    Omit<SessionRecord, 'variables' | 'metadata'>,
    Texts,
    readonly (readonly [string, Omit<StoredVariable, 'tags'>, Texts])[],
    readonly string[],
  ];
  return {
    op,
    id,
    version,
    head: { ...head, metadata: Object.fromEntries(metadata) },
    set: set.map(([name, variable, tags]) => [name, { ...variable, tags: Object.fromEntries(tags) }]),
    gone,
  };
}
