/** Whatever the tree and whatever fails in it: what must always hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { child, type LifecycleEvent, type SupervisorLogic, supervise, type TreeNode } from '../../src/kernel/index.ts';
import type { Restart } from '../../src/model/policy.ts';
import { simple, testSystem, worker } from './support.ts';

interface Leaf {
  readonly restart: Restart;
  readonly cleans: boolean;
}

interface Branch {
  readonly strategy: 'one_for_one' | 'one_for_all' | 'rest_for_one';
  readonly intensity: number;
  readonly restart: Restart;
  readonly children: readonly (Leaf | Branch)[];
}

const restart = fc.constantFrom<Restart>('permanent', 'transient', 'temporary');
const leaf: fc.Arbitrary<Leaf> = fc.record({ restart, cleans: fc.boolean() });
const { tree } = fc.letrec<{ tree: Branch; node: Leaf | Branch }>((tie) => ({
  node: fc.oneof({ maxDepth: 2 }, leaf, tie('tree')),
  tree: fc.record({
    strategy: fc.constantFrom('one_for_one', 'one_for_all', 'rest_for_one'),
    intensity: fc.nat(4),
    restart,
    children: fc.array(tie('node'), { maxLength: 4 }),
  }),
}));
/** What happens: to the living leaf of that number, or time passes. */
const incident = fc.record({ leaf: fc.nat(20), what: fc.constantFrom('CRASH', 'END', 'wait'), ms: fc.nat(3_000) });

const PERIOD = 2_000;

function build({ strategy, intensity, children }: Branch): SupervisorLogic {
  return supervise({
    strategy,
    intensity,
    period: PERIOD,
    children: children.map((node, i) =>
      'children' in node
        ? child(`s${i}`, build(node), { restart: node.restart })
        : child(`w${i}`, node.cleans ? worker(10) : simple(), { restart: node.restart }),
    ),
  });
}

/** Paths of what the tree says is running. */
function running(nodes: readonly TreeNode[]): string[] {
  return nodes.flatMap((node) => [
    ...(node.state === 'running' || node.state === 'stopping' ? [node.path] : []),
    ...running(node.children ?? []),
  ]);
}

/** Runs the incidents, then stops everything; checks what must hold at each moment. */
function live(branch: Branch, incidents: readonly { leaf: number; what: string; ms: number }[]): LifecycleEvent[] {
  const alive = new Set<string>();
  const events: LifecycleEvent[] = [];
  const refs = new Map<string, { send(event: { type: string }): void }>();
  const { system, clock, faults } = testSystem({
    onLifecycle(event) {
      events.push(event);
      const { type, path } = event;
      if (type === 'started') {
        expect(alive.has(path), `${path} is alive only once`).toBe(false);
        alive.add(path);
      }
      if (type === 'exit' || type === 'stopped') alive.delete(path);
    },
    inspect({ type, actorRef }) {
      const host = 'host' in actorRef ? (actorRef.host as { path: string }) : undefined;
      if (type === '@xstate.event' && host !== undefined) refs.set(host.path, actorRef);
    },
  });
  const app = system.start(child('app', build(branch)));
  const checkTree = (): void => expect(running(system.tree()).sort()).toEqual([...alive].sort());
  checkTree();
  for (const { leaf: number, what, ms } of incidents) {
    if (what === 'wait') clock.advance(ms);
    else {
      const leaves = [...alive].filter((path) => /w\d+$/.test(path)).sort();
      const path = leaves[number % Math.max(1, leaves.length)];
      if (path !== undefined) refs.get(path)?.send({ type: what });
    }
    checkTree();
  }
  events.push({ type: 'escalated', path: 'the end', id: '', incarnation: 0, at: clock.now(), wall: 0 });
  void app.stop();
  clock.advance(60_000);
  expect([...alive], 'nothing lives after the stop').toEqual([]);
  expect(clock.pending, 'no timer is left').toBe(0);
  expect(faults).toEqual([]);
  return events;
}

describe('in any tree, with any failures', () => {
  it('each child lives at most once, the tree tells the truth, and nothing survives the stop', () => {
    fc.assert(
      fc.property(tree, fc.array(incident, { maxLength: 20 }), (branch, incidents) => void live(branch, incidents)),
    );
  });

  it('no supervisor restarts more often within its period than its intensity allows', () => {
    fc.assert(
      fc.property(tree, fc.array(incident, { maxLength: 30 }), (branch, incidents) => {
        const restarts = new Map<string, number[]>();
        for (const { type, path, at, restart: report } of live(branch, incidents)) {
          if (type === 'started') restarts.delete(path);
          if (type !== 'restarting' || report === undefined) continue;
          const parent = path.slice(0, path.lastIndexOf('/'));
          const recent = [...(restarts.get(parent) ?? []), at].filter((then) => then >= at - PERIOD);
          restarts.set(parent, recent);
          expect(recent.length).toBeLessThanOrEqual(report.intensity);
        }
      }),
    );
  });

  it('each supervisor stops its children in the reverse order of their place', () => {
    fc.assert(
      fc.property(tree, fc.array(incident, { maxLength: 10 }), (branch, incidents) => {
        const events = live(branch, incidents);
        const last = events.slice(events.findIndex(({ path }) => path === 'the end'));
        const stopped = new Map<string, number>();
        for (const { type, path } of last) {
          const [, parent = '', place = ''] = /^(.*)\/[sw](\d+)$/.exec(path) ?? [];
          if (type === 'started') stopped.delete(parent); // a restart was under way
          if (type !== 'stopped') continue;
          expect(Number(place)).toBeLessThan(stopped.get(parent) ?? Infinity);
          if (parent !== '') stopped.set(parent, Number(place));
        }
      }),
    );
  });
});
