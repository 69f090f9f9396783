/**
 * The BEAM beside us: measured in the same run when `escript` is on the PATH, else what it did on one machine,
 * scaled by how fast a plain loop runs on that machine and on this one.
 */
import { median } from '../measure.ts';
import type { Rows } from './rows.ts';

/** OTP 25 on two shared cores of an AMD EPYC; medians of five runs. */
const MEASURED: Rows = {
  spawn: 865_000,
  send: 3_670_000,
  call: 880_000,
  'restart.100': 10.6,
  'restart99.100': 41,
  'restart.10000': 47,
  'start.10000': 36,
  'stop.10000': 27,
  memory: 2_650,
};

/** What {@link calibrate} gave on that machine: median of 15 runs of the loop, Node 20.20. */
const CALIBRATION_MS = 54.5;

const RATES = ['spawn', 'send', 'call'];

/** Milliseconds this machine takes for fifty million steps of integer arithmetic in one thread. */
export function calibrate(): number {
  const runs = Array.from({ length: 15 }, () => {
    const start = performance.now();
    let state = 1;
    for (let i = 0; i < 50_000_000; i++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    if (state === 0) throw new Error('the loop must not be optimised away');
    return performance.now() - start;
  });
  return median(runs);
}

/** What the BEAM would do on a machine that takes `loopMs` for the loop. Memory does not depend on speed. */
export function scaled(loopMs: number): Rows {
  const slower = loopMs / CALIBRATION_MS;
  return Object.fromEntries(
    Object.entries(MEASURED).map(([row, value]) => {
      if (row === 'memory') return [row, value];
      return [row, RATES.includes(row) ? value / slower : value * slower];
    }),
  );
}
