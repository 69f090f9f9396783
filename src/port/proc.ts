/** What the kernel knows of a process, from `/proc`: the evidence `judge` weighs when a worker is silent. */
import { readFile } from 'node:fs/promises';
import type { Ms } from '../model/clock.ts';
import { type ProcStat, parseStat } from '../model/proc-stat.ts';

export interface ProcState extends Omit<ProcStat, 'cpuTicks'> {
  /** CPU time used by all threads so far, in steps of 10 ms. */
  readonly cpuMs: Ms;
  /** Whether a debugger is attached. */
  readonly traced: boolean;
  /** Bytes of memory that are its own and in RAM now (resident set). */
  readonly rss: number;
}

const MS_PER_TICK = 10;

/** Null when the process has gone, or where there is no `/proc` (macOS, Windows). */
export async function readProc(pid: number): Promise<ProcState | null> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'latin1'),
      readFile(`/proc/${pid}/status`, 'latin1'),
    ]);
    return parseProc(stat, status);
  } catch {
    return null;
  }
}

export function parseProc(stat: string, status: string): ProcState | null {
  const known = parseStat(stat);
  if (known === null) return null;
  const { state, cpuTicks, startTime } = known;
  const tracer = /^TracerPid:\s+(\d+)$/m.exec(status)?.[1] ?? '0';
  const rss = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024; // a zombie has none
  return { state, cpuMs: cpuTicks * MS_PER_TICK, startTime, traced: tracer !== '0', rss };
}
