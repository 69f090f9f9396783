/** Draws a chart that ELK has laid out. Classes tell what is what; colours are the style sheet's. */
import type { ElkEdge, ElkNode, ElkPoint, ElkSection, Layout } from './elk.ts';
import { chartGraph, nameOf, TEXT } from './graph.ts';
import { type Shape, shape } from './shape.ts';
import type { Chart, ChartState } from './types.ts';

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** `g.arrow[data-from][data-to]`, then `g.state[data-path]`. */
  readonly shapes: readonly Shape[];
}

/** Lays a chart out and draws it. */
export async function drawChart(chart: Chart, layout: Layout): Promise<Drawing> {
  const graph = await layout(chartGraph(chart));
  const types = new Map(chart.states.flatMap(withInner).map((state) => [state.path, state]));
  const boxes = (graph.children ?? []).flatMap((node) => drawNode(node, types));
  return {
    width: Math.ceil(graph.width ?? 0),
    height: Math.ceil(graph.height ?? 0),
    shapes: [...(graph.edges ?? []).map(drawArrow), ...boxes],
  };
}

const withInner = (state: ChartState): ChartState[] => [state, ...state.states.flatMap(withInner)];

function drawNode(node: ElkNode, states: ReadonlyMap<string, ChartState>): Shape[] {
  const { id, x = 0, y = 0, width = 0, height = 0, children = [] } = node;
  const state = states.get(id);
  if (state === undefined) return [shape('circle', { class: 'start', cx: x + width / 2, cy: y + height / 2, r: 4 })];
  const outline = { x, y, width, height, rx: state.type === 'final' ? height / 2 : 7 };
  const inner = { x: x + 3, y: y + 3, width: width - 6, height: height - 6, rx: (height - 6) / 2 };
  const middle = children.length === 0 ? y + height / 2 : y + 18;
  const box = shape(
    'g',
    { class: `state ${state.type}`, 'data-path': id },
    ...(state.description === undefined ? [] : [shape('title', {}, state.description)]),
    shape('rect', outline),
    ...(state.type === 'final' ? [shape('rect', { ...inner, class: 'inner' })] : []),
    shape('text', { x: x + width / 2, y: middle, 'font-size': TEXT.name }, nameOf(id)),
  );
  return [box, ...children.flatMap((child) => drawNode(child, states))];
}

function drawArrow({ sources, targets, sections = [], labels = [] }: ElkEdge): Shape {
  const events = labels.flatMap(({ text, x = 0, y = 0, width }) =>
    text
      .split('\n')
      .map((line, index) =>
        shape('text', { x: x + width / 2, y: y + (index + 0.5) * TEXT.line, 'font-size': TEXT.event }, line),
      ),
  );
  const lines = sections.map((section) => shape('path', { class: 'line', d: curve(section) }));
  const heads = sections.map((section) => shape('path', { class: 'head', d: head(section) }));
  const ends = { 'data-from': sources[0] ?? '', 'data-to': targets[0] ?? '' };
  return shape('g', { class: 'arrow', ...ends }, ...lines, ...heads, ...events);
}

/** ELK's splines: bend points come in threes, as those of a cubic Bézier curve; what is left over is a straight line. */
function curve({ startPoint, bendPoints = [], endPoint }: ElkSection): string {
  const points = [...bendPoints, endPoint];
  const steps: string[] = [`M${at(startPoint)}`];
  for (let next = 0; next < points.length; next += 3) {
    const [one, two, three] = points.slice(next, next + 3);
    if (one === undefined) break;
    if (three !== undefined && two !== undefined) steps.push(`C${at(one)} ${at(two)} ${at(three)}`);
    else steps.push(two === undefined ? `L${at(one)}` : `Q${at(one)} ${at(two)}`);
  }
  return steps.join('');
}

const HEAD = { length: 7, half: 3.2 } as const;

/** A triangle that points the way the line arrives. */
function head({ startPoint, bendPoints = [], endPoint }: ElkSection): string {
  const before = [startPoint, ...bendPoints].findLast(({ x, y }) => x !== endPoint.x || y !== endPoint.y) ?? startPoint;
  const angle = Math.atan2(endPoint.y - before.y, endPoint.x - before.x);
  const corner = (side: number): ElkPoint => ({
    x: endPoint.x - HEAD.length * Math.cos(angle) + side * HEAD.half * Math.sin(angle),
    y: endPoint.y - HEAD.length * Math.sin(angle) - side * HEAD.half * Math.cos(angle),
  });
  return `M${at(endPoint)}L${at(corner(1))}L${at(corner(-1))}Z`;
}

const at = ({ x, y }: ElkPoint): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
