/**
 * A window of the open loop: calls arrive when they arrive (Poisson), whatever the answers do, and a call's time counts
 * from its arrival. Closed loops flatter what batches; this does not.
 */
import { quantilesUs } from './closed.ts';
import type { Figures, Subject } from './subject.ts';

/** A window that is not answered within this is overload. */
const PATIENCE_MS = 2_000;

/** @param rate arrivals per second. */
export async function openLoop(subject: Subject, rate: number, ms: number): Promise<Figures | undefined> {
  if (subject.add === undefined) return undefined;
  const latencies: number[] = [];
  const open: Promise<void>[] = [];
  let wrong = 0;
  const start = performance.now();
  const arrive = (n: number, due: number): void => {
    const answered = subject.add?.(n, 0.5).then(
      (sum) => {
        latencies.push(performance.now() - due);
        if (sum !== n + 0.5) wrong += 1;
      },
      () => {}, // it is missing among the answers
    );
    if (answered !== undefined) open.push(answered);
  };
  let n = 0;
  for (let due = start; due < start + ms; due += gap(rate)) {
    while (performance.now() < due) await turn();
    arrive(n++, due);
  }
  await Promise.race([Promise.all(open), patience()]);
  const seconds = (performance.now() - start) / 1_000;
  if (wrong > 0) throw new Error(`wrong answer: ${wrong} of ${n} sums`);
  return { ...quantilesUs(latencies), perSecond: latencies.length / seconds, failed: n - latencies.length };
}

/** Milliseconds to the next arrival. */
const gap = (rate: number): number => (-Math.log(1 - Math.random()) / rate) * 1_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
