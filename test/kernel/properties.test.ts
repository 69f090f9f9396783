/** Whatever the tree, whatever fails in it and whatever is asked of it: what must always hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Branch, createWorld, type Incident, incident, nodesOf, PERIOD, tree } from './trees.ts';

/** Lets the incidents happen to the tree; `check` is called after each. */
function live(branch: Branch, incidents: readonly Incident[], check: (world: World) => void = () => undefined): World {
  const world = createWorld(branch);
  check(world);
  for (const each of incidents) {
    world.perform(each);
    check(world);
  }
  return world;
}
type World = ReturnType<typeof createWorld>;

function holds(property: (branch: Branch, incidents: readonly Incident[]) => void): void {
  fc.assert(fc.property(tree, fc.array(incident, { maxLength: 25 }), property), { numRuns: 200 });
}

/** Lets time pass until nobody is left, and then no longer. */
function expectNothingLeft({ system, clock, present }: World): void {
  const start = clock.now();
  const toNextTimer = (): void => clock.advance(clock.nextDue - clock.now());
  while ((system.tree().length > 0 || present.size > 0) && clock.pending > 0) toNextTimer();
  if (clock.pending > 0) toNextTimer(); // armed once for all timers, and left when the earliest is cancelled
  expect([[...present], system.tree(), clock.pending]).toEqual([[], [], 0]);
  expect(clock.now() - start).toBeLessThan(30_000);
}

describe('in any tree, with any failures and requests', () => {
  it('each child lives at most once', () => {
    holds((branch, incidents) => {
      live(branch, incidents, ({ doubles, faults }) => expect([doubles, faults]).toEqual([[], []]));
    });
  });

  it('the tree says of exactly those leaves that they run which do', () => {
    holds((branch, incidents) => {
      live(branch, incidents, ({ system, living }) => {
        const leaves = nodesOf(system.tree()).filter(
          ({ children, type }) => children === undefined && type === 'worker',
        );
        const running = leaves.filter(({ state }) => state === 'running' || state === 'stopping');
        expect(running.map(({ path }) => path).sort()).toEqual([...living.keys()].sort());
      });
    });
  });

  it('nobody is alive and nothing is pending once the tree is stopped, nor does that take longer than its deadlines', () => {
    holds((branch, incidents) => {
      const world = live(branch, incidents);
      void world.app.stop();
      expectNothingLeft(world);
    });
  });

  it('nor once it is killed', () => {
    holds((branch, incidents) => {
      const world = live(branch, incidents);
      void world.app.kill();
      expectNothingLeft(world);
    });
  });

  it('no supervisor restarts more often within its period than its intensity allows', () => {
    holds((branch, incidents) => {
      const { events } = live(branch, incidents);
      const restarts = new Map<string, number[]>();
      for (const { type, path, at, restart } of events) {
        if (type === 'started') restarts.delete(path);
        if (type !== 'restarting' || restart === undefined) continue;
        const parent = path.slice(0, path.lastIndexOf('/'));
        const recent = [...(restarts.get(parent) ?? []), at].filter((then) => then >= at - PERIOD);
        restarts.set(parent, recent);
        expect(recent.length).toBeLessThanOrEqual(intensityAt(branch, parent));
      }
    });
  });

  it('what runs is stopped in the reverse of its order in the tree, but for instances, which stop together', () => {
    holds((branch, incidents) => {
      const { app, system, clock, living, fallen } = live(branch, incidents);
      clock.advance(30_000); // whatever was under way is over
      const order = nodesOf(system.tree()).map(({ path }) => path);
      const expected = order.filter((path) => living.has(path) && !path.includes('/new')).reverse();
      fallen.length = 0;
      void app.stop();
      clock.advance(30_000);
      expect(fallen.filter((path) => !path.includes('/new'))).toEqual(expected);
    });
  });
});

/** Of the supervisor at a path like `app/c0/c2`, from the description it was built from. */
function intensityAt(branch: Branch, path: string): number {
  let at = branch;
  for (const id of path.split('/').slice(1)) at = at.children[Number(id.slice(1))] as Branch;
  return at.intensity;
}
