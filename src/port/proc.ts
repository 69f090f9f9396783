/** What the kernel knows of a process, from `/proc`: the evidence `judge` weighs when a worker is silent. */
import { readFile } from 'node:fs/promises';
import type { Ms } from '../model/clock.ts';

export interface ProcState {
  /** R running, S sleeping, D waiting for a device, T stopped, t traced, Z ended and not collected, X gone. */
  readonly state: string;
  /** CPU time used by all threads so far, in steps of 10 ms. */
  readonly cpuMs: Ms;
  /** Clock ticks after boot; together with the pid it names one process, as pids are used again. */
  readonly startTime: number;
  /** Whether a debugger is attached. */
  readonly traced: boolean;
}

/** Linux shows every clock in /proc in hundredths of a second, whatever the kernel's own tick is. */
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

/** The program's name stands in parentheses and may hold spaces and parentheses itself: fields count from the last one. */
export function parseProc(stat: string, status: string): ProcState | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, utime, stime, startTime] = [fields[0], Number(fields[11]), Number(fields[12]), Number(fields[19])];
  if (state === undefined || !Number.isFinite(utime + stime + startTime)) return null;
  const tracer = /^TracerPid:\s+(\d+)$/m.exec(status)?.[1] ?? '0';
  return { state, cpuMs: (utime + stime) * MS_PER_TICK, startTime, traced: tracer !== '0' };
}
