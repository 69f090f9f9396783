/** Stacks as a picture: each function as wide as the time spent in it and in what it called, which hangs below it. */
import type { Stack } from './stacks.ts';
import { number } from './table.ts';

export interface Panel {
  readonly title: string;
  readonly stacks: readonly Stack[];
}

interface Box {
  readonly name: string;
  weight: number;
  readonly called: Map<string, Box>;
}

const [WIDTH, ROW, TOP, LETTER] = [1_000, 17, 30, 6.2];
/** Narrower than this is left out: nobody could see it. */
const LEAST = 1.5;
const OURS = /\bsrc\/|vivarium_worker\//;

/** SVG, for light pages and dark ones; each box tells its name and share to a pointer that rests on it. */
export function flameGraph(panels: readonly Panel[]): string {
  let y = 0;
  const drawn = panels.map(({ title, stacks }) => {
    const root = tree(stacks);
    const boxes = [...root.called.values()];
    const text = `<text x="4" y="${y + 20}" class="title">${escaped(title)}</text>`;
    const svg = [text, ...row(boxes, 0, y + TOP, root.weight)].join('\n');
    y += TOP + depth(boxes, root.weight) * ROW + 14;
    return svg;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="ui-monospace, monospace" font-size="10.5" role="img" aria-label="Where the time goes">
<style>rect{stroke:#fff;stroke-width:.5}.ours{fill:#a9d8bf}.gc{fill:#eeb5a5}.other{fill:#cfd8e3}text{fill:#222}.title{font:600 13px system-ui,sans-serif}@media (prefers-color-scheme:dark){rect{stroke:#111}.ours{fill:#2c6349}.gc{fill:#7d4234}.other{fill:#3c4757}text{fill:#e6e6e6}}</style>
${drawn.join('\n')}
</svg>
`;
}

function tree(stacks: readonly Stack[]): Box {
  const root: Box = { name: '', weight: 0, called: new Map() };
  for (const { frames, weight } of stacks) {
    root.weight += weight;
    let box = root;
    for (const frame of frames) {
      const name = frame.replace(/:\d+/, '');
      const next = box.called.get(name) ?? { name, weight: 0, called: new Map() };
      box.called.set(name, next);
      next.weight += weight;
      box = next;
    }
  }
  return root;
}

/** The boxes side by side, the widest first, and under each what it called. */
function row(boxes: readonly Box[], left: number, y: number, all: number): string[] {
  let x = left;
  return visible(boxes, all).flatMap((box) => {
    const [at, width] = [x, wide(box, all)];
    x += width;
    return [draw(box, at, y, width, all), ...row([...box.called.values()], at, y + ROW, all)];
  });
}

function draw({ name, weight }: Box, x: number, y: number, width: number, all: number): string {
  const kind = OURS.test(name) ? 'ours' : name.includes('garbage') ? 'gc' : 'other';
  const label = name.slice(0, Math.max(0, Math.floor((width - 4) / LETTER)));
  const text = label.length < 4 ? '' : `<text x="${(x + 3).toFixed(1)}" y="${y + 12}">${escaped(label)}</text>`;
  const said = `${escaped(name)}: ${number((100 * weight) / all)} %`;
  return `<g><title>${said}</title><rect class="${kind}" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}"/>${text}</g>`;
}

function depth(boxes: readonly Box[], all: number): number {
  return visible(boxes, all).reduce((most, { called }) => Math.max(most, 1 + depth([...called.values()], all)), 0);
}

const visible = (boxes: readonly Box[], all: number): Box[] =>
  boxes.filter((box) => wide(box, all) >= LEAST).toSorted((a, b) => b.weight - a.weight);

const wide = ({ weight }: Box, all: number): number => (WIDTH * weight) / all;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
