/** What the run has to show: its numbers as text, and what they must be for it to count as a success. */
import type { Tally } from './load.ts';

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `20,113` */
export function count(value: number): string {
  return number.format(value);
}

/** `96.1 %` */
export function share(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

/** Moves a text of several lines to the right, under its heading. */
export function indent(text: string): string {
  return text.replace(/^/gm, '   ');
}

export function accuracy(tally: Tally): number {
  return tally.correct / tally.answered;
}

export function summary(tally: Tally, guess: { label: number; accuracy: number }): string {
  const { queued, sent } = tally.crashed;
  return [
    `${count(tally.issued)} calls issued, ${count(tally.ended)} ended, each exactly once:`,
    `  ${count(tally.answered)} answered`,
    `  ${count(queued + sent)} failed with their worker (${sent} sent, ${queued} queued) and were asked again`,
    `${share(accuracy(tally))} read correctly; always guessing ${guess.label} would be right in ${share(guess.accuracy)}`,
    `${count(tally.ended / tally.seconds)} calls per second in this run, crashes included`,
  ].join('\n');
}

/** Why the run failed, one sentence each; empty when it succeeded. */
export function complaints(tally: Tally, guess: { accuracy: number }, survived: boolean): string[] {
  const found: string[] = [];
  const right = accuracy(tally);
  if (tally.ended !== tally.issued) found.push(`${count(tally.issued - tally.ended)} calls did not end exactly once`);
  // Written so that NaN, the accuracy of no answers at all, fails too.
  if (!(right > guess.accuracy)) found.push(`an accuracy of ${share(right)} is no better than guessing`);
  if (!survived) found.push('the killed worker did not come back in time');
  return found;
}
