/** A chart as the text of a Mermaid state diagram, which GitHub and many editors draw. */
import type { Chart, ChartMove, ChartState } from './types.ts';

interface Move extends ChartMove {
  readonly from: string;
  readonly to: string;
}

/** @example mermaid(chartOf(streamMachine)) // stateDiagram-v2 … */
export function mermaid(chart: Chart): string {
  return ['stateDiagram-v2', ...box('', chart, '  ')].join('\n');
}

/** Inside a box stand only the moves that stay in it: Mermaid would draw the target of any other into the box. */
function box(path: string, { initial, states }: Pick<Chart, 'initial' | 'states'>, indent: string): string[] {
  const inside = states.flatMap((state) => [
    ...(state.states.length === 0 ? [] : [`state ${name(state.path)} {`, ...box(state.path, state, '  '), '}']),
    ...(state.type === 'final' ? [`${name(state.path)} --> [*]`] : []),
  ]);
  const moves = descendants(states)
    .flatMap(movesOf)
    .filter(({ from, to }) => holder(from, to) === path)
    .map(
      ({ from, to, event, guard }) =>
        `${name(from)} --> ${name(to)}: ${event}${guard === undefined ? '' : ` [${guard}]`}`,
    );
  return [...(initial === undefined ? [] : [`[*] --> ${name(initial)}`]), ...inside, ...moves].map(
    (line) => indent + line,
  );
}

/** All states, each before those inside it. */
export function descendants(states: readonly ChartState[]): ChartState[] {
  return states.flatMap((state) => [state, ...descendants(state.states)]);
}

function movesOf({ path: from, moves }: ChartState): Move[] {
  return moves.flatMap(({ to, ...move }) => (to === undefined ? [] : [{ ...move, from, to }]));
}

/** The path of the innermost state that has both inside it. */
function holder(from: string, to: string): string {
  const outer = from.slice(0, Math.max(0, from.lastIndexOf('.')));
  return outer === '' || to.startsWith(`${outer}.`) ? outer : holder(outer, to);
}

const name = (path: string): string => path.replaceAll('.', '_');
