/** A chart as the graph that ELK lays out: a box for each state, one arrow for all the events that lead the same way. */
import type { ElkEdge, ElkLabel, ElkNode } from './elk.ts';
import type { Chart, ChartMove, ChartState } from './types.ts';

/** Sizes in pixels; text is set in a fixed-width face, so that its width is known without a screen. */
export const TEXT = { name: 12, event: 10.5, line: 14, advance: 0.605 } as const;
const BOX = { height: 30, padding: 14, least: 64 } as const;
const DOT = 10;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'SPLINES',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.edgeLabels.sideSelection': 'SMART_DOWN',
} as const;

const HOLDER = { 'elk.padding': '[top=34,left=14,bottom=14,right=14]' } as const;

/** The dot that an arrow leads from into the first state of its box. */
export const startOf = (path: string): string => `${path}/start`;

/** @param chart from a machine's state nodes. */
export function chartGraph(chart: Chart): ElkNode {
  return {
    id: '',
    layoutOptions: OPTIONS,
    children: inside(chart, ''),
    edges: [chart, ...chart.states.flatMap(withInner)].flatMap(arrows),
  };
}

const withInner = (state: ChartState): ChartState[] => [state, ...state.states.flatMap(withInner)];

function inside({ initial, states }: Chart | ChartState, path: string): ElkNode[] {
  const dot = initial === undefined ? [] : [{ id: startOf(path), width: DOT, height: DOT }];
  return [...dot, ...states.map(box)];
}

function box(state: ChartState): ElkNode {
  const name = nameOf(state.path);
  const width = Math.max(BOX.least, widthOf(name, TEXT.name) + 2 * BOX.padding);
  if (state.states.length === 0) return { id: state.path, width, height: BOX.height };
  return { id: state.path, layoutOptions: HOLDER, width, children: inside(state, state.path) };
}

function arrows(holder: Chart | ChartState): ElkEdge[] {
  const path = 'path' in holder ? holder.path : '';
  const first = holder.initial;
  const entry = first === undefined ? [] : [edge(startOf(path), first, [])];
  if (path === '') return entry; // what holds in every state is told in words
  const ways = new Map<string, ChartMove[]>();
  for (const move of holder.moves) if (move.to !== undefined) ways.set(move.to, [...(ways.get(move.to) ?? []), move]);
  return [...entry, ...[...ways].map(([to, moves]) => edge(path, to, moves))];
}

function edge(from: string, to: string, moves: readonly ChartMove[]): ElkEdge {
  return { id: edgeId(from, to), sources: [from], targets: [to], labels: moves.length === 0 ? [] : [label(moves)] };
}

/** Of the arrow between two states. */
export const edgeId = (from: string, to: string): string => `${from}→${to}`;

function label(moves: readonly ChartMove[]): ElkLabel {
  const lines = moves.map(({ event, guard }) => (guard === undefined ? event : `${event} [${guard}]`));
  const width = Math.max(...lines.map((line) => widthOf(line, TEXT.event)));
  return { text: lines.join('\n'), width: width + 4, height: lines.length * TEXT.line };
}

const widthOf = (text: string, size: number): number => text.length * size * TEXT.advance;

/** The last key of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
