/** What must be true when the faults are over: everybody is back, nobody is forgotten, and the runtime's own count agrees. */
import type { Clock, Ms } from '../../model/clock.ts';
import type { PoolMetrics } from '../../observe/metrics-types.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { type Belongings, belongings } from './leftovers.ts';
import { POOLS } from './pools.ts';

const RECOVERY: Ms = 30_000;
const CLOSING: Ms = 5_000;
const LOOK: Ms = 50;

/** Gives every worker time to come back; what is wrong then, a sentence each. */
export async function recovery(runtime: Runtime, clock: Clock): Promise<string[]> {
  let found: string[] = [];
  await eventually(clock, RECOVERY, async () => {
    const { pools } = await runtime.metrics();
    found = Object.entries(pools).flatMap(([name, pool]) => unwell(name, pool));
    return found.length === 0;
  });
  return found;
}

function unwell(name: string, { status, size, workers, waiting, inFlight, openStreams }: PoolMetrics): string[] {
  const whole = status === 'ready' && workers.length === size;
  const idle = waiting + inFlight + openStreams === 0;
  const owing = workers.filter((worker) => worker.inFlight > 0);
  return [
    ...(whole
      ? []
      : [`pool ${name} is ${status} with ${workers.length} of ${size} workers though all faults are over`]),
    ...(idle
      ? []
      : [`pool ${name} has ${waiting} calls waiting, ${inFlight} sent, ${openStreams} streams though all have ended`]),
    ...owing.map((worker) => `${worker.id} still owes ${worker.inFlight} answers though all calls have ended`),
  ];
}

/** A call that the runtime ended twice, or never, is in its count and not in that of the callers. */
export async function counted(runtime: Runtime, ended: number): Promise<string[]> {
  const { pools } = await runtime.metrics();
  const counts = POOLS.flatMap((name) => [pools[name]?.calls, pools[name]?.streams]);
  const sum = counts.flatMap((count) => Object.values(count ?? {})).reduce((total, count) => total + count, 0);
  return sum === ended ? [] : [`the runtime counted ${sum} ends of calls, their callers ${ended}`];
}

/** What is there and was not `before`; sockets have a moment to close. */
export async function leftOver(
  before: Belongings | undefined,
  clock: Clock,
): Promise<{ readonly processes: number; readonly descriptors: number } | undefined> {
  if (before === undefined) return undefined;
  let left = { processes: 0, descriptors: 0 };
  await eventually(clock, CLOSING, async () => {
    const now = belongings() ?? before;
    left = {
      processes: [...now.processes].filter((pid) => !before.processes.has(pid)).length,
      descriptors: Math.max(0, now.descriptors - before.descriptors),
    };
    return left.processes + left.descriptors === 0;
  });
  return left;
}

/** Looks until it is so, or the time is over. */
async function eventually(clock: Clock, withinMs: Ms, check: () => Promise<boolean>): Promise<void> {
  const end = clock.now() + withinMs;
  while (!(await check()) && clock.now() < end) await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK));
}
