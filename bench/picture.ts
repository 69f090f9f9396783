/** The two figures that matter most as one picture: a call's time with one caller, and calls per second with 64. */
import type { Result } from './results.ts';
import { number, time } from './table.ts';

interface Panel {
  readonly title: string;
  readonly key: string;
  readonly figure: string;
  readonly label: (value: number) => string;
  /** Which end is the better one, and comes first. */
  readonly better: 'less' | 'more';
}

const PANELS: readonly Panel[] = [
  { title: 'One caller: median time of a call', key: 'add/1/', figure: 'p50Us', label: time, better: 'less' },
  { title: '64 callers: calls per second', key: 'add/64/', figure: 'perSecond', label: number, better: 'more' },
];

const [WIDTH, ROW, TEXT, BAR, TOP] = [760, 22, 250, 400, 34];

/** SVG; bars are on a logarithmic scale, ours and the floors in colours of their own. */
export function picture(results: readonly Result[]): string {
  let y = 0;
  const drawn = PANELS.map((panel) => {
    const { svg, height } = draw(panel, results, y);
    y += height;
    return svg;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="Calls to Python from Node, compared">
<style>text{fill:#333}.ours{fill:#2f7d5b}.floor{fill:#b9b9b9}.peer{fill:#6b86b3}@media (prefers-color-scheme:dark){text{fill:#ddd}}</style>
${drawn.join('\n')}
</svg>
`;
}

function draw(panel: Panel, results: readonly Result[], y: number): { svg: string; height: number } {
  const bars = results
    .filter(({ key }) => key.startsWith(panel.key))
    .map(({ key, title, figures }) => ({ title, kind: kindOf(key, title), value: figures[panel.figure] ?? Number.NaN }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => (panel.better === 'less' ? a.value - b.value : b.value - a.value));
  const least = Math.log(Math.min(...bars.map(({ value }) => value)) / 2);
  const most = Math.log(Math.max(...bars.map(({ value }) => value)));
  const lines = bars.map(({ title, kind, value }, at) => {
    const width = Math.max(1, (BAR * (Math.log(value) - least)) / (most - least)).toFixed(0);
    const top = y + TOP + at * ROW;
    return `<text x="${TEXT - 8}" y="${top + 13}" text-anchor="end">${escaped(title)}</text><rect class="${kind}" x="${TEXT}" y="${top}" width="${width}" height="${ROW - 6}" rx="2"/><text x="${TEXT + Number(width) + 6}" y="${top + 13}">${panel.label(value)}</text>`;
  });
  const svg = `<text x="0" y="${y + 20}" font-weight="600">${panel.title} (log scale)</text>\n${lines.join('\n')}`;
  return { svg, height: TOP + bars.length * ROW + 14 };
}

function kindOf(key: string, title: string): 'ours' | 'floor' | 'peer' {
  if (title.startsWith('vivarium')) return 'ours';
  return key.includes('/bare-') ? 'floor' : 'peer';
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
