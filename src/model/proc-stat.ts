/** What Linux says of a process in `/proc/PID/stat`, as data. */

export interface ProcStat {
  /** R running, S sleeping, D waiting for a device, T stopped, t traced, Z ended and not collected, X gone. */
  readonly state: string;
  /** CPU time of all threads so far, in clock ticks: hundredths of a second, whatever the kernel's own tick is. */
  readonly cpuTicks: number;
  /** Clock ticks after boot; together with the pid it names one process, as pids are used again. */
  readonly startTime: number;
}

/** The program's name stands in parentheses and may hold spaces and parentheses itself: fields count from the last one. */
export function parseStat(text: string): ProcStat | null {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, utime, stime, startTime] = [fields[0], Number(fields[11]), Number(fields[12]), Number(fields[19])];
  if (state === undefined || !Number.isFinite(utime + stime + startTime)) return null;
  return { state, cpuTicks: utime + stime, startTime };
}
