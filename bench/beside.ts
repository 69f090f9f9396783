/** Small calls beside big arrays on the same worker: how long do they wait? */
import { closedLoop } from './closed.ts';
import type { Figures, Subject } from './subject.ts';
import { WORKS } from './works.ts';

/** The small calls' figures while 64 MB go there and back without a pause. */
export async function besideArrays(subject: Subject, ms: number): Promise<Figures | undefined> {
  const { add, array64m } = WORKS;
  const ask = array64m?.ask(subject);
  if (add === undefined || ask === undefined) return undefined;
  let over = false;
  const traffic = (async () => {
    for (let n = 0; !over; n++) await ask(n);
  })();
  const figures = await closedLoop(subject, add, 1, ms);
  over = true;
  await traffic;
  return figures;
}
