/** A line that an agent's process printed: a record of Python's logging, which comes as JSON on stderr, or just a line. */
import type { AgentLine, AgentRecord } from './notice.ts';

const LEVELS: readonly string[] = ['debug', 'info', 'warning', 'error', 'critical'] satisfies AgentRecord['level'][];

/** Undefined when the line is none. */
export function readRecord({ process, incarnation, stream, line }: AgentLine): AgentRecord | undefined {
  if (stream !== 'stderr' || !line.startsWith('{"level": ')) return undefined;
  const body = parse(line);
  const { level, logger, message, fields = {}, traceback = '' } = body;
  const isRecord = typeof level === 'string' && LEVELS.includes(level) && typeof message === 'string';
  if (!isRecord || typeof fields !== 'object' || fields === null) return undefined;
  return {
    process,
    incarnation,
    level: level as AgentRecord['level'],
    logger: String(logger),
    message,
    fields: fields as AgentRecord['fields'],
    traceback: String(traceback),
  };
}

/** What it said last of why it ended, for the error of whoever started it: a logged exception, else the end of stderr. */
export function lastWords(stderrTail: string): string {
  const lines = stderrTail.trimEnd().split('\n');
  for (const line of lines.reverse()) {
    const record = parse(line);
    if (typeof record['traceback'] === 'string') return record['traceback'].trimEnd().split('\n').at(-1) ?? '';
    if (line.trim() !== '' && !line.startsWith('{')) return line.trim();
  }
  return '';
}

function parse(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
