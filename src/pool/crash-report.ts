/** What is known of a worker's crash, in one place: for the log, for `runtime.on('crash')`, for people. */
import type { WorkerCrash } from '../../machines/worker-events.ts';
import type { LaneKind } from '../bridge/types.ts';
import type { PythonFailure } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import { formatMs } from '../model/duration.ts';
import type { ExitReason } from '../model/exit.ts';
import { readStacks, type ThreadStack } from '../port/stacks.ts';
import type { Member } from '../worker/member.ts';
import { causeOf, uncaughtIn } from './crash-cause.ts';
import type { Ledger } from './ledger.ts';
import type { PoolSettings } from './options.ts';

/** A call that was with a worker when it ended. */
export interface LostCall {
  readonly call: number;
  readonly tool: string;
  /**
   * `failed`: its caller was told `VIV_WORKER_CRASHED`. `abandoned`: its caller had gone before, by a cancel or a timeout,
   * and the tool had not stopped yet.
   */
  readonly became: 'failed' | 'abandoned';
}

/** What a worker owed that is ending now. */
export function lostCalls(member: Member, ledger: Ledger): LostCall[] {
  return [...member.calls()].map(({ id, tool }) => {
    const waits = ledger.get(id)?.member === member;
    return { call: id, tool, became: waits ? 'failed' : 'abandoned' };
  });
}

export interface CrashReport {
  readonly pool: string;
  /** `worker:ml/3` */
  readonly worker: string;
  readonly incarnation: number;
  readonly pid: number | undefined;
  /** What it dialled, or was to. */
  readonly lane: LaneKind;
  /** `exited`, `lane_lost`, `hung`, `killed`, `start_timeout`, `spawn_failed`, `load_failed`, `port_failed` */
  readonly why: string;
  /** On one line what happened and, where it is known, in which of the adapter's functions. */
  readonly cause: string;
  /** What the supervisor was told. */
  readonly message: string;
  readonly code: number | null;
  readonly signal: string | null;
  /** How the process ended, in words. */
  readonly explanation: string;
  readonly uptimeMs: Ms;
  /** The last it wrote to stderr, 8 KB at most. */
  readonly stderrTail: string;
  /** What each of its threads was doing, when native code crashed or it hung; else empty. */
  readonly stacks: readonly ThreadStack[];
  /** The calls it took with it. */
  readonly inFlight: readonly LostCall[];
  /** What Python said, when it could not load its adapter, or ended of an exception that nobody caught. */
  readonly python: PythonFailure | undefined;
}

/** What of its pool's settings a crash is told with. `memory`: bytes the worker may allocate; 0 for no limit. */
export type CrashSettings = Pick<PoolSettings, 'name' | 'lane' | 'memory'>;

/** The report of an exit reason that a worker's machine made; undefined for any other. */
export function crashReport(
  { name, lane, memory }: CrashSettings,
  reason: ExitReason,
  inFlight: readonly LostCall[],
): CrashReport | undefined {
  if (typeof reason === 'string') return undefined;
  const crash = reason.error as WorkerCrash | undefined;
  if (crash?.cause === undefined) return undefined;
  const { worker, incarnation, pid, cause, exit } = crash;
  const stderrTail = exit?.stderrTail ?? '';
  const evidence = {
    message: reason.crash,
    code: exit?.code ?? null,
    signal: exit?.signal ?? null,
    stderrTail,
    stacks: readStacks(stderrTail),
    python: cause.why === 'load_failed' ? (cause.detail as PythonFailure) : undefined,
  };
  const python = evidence.python ?? uncaughtIn(evidence);
  return {
    pool: name,
    worker,
    incarnation,
    pid,
    lane,
    why: cause.why,
    cause: causeOf({ ...evidence, memory }),
    ...evidence,
    python,
    explanation: exit?.explanation ?? '',
    uptimeMs: exit?.uptimeMs ?? 0,
    inFlight,
  };
}

/** The report on a few lines. */
export function formatCrash(report: CrashReport): string {
  const { worker, incarnation, pid, lane, cause, message, explanation, uptimeMs, inFlight, python, stderrTail } =
    report;
  const lines = [
    `${worker}#${incarnation} (pid ${pid ?? 'none'}, ${lane} lane) crashed after ${formatMs(uptimeMs)}: ${cause}`,
  ];
  if (explanation !== '' && explanation !== message) lines.push(`  process    ${explanation}`);
  if (inFlight.length > 0) lines.push(`  in flight  ${countByTool(inFlight)}`);
  const said = python === undefined || stderrTail.includes(python.traceback) ? stderrTail : python.traceback;
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
function countByTool(inFlight: readonly LostCall[]): string {
  const counts = new Map<string, number>();
  for (const { tool } of inFlight) counts.set(tool, (counts.get(tool) ?? 0) + 1);
  return [...counts].map(([tool, count]) => (count === 1 ? tool : `${tool} ×${count}`)).join(', ');
}
