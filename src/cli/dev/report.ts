/** What a reload has changed, on one line; or why it has not, with the traceback. Pure. */
import { basename } from 'node:path';
import type { PythonFailure } from '../../model/call-errors.ts';
import type { Ms } from '../../model/clock.ts';
import { formatMs } from '../../model/duration.ts';
import { isVivariumError } from '../../model/errors.ts';
import type { ToolSpec } from '../../tools/spec.ts';
import { usersFrame } from '../report.ts';

/** `adapter.py changed: ml reloaded in 640 ms; tools: + shout, − greet, ~ add` */
export function reloaded(pool: string, files: readonly string[], ms: Ms, changes: readonly string[]): string {
  const tools = changes.length === 0 ? '' : `; tools: ${changes.join(', ')}`;
  return `${named(files)} changed: ${pool} reloaded in ${formatMs(Math.round(ms))}${tools}`;
}

/** `+` new, `−` gone, `~` described differently, in this order. */
export function toolChanges(before: readonly ToolSpec[], after: readonly ToolSpec[]): string[] {
  const old = new Map(before.map((tool) => [tool.name, JSON.stringify(tool)]));
  const now = new Map(after.map((tool) => [tool.name, JSON.stringify(tool)]));
  const names = [...now.keys()];
  return [
    ...names.filter((name) => !old.has(name)).map((name) => `+ ${name}`),
    ...[...old.keys()].filter((name) => !now.has(name)).map((name) => `− ${name}`),
    ...names.filter((name) => old.has(name) && old.get(name) !== now.get(name)).map((name) => `~ ${name}`),
  ];
}

/** The reason first, Python's traceback under it. */
export function notReloaded(pool: string, files: readonly string[], error: unknown): string {
  const python = pythonOf(error);
  const head = `${named(files)} changed: ${pool} keeps what it had: `;
  if (python === undefined) return `${head}${error instanceof Error ? error.message : String(error)}`;
  const frame = usersFrame(python.frames);
  const where = frame === undefined ? '' : `, at ${basename(frame.file)}:${frame.line}`;
  return `${head}${python.type}: ${python.message}${where}\n${python.traceback.trimEnd()}`;
}

/** What Python said of the worker that was to be first. */
function pythonOf(error: unknown): PythonFailure | undefined {
  if (!isVivariumError(error)) return undefined;
  const { last } = error.facts as { last?: { python?: PythonFailure } };
  return last?.python;
}

function named(files: readonly string[]): string {
  const [first = '', ...more] = files.map((file) => basename(file));
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}
