/** Kills one worker the hard way, and again when it has come back: so soon after the first crash, its supervisor waits. */
import type { Runtime } from '../../src/index.ts';

export interface Sabotage {
  /** The first blow; the others follow when the worker has recovered. */
  begin(): void;
  readonly begun: boolean;
  /** Every kill has happened and every worker is back. */
  readonly survived: boolean;
}

/** Plans `wanted` kills of the pool's first worker and tells, line by line, what its supervisor does about them. */
export function planSabotage(runtime: Runtime, wanted: number, tell: (line: string) => void): Sabotage {
  const { ml } = runtime.pools;
  const victim = ml.workers()[0]?.id;
  let done = 0;
  let recovered = 0;

  function strike(): void {
    const worker = ml.workers().find(({ id }) => id === victim);
    if (worker?.pid === undefined) return;
    done += 1;
    tell(`kill -9 ${worker.pid}   ${worker.id}#${worker.incarnation}, with ${worker.inFlight} calls in flight`);
    process.kill(worker.pid, 'SIGKILL');
  }

  runtime.on('crash', ({ worker, incarnation, message }) => tell(`crashed     ${worker}#${incarnation}: ${message}`));
  runtime.on('restarting', ({ worker, incarnation, delayMs }) =>
    tell(`restarting  ${worker}#${incarnation} ${delayMs === 0 ? 'at once' : `in ${delayMs} ms (backoff)`}`),
  );
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
