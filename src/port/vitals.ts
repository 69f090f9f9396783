/** What an observer wants to know of a process beside its memory and CPU time. */
import { readdir, readFile } from 'node:fs/promises';

export interface Vitals {
  readonly threads: number;
  /** Open file descriptors. */
  readonly fds: number;
}

/** Null when the process has gone, is not ours, or where there is no `/proc`. */
export async function readVitals(pid: number): Promise<Vitals | null> {
  try {
    const [status, fds] = await Promise.all([readFile(`/proc/${pid}/status`, 'latin1'), readdir(`/proc/${pid}/fd`)]);
    return { threads: Number(/^Threads:\s+(\d+)$/m.exec(status)?.[1] ?? 0), fds: fds.length };
  } catch {
    return null;
  }
}
