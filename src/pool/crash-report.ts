/** What is known of a worker's crash, in one place: for the log, for `runtime.on('crash')`, for people. */
import type { WorkerCrash } from '../../machines/worker-events.ts';
import type { PythonFailure } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import { formatMs } from '../model/duration.ts';
import type { ExitReason } from '../model/exit.ts';

export interface CrashReport {
  readonly pool: string;
  /** `worker:ml/3` */
  readonly worker: string;
  readonly incarnation: number;
  readonly pid: number | undefined;
  /** `exited`, `lane_lost`, `hung`, `killed`, `start_timeout`, `spawn_failed`, `load_failed`, `port_failed` */
  readonly why: string;
  readonly message: string;
  readonly code: number | null;
  readonly signal: string | null;
  /** How the process ended, in words. */
  readonly explanation: string;
  readonly uptimeMs: Ms;
  /** The last it wrote to stderr, 8 KB at most. */
  readonly stderrTail: string;
  /** The calls it took with it. */
  readonly inFlight: readonly { readonly call: number; readonly tool: string }[];
  /** What Python said, when it could not load its adapter. */
  readonly python: PythonFailure | undefined;
}

/** The report of an exit reason that a worker's machine made; undefined for any other. */
export function crashReport(
  pool: string,
  reason: ExitReason,
  inFlight: CrashReport['inFlight'],
): CrashReport | undefined {
  if (typeof reason === 'string') return undefined;
  const crash = reason.error as WorkerCrash | undefined;
  if (crash?.cause === undefined) return undefined;
  const { worker, incarnation, pid, cause, exit } = crash;
  return {
    pool,
    worker,
    incarnation,
    pid,
    why: cause.why,
    message: reason.crash,
    code: exit?.code ?? null,
    signal: exit?.signal ?? null,
    explanation: exit?.explanation ?? '',
    uptimeMs: exit?.uptimeMs ?? 0,
    stderrTail: exit?.stderrTail ?? '',
    inFlight,
    python: cause.why === 'load_failed' ? (cause.detail as PythonFailure) : undefined,
  };
}

/** The report on a few lines. */
export function formatCrash(report: CrashReport): string {
  const { worker, incarnation, pid, message, explanation, uptimeMs, inFlight, python, stderrTail } = report;
  const lines = [`${worker}#${incarnation} (pid ${pid ?? 'none'}) crashed after ${formatMs(uptimeMs)}: ${message}`];
  if (explanation !== '' && explanation !== message) lines.push(`  process    ${explanation}`);
  if (inFlight.length > 0) lines.push(`  in flight  ${countByTool(inFlight)}`);
  const said = python?.traceback ?? stderrTail;
  if (said !== '')
    lines.push(
      '  it said',
      ...said
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    );
  return lines.join('\n');
}

/** `classify ×21, train`: a crash may take many calls of one tool with it. */
function countByTool(inFlight: CrashReport['inFlight']): string {
  const counts = new Map<string, number>();
  for (const { tool } of inFlight) counts.set(tool, (counts.get(tool) ?? 0) + 1);
  return [...counts].map(([tool, count]) => (count === 1 ? tool : `${tool} ×${count}`)).join(', ');
}
