/** What a run writes: the part of docs/performance.md between its marks, and the picture. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figuresPage, withFigures } from '../../bench/page.ts';
import { picture } from '../../bench/picture.ts';
import type { Report } from '../../bench/report.ts';
import type { Result } from '../../bench/results.ts';

const result = (contender: string, title: string, p50Us: number, callers = 1): Result => ({
  key: `add/${callers}/${contender}`,
  title,
  question: { work: 'add', callers, ms: 1 },
  how: { concurrency: 1, window: 64 },
  figures: { p50Us, p99Us: 2 * p50Us, perSecond: 1e6 / p50Us, nodeUs: 10, pythonUs: 12 },
  rounds: {},
});
const results = [result('unary', 'gRPC, a call each', 446), result('socket', 'vivarium, socket lane', 40)];
const machine = { cpu: 'a processor', cores: 2, node: '20.20.2', platform: 'linux' };
const report: Report = { machine, results, goals: [] };

describe('the page', () => {
  it('has a line for each row, and the reason of those that are missing', () => {
    const page = figuresPage(report, new Map([['add/1/ray', 'Ray is installed by a full run only']]));
    expect(page).toContain('| vivarium, socket lane | 1 | 1 | 64 | 40 µs | 80 µs | 25,000 | 10 | 12 |');
    expect(page).toContain('`add/1/ray` (Ray is installed by a full run only)');
  });

  it('is changed between its marks only', () => {
    const committed = readFileSync('docs/performance.md', 'utf8');
    const [once, twice] = [withFigures(committed, 'old'), withFigures(withFigures(committed, 'old'), 'new')];
    expect(twice).toBe(once.replace('\nold\n', '\nnew\n'));
    expect(twice.startsWith(committed.slice(0, committed.indexOf('<!-- written')))).toBe(true);
  });

  it('without marks is left as it is, with an error', () => {
    expect(() => withFigures('# A page', 'figures')).toThrow('no place for figures');
  });
});

describe('the picture', () => {
  it('has the fastest first, and longer bars for more', () => {
    const svg = picture([...results, result('unary', 'gRPC & more', 900, 64), result('socket', 'vivarium', 10, 64)]);
    expect(svg.indexOf('vivarium, socket lane')).toBeLessThan(svg.indexOf('gRPC, a call each'));
    expect(svg).toContain('gRPC &amp; more');
    const widths = [...svg.matchAll(/<rect class="(\w+)".*? width="(\d+)"/g)].map(([, kind, width]) => [
      kind,
      Number(width),
    ]);
    const [ours, peer, oursMany, peerMany] = widths.map(([, width]) => Number(width));
    expect(widths.map(([kind]) => kind)).toEqual(['ours', 'peer', 'ours', 'peer']);
    expect(peer).toBeGreaterThan(ours ?? 0);
    expect(oursMany).toBeGreaterThan(peerMany ?? 0);
  });
});
