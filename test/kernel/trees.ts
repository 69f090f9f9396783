/** Random supervision trees, and a world in which they live: it knows who is alive from the actors themselves. */
import fc from 'fast-check';
import { type AnyActorRef, fromCallback } from 'xstate';
import {
  askSupervisor,
  type ChildSpec,
  child,
  dynamicSupervisor,
  exit,
  type Life,
  type LifecycleEvent,
  type SupervisorLogic,
  supervise,
  type TreeNode,
} from '../../src/kernel/index.ts';
import type { Backoff, Restart, Strategy } from '../../src/model/policy.ts';
import { testSystem } from './support.ts';

export interface Leaf {
  readonly restart: Restart;
  /** How it takes an order to end: at once, after a while, or never (then it is killed). */
  readonly stops: 'at_once' | 'slowly' | 'never';
  /** The how manyth of its starts fail. */
  readonly fails: readonly number[];
  readonly initMs: number;
}

export interface Branch {
  readonly strategy: Strategy;
  readonly intensity: number;
  readonly backoff: Backoff | false;
  readonly restart: Restart;
  readonly children: readonly (Leaf | Branch)[];
}

const restart = fc.constantFrom<Restart>('permanent', 'transient', 'temporary');
const leaf: fc.Arbitrary<Leaf> = fc.record({
  restart,
  stops: fc.constantFrom('at_once', 'slowly', 'never'),
  fails: fc.array(fc.integer({ min: 2, max: 6 }), { maxLength: 2 }),
  initMs: fc.constantFrom(0, 0, 0, 50),
});
const letrec = fc.letrec<{ tree: Branch; node: Leaf | Branch }>((tie) => ({
  node: fc.oneof({ maxDepth: 2 }, leaf, tie('tree')),
  tree: fc.record({
    strategy: fc.constantFrom<Strategy>('one_for_one', 'one_for_all', 'rest_for_one', 'simple_one_for_one'),
    intensity: fc.nat(4),
    backoff: fc.constantFrom<Backoff | false>(false, false, {
      initial: 40,
      max: 500,
      factor: 3,
      jitter: 0.5,
      healthyAfter: 1_500,
    }),
    restart,
    children: fc.array(tie('node'), { maxLength: 4 }),
  }),
}));
export const tree = letrec.tree;

/** What happens, and to the how manyth of those it can happen to. */
export const incident = fc.record({
  what: fc.constantFrom('crash', 'crash', 'end', 'kill', 'terminate', 'restart', 'delete', 'start', 'wait'),
  which: fc.nat(20),
  ms: fc.nat(3_000),
});
export type Incident = typeof incident extends fc.Arbitrary<infer T> ? T : never;

export const PERIOD = 2_000;

export function createWorld(branch: Branch) {
  /** Paths of the leaves that run, by their own account, and who they are. */
  const living = new Map<string, AnyActorRef>();
  /** Those, and who is about to be one: what must not be left behind. */
  const present = new Set<Life>();
  const supervisors = new Map<string, AnyActorRef>();
  /** The order in which leaves went down. */
  const fallen: string[] = [];
  const doubles: string[] = [];
  const events: LifecycleEvent[] = [];
  const attempts = new Map<string, number>();
  let started = 0;
  const { system, clock, faults } = testSystem({ onLifecycle: (event) => events.push(event) });

  const leafLogic = ({ stops, fails, initMs }: Leaf) =>
    fromCallback<{ type: string }, Life>(({ input: life, self, receive }) => {
      const n = (attempts.get(life.path) ?? 0) + 1;
      attempts.set(life.path, n);
      present.add(life);
      const { timers } = life.system;
      const up = (): void => {
        timers.cancel(timer);
        if (life.dead) return;
        if (fails.includes(n)) return life.fail('no_start');
        if (living.has(life.path)) doubles.push(life.path);
        living.set(life.path, self);
        life.ack();
      };
      life.trapExit(stops !== 'at_once');
      let timer = timers.after(initMs, up);
      if (initMs === 0) up();
      receive(({ type }) => {
        if (type === 'crash') throw new Error('boom');
        if (type === 'end') life.exit('normal');
        if (type !== 'SHUTDOWN' || stops !== 'slowly') return;
        timers.cancel(timer);
        timer = timers.after(20, () => life.exit('shutdown'));
      });
      return () => {
        timers.cancel(timer);
        present.delete(life);
        if (living.get(life.path) !== self) return;
        living.delete(life.path);
        fallen.push(life.path);
      };
    });

  const spec = (node: Leaf | Branch, id: string): ChildSpec =>
    'children' in node
      ? child(id, logicOf(node), { restart: node.restart })
      : child(id, leafLogic(node), { restart: node.restart, shutdown: 100, ack: true, input: (life) => life });

  /** Supervisors are known by their logic starting. */
  const noted = (logic: SupervisorLogic): SupervisorLogic => ({
    ...logic,
    start(snapshot, scope) {
      const path = 'host' in scope.self ? (scope.self.host as { path: string }).path : '';
      supervisors.set(path, scope.self);
      logic.start?.(snapshot, scope);
    },
  });

  const logicOf = ({ strategy, intensity, backoff, children }: Branch): SupervisorLogic =>
    strategy === 'simple_one_for_one'
      ? noted(dynamicSupervisor({ intensity, backoff, period: PERIOD }))
      : noted(supervise({ strategy, intensity, backoff, period: PERIOD, children: children.map(childOf) }));
  const childOf = (node: Leaf | Branch, i: number): ChildSpec => spec(node, `c${i}`);

  const ask = (which: number, request: (path: string) => Parameters<typeof askSupervisor>[1]): void => {
    const paths = [...supervisors.keys()].sort();
    const path = paths[which % paths.length] as string;
    const ignore = (): void => undefined;
    askSupervisor(supervisors.get(path) as AnyActorRef, request(path), ignore, ignore);
  };

  const perform = ({ what, which, ms }: Incident): void => {
    const victims = [...living].sort(([a], [b]) => (a < b ? -1 : 1));
    const victim = victims[which % Math.max(1, victims.length)]?.[1];
    const newcomer: Leaf = { restart: 'permanent', stops: 'slowly', fails: [3], initMs: 0 };
    if (what === 'wait') clock.advance(ms);
    else if (what === 'kill' && victim !== undefined) exit(victim, 'kill');
    else if (what === 'start') ask(which, () => ({ type: 'start_child', spec: spec(newcomer, `new${started++}`) }));
    else if (what === 'terminate') ask(which, () => ({ type: 'terminate_child', child: `c${ms % 4}` }));
    else if (what === 'restart' || what === 'delete') ask(which, () => ({ type: `${what}_child`, id: `c${ms % 4}` }));
    else victim?.send({ type: what });
  };

  const app = system.start(spec(branch, 'app'));
  return { app, system, clock, faults, living, present, fallen, doubles, events, perform };
}

/** All nodes of a tree, each before its children. */
export function nodesOf(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...nodesOf(node.children ?? [])]);
}
