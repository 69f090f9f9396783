/** Kills one worker the hard way, and again when it has come back: so soon after the first crash, its supervisor waits. */
import { formatCrash, type Runtime } from '../../src/index.ts';

export interface Sabotage {
  /** The first blow; the others follow when the worker has recovered. */
  begin(): void;
  readonly begun: boolean;
  /** Every kill has happened and every worker is back. */
  readonly survived: boolean;
}

/** Plans `wanted` kills of the pool's first worker and tells, line by line, what its supervisor does about them. */
export function planSabotage(runtime: Runtime, wanted: number, tell: (line: string) => void): Sabotage {
  const ml = runtime.pool('ml');
  const victim = ml.workers()[0]?.id;
  let done = 0;
  let recovered = 0;

  function strike(): void {
    const worker = ml.workers().find(({ id }) => id === victim);
    if (worker === undefined) return;
    done += 1;
    tell(`kill -9 ${worker.pid}   ${worker.id}#${worker.incarnation}, with ${worker.inFlight} calls in flight`);
    process.kill(worker.pid, 'SIGKILL');
  }

  runtime.on('crash', (report) => tell(formatCrash(report)));
  runtime.on('restarting', ({ id, restart }) => {
    const wait = restart?.delayMs ? `in ${restart.delayMs} ms (backoff)` : 'at once';
    tell(`restarting  ${id} ${wait}, restart ${restart?.attempt} of ${restart?.intensity} allowed`);
  });
  runtime.on('ready', ({ worker, incarnation, pid }) => {
    tell(`ready       ${worker}#${incarnation}, pid ${pid}`);
    if (worker !== victim) return;
    recovered += 1;
    if (done < wanted) strike();
  });

  return {
    begin: strike,
    get begun() {
      return done > 0;
    },
    get survived() {
      return recovered === wanted;
    },
  };
}
