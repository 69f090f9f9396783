/** Which process a lock or a half-made folder belongs to, and whether it still lives: pid and start time, as pids return. */
import { readFileSync } from 'node:fs';

/** `4242-9918231`; the start time is 0 where there is no `/proc`. */
export function ownerId(pid: number = process.pid): string {
  return `${pid}-${startTime(pid)}`;
}

export function ownerAlive(id: string): boolean {
  const [pid, started] = id.split('-');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return started === String(startTime(Number(pid)));
}

/**
 * Clock ticks after boot; 0 for a process that has ended, even when its parent has not collected it (a zombie).
 * The program's name, in parentheses, may hold spaces: fields count from behind it.
 */
function startTime(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 0 : Number(fields[19]);
  } catch {
    return 0;
  }
}
