/** One subject in a process of its own: `node --expose-gc run.js NAME PLAN` prints its rows as one JSON object. */
import { type Plan, rowsOf } from './rows.ts';
import type { Subject } from './subject.ts';

const [name, plan] = process.argv.slice(2);
const SUBJECTS: Record<string, () => Promise<Subject>> = {
  xstate: async () => (await import('./subjects/xstate.ts')).xstate,
  vivarium: async () => (await import('./subjects/vivarium.ts')).vivarium,
  nact: async () => (await import('./subjects/nact.ts')).nact,
  comedy: async () => (await import('./subjects/comedy.ts')).comedy,
};

const subject = await SUBJECTS[name ?? '']?.();
if (subject === undefined || plan === undefined)
  throw new Error(`usage: run.js ${Object.keys(SUBJECTS).join('|')} PLAN`);
const { windowMs, crashes, crowds } = JSON.parse(plan) as Plan;
await warmUp(subject);
process.stdout.write(`${JSON.stringify(await rowsOf(subject, { windowMs, crashes, crowds }))}\n`);

/** So that what is measured is compiled. */
async function warmUp(subject: Subject): Promise<void> {
  await rowsOf(subject, { windowMs: 200, crashes: 1_000, crowds: [100, 1_000, 10_000] });
}
