/** Many callers asking at once, and a tally of how every single call ended. */
import { isVivariumError } from '../../src/index.ts';
import type { Digit } from './data.ts';
import type { Answer } from './tools.ts';

export interface Tally {
  issued: number;
  /** Ended, one way or the other. Equal to `issued` when every call ended exactly once. */
  ended: number;
  answered: number;
  correct: number;
  /** Calls that ended with the crash of their worker, by how far they had come. */
  readonly crashed: { queued: number; sent: number };
  seconds: number;
}

export interface Load {
  readonly callers: number;
  ask(digit: Digit): Promise<Answer>;
  /** Asked before each call. */
  goOn(tally: Tally): boolean;
}

/** A crash a call may survive by being asked again; more than this in a row is not bad luck. */
const ATTEMPTS = 10;

export async function underLoad(digits: readonly Digit[], load: Load): Promise<Tally> {
  const tally: Tally = { issued: 0, ended: 0, answered: 0, correct: 0, crashed: { queued: 0, sent: 0 }, seconds: 0 };
  const begun = performance.now();
  let next = 0;

  async function caller(): Promise<void> {
    while (load.goOn(tally)) {
      const digit = digits[next++ % digits.length];
      if (digit !== undefined) await askUntilAnswered(digit, load, tally);
    }
  }

  await Promise.all(Array.from({ length: load.callers }, caller));
  tally.seconds = (performance.now() - begun) / 1_000;
  return tally;
}

/** A call whose worker died may have run or not. Reading a digit changes nothing, so it may simply be asked again. */
async function askUntilAnswered(digit: Digit, load: Load, tally: Tally): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    tally.issued += 1;
    try {
      const answer = await load.ask(digit);
      tally.answered += 1;
      if (answer.label === digit.label) tally.correct += 1;
      return;
    } catch (error) {
      if (!isVivariumError(error, 'VIV_WORKER_CRASHED') || attempt === ATTEMPTS) throw error;
      tally.crashed[error.facts['phase'] === 'queued' ? 'queued' : 'sent'] += 1;
    } finally {
      tally.ended += 1;
    }
  }
}
