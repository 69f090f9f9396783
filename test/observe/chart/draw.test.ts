import { expect, test } from 'vitest';
import { type Drawing, drawChart } from '../../../src/observe/chart/draw.ts';
import { nodeLayout } from '../../../src/observe/chart/node-elk.ts';
import type { Shape } from '../../../src/observe/chart/shape.ts';
import { svgFile } from '../../../src/observe/chart/svg.ts';
import type { Chart } from '../../../src/observe/chart/types.ts';

const chart: Chart = {
  id: 'door',
  type: 'compound',
  initial: 'open',
  moves: [],
  states: [
    {
      path: 'open',
      type: 'atomic',
      moves: [
        { event: 'SHUT', to: 'shut' },
        { event: 'SLAM', to: 'shut', guard: 'windy' },
      ],
      states: [],
    },
    {
      ...{
        path: 'shut',
        type: 'compound',
        initial: 'shut.free',
        description: 'a <door>',
        moves: [{ event: 'OPEN', to: 'open' }],
      },
      states: [{ path: 'shut.free', type: 'atomic', moves: [], states: [] }],
    },
  ],
};

const layout = nodeLayout();
const draw = (): Promise<Drawing> => drawChart(chart, layout);
const all = (shape: Shape | string): Shape[] =>
  typeof shape === 'string' ? [] : [shape, ...shape.children.flatMap(all)];
const box = ({ shapes }: Drawing, path: string) => {
  const {
    x = 0,
    y = 0,
    width = 0,
    height = 0,
  } = shapes
    .find((shape) => shape.attributes['data-path'] === path)
    ?.children.flatMap(all)
    .find(({ tag }) => tag === 'rect')?.attributes ?? {};
  return { left: Number(x), top: Number(y), right: Number(x) + Number(width), bottom: Number(y) + Number(height) };
};

test('a state stands inside the one that holds it, and no two others overlap', async () => {
  const drawing = await draw();
  const [open, shut, free] = ['open', 'shut', 'shut.free'].map((path) => box(drawing, path));
  expect(free?.left).toBeGreaterThan(shut?.left ?? Number.NaN);
  expect(free?.bottom).toBeLessThan(shut?.bottom ?? Number.NaN);
  expect((open?.bottom ?? 0) <= (shut?.top ?? 0) || (shut?.bottom ?? 0) <= (open?.top ?? 0)).toBe(true);
  expect(shut?.bottom).toBeLessThanOrEqual(drawing.height);
});

test('events that lead the same way share an arrow, guards in brackets', async () => {
  const arrows = (await draw()).shapes.filter(({ attributes }) => attributes['class'] === 'arrow');
  const ways = arrows.map(({ attributes, children }) => [
    `${attributes['data-from']} → ${attributes['data-to']}`,
    children.flatMap(all).flatMap((shape) => (shape.tag === 'text' ? shape.children : [])),
  ]);
  expect(ways).toContainEqual(['open → shut', ['SHUT', 'SLAM [windy]']]);
  expect(ways).toContainEqual(['shut → open', ['OPEN']]);
});

test('the file stands alone: its colours are in it, and no text is markup', async () => {
  const svg = svgFile(await draw(), 'door & frame');
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
  expect(svg).toContain('<title>door &amp; frame</title>');
  expect(svg).toContain('<title>a &lt;door&gt;</title>');
  expect(svg).toContain('prefers-color-scheme: dark');
});
