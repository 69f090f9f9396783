/** What a write makes of a session's record: pure, so that it can be made again when another was faster. */
import { Tensor } from '../bridge/values.ts';
import { BadConfig } from '../model/errors.ts';
import { NoVariable, VersionConflict } from '../model/session-errors.ts';
import type { SessionRecord, StoredVariable } from './store.ts';
import type { SetOptions, VariableInfo, VariableMetadata } from './types.ts';

/** A write that has been checked: the value as bytes, and what its writer says of it. */
export interface Write extends Omit<SetOptions, 'type'> {
  readonly session: string;
  readonly name: string;
  readonly value: Uint8Array;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Variables the session may have. */
  readonly most: number;
}

/** @throws VersionConflict, NoVariable, BadConfig when there are too many */
export function withVariable(record: SessionRecord, write: Write): SessionRecord {
  const { name, at, session } = write;
  const before = record.variables.get(name);
  expectVersion(session, name, before, write.ifVersion);
  if (before === undefined && write.create === false) throw new NoVariable(session, name);
  if (before === undefined && record.variables.size >= write.most)
    throw new BadConfig(
      `session ${session}`,
      name,
      `at most ${write.most} variables; delete some, or raise sessions.maxVariables`,
    );
  const variable: StoredVariable = {
    value: write.value,
    type: write.type,
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
    createdBy: before?.createdBy ?? write.createdBy ?? 'node',
    tags: write.tags ?? before?.tags ?? {},
    version: (before?.version ?? 0) + 1,
  };
  return { ...record, variables: new Map(record.variables).set(name, variable) };
}

/** The same record when there was none. @throws VersionConflict */
export function withoutVariable(
  record: SessionRecord,
  { session, name, ifVersion }: Pick<Write, 'session' | 'name' | 'ifVersion'>,
): SessionRecord {
  const before = record.variables.get(name);
  expectVersion(session, name, before, ifVersion);
  if (before === undefined) return record;
  const variables = new Map(record.variables);
  variables.delete(name);
  return { ...record, variables };
}

function expectVersion(session: string, name: string, before: StoredVariable | undefined, expected?: number): void {
  const actual = before?.version ?? 0;
  if (expected !== undefined && expected !== actual)
    throw new VersionConflict(`variable ${name} of session ${session}`, expected, actual, { session, name });
}

export function metadataOf({ value: _, ...metadata }: StoredVariable): VariableMetadata {
  return metadata;
}

export function infoOf(name: string, variable: StoredVariable): VariableInfo {
  return { name, ...metadataOf(variable), bytes: variable.value.length };
}

/** What a variable is called when its writer does not say: the words of the table in `types.ts`. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'binary';
  if (value instanceof Tensor || ArrayBuffer.isView(value)) return 'tensor';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  if (typeof value === 'bigint') return 'integer';
  return typeof value === 'object' ? 'map' : typeof value;
}
