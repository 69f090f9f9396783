/**
 * A machine's chart, read from its state nodes. Raw configurations are left alone: they hold the first context, and with
 * it perhaps a secret, and functions.
 */
import type { AnyStateMachine, AnyStateNode } from '../../kernel/index.ts';
import type { Chart, ChartMove, ChartState } from './types.ts';

/** @example chartOf(workerMachine).states.map(({ path }) => path) // ['waiting', 'starting', 'loading', …] */
export function chartOf({ id, root }: AnyStateMachine): Chart {
  return { id, type: root.type, ...initialOf(root), moves: movesOf(root), states: statesOf(root) };
}

function statesOf(node: AnyStateNode): ChartState[] {
  return Object.values(node.states).map((state) => ({
    path: pathOf(state),
    type: state.type,
    ...(state.description === undefined ? {} : { description: state.description }),
    ...initialOf(state),
    moves: movesOf(state),
    states: statesOf(state),
  }));
}

/** A parallel state begins in all of its states, so in none that could be named. */
function initialOf({ type, initial }: AnyStateNode): { initial?: string } {
  const [first] = initial?.target ?? [];
  return type !== 'compound' || first === undefined ? {} : { initial: pathOf(first) };
}

function movesOf(node: AnyStateNode): ChartMove[] {
  return [...node.transitions.values(), node.always ?? []].flat().flatMap(({ eventType, target, guard, actions }) => {
    const says = {
      event: eventOf(eventType),
      ...(guard === undefined ? {} : { guard: guardName(guard) }),
      ...(actions.length === 0 ? {} : { acts: true }),
    };
    return (target ?? [undefined]).map((to) => (to === undefined ? says : { ...says, to: pathOf(to) }));
  });
}

const pathOf = ({ path }: AnyStateNode): string => path.join('.');

/** xstate's own events in its users' words: `after 5000 ms`, `done: loader`, `error: loader`. */
function eventOf(type: string): string {
  const [, delay] = /^xstate\.after\.([^.]+)\./.exec(type) ?? [];
  if (delay !== undefined) return `after ${delay}${/^\d+$/.test(delay) ? ' ms' : ''}`;
  const [, how, who] = /^xstate\.(done|error)\.(?:actor|state)\.(.+)$/.exec(type) ?? [];
  if (how !== undefined) return `${how}: ${who}`;
  return type === '' ? 'always' : type;
}

/** What a guard is called; a function written in place may have no name. */
function guardName(guard: unknown): string {
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'function') return guard.name === '' || guard.name === 'guard' ? 'a guard' : guard.name;
  return typeof guard === 'object' && guard !== null && 'type' in guard ? String(guard.type) : 'a guard';
}
