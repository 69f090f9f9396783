/** A window of the closed loop: so many callers, each waiting for its answer before it asks again; each answer is checked. */
import { cpuUs } from './cpu.ts';
import { quantile } from './measure.ts';
import type { Figures, Subject } from './subject.ts';
import type { Work } from './works.ts';

/**
 * @param calls where it ends though there is time left.
 * @throws when an answer is wrong. Undefined when the subject cannot do it.
 */
export async function closedLoop(
  subject: Subject,
  work: Work,
  callers: number,
  ms: number,
  calls = Infinity,
): Promise<Figures | undefined> {
  const ask = work.ask(subject);
  if (ask === undefined) return undefined;
  const latencies: number[] = [];
  const pids = subject.pids();
  const before = { node: cpuUs(['self']), python: cpuUs(pids) };
  const start = performance.now();
  const end = start + ms;
  const caller = async (first: number): Promise<void> => {
    let asked = performance.now();
    for (let n = first; (asked < end && latencies.length < calls) || n === first; n += callers) {
      const answer = await ask(n);
      const answered = performance.now();
      latencies.push(answered - asked);
      asked = answered;
      if (!work.right(answer, n)) throw new Error(`wrong answer to '${work.title}' (${n}): ${String(answer)}`);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, first) => caller(first)));
  const elapsed = performance.now() - start;
  const answers = latencies.length;
  return {
    ...quantilesUs(latencies),
    perSecond: (1_000 * answers) / elapsed,
    nodeUs: (cpuUs(['self']) - before.node) / answers,
    pythonUs: (cpuUs(pids) - before.python) / answers,
  };
}

/** @param latencies in milliseconds. */
export function quantilesUs(latencies: number[]): { p50Us: number; p99Us: number } {
  latencies.sort((a, b) => a - b);
  return { p50Us: quantile(latencies, 0.5) * 1_000, p99Us: quantile(latencies, 0.99) * 1_000 };
}
