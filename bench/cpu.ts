/** The CPU time that processes have used, all their threads together, to the nanosecond (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** Microseconds so far; NaN where the system does not tell. */
export function cpuUs(pids: readonly (number | 'self')[]): number {
  try {
    return pids.reduce<number>((sum, pid) => sum + processUs(pid), 0);
  } catch {
    return Number.NaN;
  }
}

function processUs(pid: number | 'self'): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).reduce((sum, task) => sum + Number(ran(`${tasks}/${task}/schedstat`)) / 1_000, 0);
}

/** Nanoseconds on a CPU; 0 for a thread that has ended at this moment. */
function ran(path: string): string {
  try {
    return readFileSync(path, 'utf8').split(' ', 1)[0] ?? '0';
  } catch {
    return '0';
  }
}
