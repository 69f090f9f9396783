/** Processes as the system's own table has them. */
import { execFileSync } from 'node:child_process';

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
  readonly isZombie: boolean;
}

/** Those below `pid`, however deep; zombies are none. */
export function descendants(pid: number): number[] {
  const all = table();
  const below = (parent: number): number[] =>
    all
      .filter((entry) => entry.parent === parent && !entry.isZombie)
      .flatMap((entry) => [entry.pid, ...below(entry.pid)]);
  return below(pid);
}

export function memoryOf(pids: readonly number[]): number {
  return table().reduce((sum, { pid, bytes }) => sum + (pids.includes(pid) ? bytes : 0), 0);
}

export function isRunning(pid: number): boolean {
  return table().some((entry) => entry.pid === pid && !entry.isZombie);
}

function table(): Entry[] {
  const lines = execFileSync('ps', ['-Ao', 'pid=,ppid=,rss=,stat='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = '', parent = '', kilobytes = '', state = ''] = line.trim().split(/\s+/);
    return {
      pid: Number(pid),
      parent: Number(parent),
      bytes: Number(kilobytes) * 1_024,
      isZombie: state.startsWith('Z'),
    };
  });
}
