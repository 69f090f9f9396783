/** A machine's configuration as a Mermaid state diagram, with what each state is for and what each event does there. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** Of a state's own events, where each leads: undefined when it stays. One that a guard decides leads to several places. */
interface Edge {
  readonly from: AnyStateNode;
  readonly event: string;
  readonly to: AnyStateNode | undefined;
  /** It changes what the machine remembers, at least. */
  readonly acts: boolean;
}

function edges(from: AnyStateNode): Edge[] {
  return [...from.transitions]
    .filter(([event]) => !event.startsWith('xstate.'))
    .flatMap(([event, ways]) =>
      ways.map(({ target, actions }) => ({ from, event, to: target?.[0], acts: actions.length > 0 })),
    );
}

const name = ({ path }: AnyStateNode): string => path.join('_');
const children = (node: AnyStateNode): AnyStateNode[] => Object.values(node.states);
const descendants = (node: AnyStateNode): AnyStateNode[] =>
  children(node).flatMap((child) => [child, ...descendants(child)]);

/** The innermost state that has both inside it. */
function holder(from: AnyStateNode, to: AnyStateNode): AnyStateNode | undefined {
  const { parent } = from;
  return parent === undefined || descendants(parent).includes(to) ? parent : holder(parent, to);
}

/** Inside a box stand only the moves that stay in it: Mermaid would draw the target of any other into the box. */
function box(node: AnyStateNode, indent: string): string[] {
  const first = node.initial?.target[0];
  const inside = children(node).flatMap((child) => [
    ...(children(child).length === 0 ? [] : [`state ${name(child)} {`, ...box(child, '  '), '}']),
    ...(child.type === 'final' ? [`${name(child)} --> [*]`] : []),
  ]);
  const moves = descendants(node)
    .flatMap(edges)
    .flatMap(({ from, event, to }) =>
      to !== undefined && holder(from, to) === node ? [`${name(from)} --> ${name(to)}: ${event}`] : [],
    );
  return [...(first === undefined ? [] : [`[*] --> ${name(first)}`]), ...inside, ...moves].map((line) => indent + line);
}

/** `KILL → killing`; an event that changes nothing is in parentheses. */
function words({ event, to, acts }: Edge): string {
  if (to !== undefined) return `${event} → ${to.path.join('.')}`;
  return acts ? `${event} is noted` : `(${event})`;
}

function rows(node: AnyStateNode): string[] {
  return descendants(node).map(
    (state) => `| ${state.path.join('.')} | ${state.description ?? ''} | ${edges(state).map(words).join(', ')} |`,
  );
}

/** The machine's section of `docs/reference/machines.md`. */
export function chart({ root, id }: AnyStateMachine): string {
  return [
    `## ${id}`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...box(root, '  '),
    '```',
    '',
    '| state | | its events |',
    '|---|---|---|',
    ...rows(root),
    '',
    `In every state that does not say otherwise: ${edges(root).map(words).join(', ')}.`,
    '',
  ].join('\n');
}
