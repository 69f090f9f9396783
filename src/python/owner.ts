/** Which process a lock or a half-made folder belongs to, and whether it still lives: pid and start time, as pids return. */
import { readFileSync } from 'node:fs';
import { parseStat } from '../model/proc-stat.ts';

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

/** Clock ticks after boot; 0 for a process that has ended, even when its parent has not collected it (a zombie). */
function startTime(pid: number): number {
  try {
    const stat = parseStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    return stat === null || stat.state === 'Z' ? 0 : stat.startTime;
  } catch {
    return 0;
  }
}
