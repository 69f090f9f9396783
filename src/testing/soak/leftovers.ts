/** What a process has from the system: what a soak must have given back when it is over. */
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Belongings {
  /** Child processes that run. */
  readonly processes: ReadonlySet<number>;
  readonly descriptors: number;
}

export interface Memory {
  readonly heapBytes: number;
  readonly rssBytes: number;
}

/** Undefined where there is no `/proc` (macOS, Windows). */
export function belongings(): Belongings | undefined {
  if (process.platform !== 'linux') return undefined;
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const processes = new Set(pids.filter((pid) => parentOf(pid) === process.pid));
  return { processes, descriptors: readdirSync('/proc/self/fd').length };
}

/** After everything that nobody needs any more has been collected. */
export function memory(): Memory {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, rssBytes: rss };
}

/** Undefined when it has gone, or ended and waits to be collected. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state = 'X', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return 'ZX'.includes(state) ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}
