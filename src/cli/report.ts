/** A failure as what the user reads: one line, more with `--verbose`; and its exit code. */
import { relative } from 'node:path';
import type { PythonFrame } from '../model/call-errors.ts';
import { isVivariumError, type VivariumError } from '../model/errors.ts';
import { Interrupted } from './interrupt.ts';
import { toJson } from './json.ts';
import { UsageError } from './usage.ts';

export interface ReportOptions {
  readonly verbose: boolean;
  readonly json: boolean;
}

/** The command failed and has said all there is to say. */
export class Told extends Error {
  override readonly name = 'Told';
  readonly exitCode: number;

  constructor(exitCode = 1) {
    super('the command failed');
    this.exitCode = exitCode;
  }
}

/** What the user wrote is wrong, and trying again will not help. */
const USAGE = new Set(['VIV_BAD_CONFIG', 'VIV_BAD_ARGUMENTS', 'VIV_UNKNOWN_TOOL', 'VIV_STREAM_ONLY']);

/** Where packages lie, Debian's name for it, and Python's own library. */
const NOT_THE_USERS = /[/\\](site-packages|dist-packages|lib[/\\]python3\.\d+)[/\\]|^<frozen /;

/** 1 for a failure, 2 for wrong usage, 128 and the signal's number for an interrupt; a program's own where one was run. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Interrupted || error instanceof Told) return error.exitCode;
  if (error instanceof UsageError) return 2;
  if (!isVivariumError(error)) return 1;
  return USAGE.has(error.code) || error.facts['type'] === 'AdapterNotFound' ? 2 : 1;
}

export function explain(error: unknown, { verbose, json }: ReportOptions): string {
  if (json) return toJson({ error: isVivariumError(error) ? error.toJSON() : plain(error) });
  return `vivarium: ${describe(error, verbose)}`;
}

/** For people: a line, and with `verbose` the stack traces under it. */
export function describe(error: unknown, verbose: boolean): string {
  return verbose ? [sentence(error), ...details(error)].join('\n') : sentence(error);
}

/** The frame to look at first: the innermost that is neither Python's nor a package's, else the innermost. */
export function usersFrame(frames: readonly PythonFrame[]): PythonFrame | undefined {
  return frames.findLast(({ file }) => !NOT_THE_USERS.test(file)) ?? frames.at(-1);
}

function sentence(error: unknown): string {
  if (!isVivariumError(error)) return firstLine(plain(error).message);
  if (error.code === 'VIV_PYTHON_ENV') return environment(error);
  const frame = usersFrame(pythonFrames(error));
  const where = frame === undefined ? '' : `, at ${shown(frame.file)}:${frame.line} in ${frame.function}`;
  return `${firstLine(error.message)}${where}`;
}

/** What was found on this machine is worth its lines; without it, the remedy follows on the same line. */
function environment(error: VivariumError): string {
  return error.facts['context'] ? error.message : error.message.split('\n').join('. ');
}

function details(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const traceback = isVivariumError(error) ? error.facts['traceback'] : undefined;
  const own = [...(typeof traceback === 'string' ? [traceback.trimEnd()] : []), error.stack ?? ''];
  return [...own, ...details(error.cause)];
}

/** ToolFailed has them among its facts, and a worker that could not load its adapter. */
function pythonFrames(error: VivariumError): readonly PythonFrame[] {
  const { frames } = error.facts as { frames?: readonly PythonFrame[] };
  return frames ?? [];
}

function plain(error: unknown): { name: string; message: string } {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

function firstLine(text: string): string {
  const [first = '', ...more] = text.split('\n');
  return more.length === 0 ? first : `${first} …`;
}

/** Relative where that is shorter. */
function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path.length < file.length ? path : file;
}
