/** What the kernel's benchmark makes of its figures: the goals, and Erlang's figures where there is no Erlang. */
import { describe, expect, it } from 'vitest';
import { scaled } from '../../bench/kernel/beam.ts';
import { judge } from '../../bench/kernel/goals.ts';
import { goals, table } from '../../bench/kernel/table.ts';

const beam = { memory: 2_650, 'start.10000': 40, call: 900_000 };

describe("the kernel's goals", () => {
  it('are met at the limit itself, and missed beyond it', () => {
    const met = (own: Record<string, number>): boolean[] => judge(own, beam).map((verdict) => verdict.met);
    expect(met({ memory: 2_650, 'start.10000': 100, call: 300_000 })).toEqual([true, true, true]);
    expect(met({ memory: 2_651, 'start.10000': 101, call: 299_999 })).toEqual([false, false, false]);
  });

  it('hold restarts among many siblings against those among few', () => {
    const restart = (many: number): string => goals(judge({ 'restart.100': 16, 'restart.100000': many }, {}));
    expect(restart(32)).toMatch(/^met .*among 100,000, median µs: 32\.0 ≤ 32\.0 \(2 × our own restart among 100,/);
    expect(restart(33)).toMatch(/^MISSED /);
  });

  it('say nothing where a figure is unknown', () => {
    expect(judge({ 'start.100000': 900 }, beam)).toEqual([]);
  });
});

describe("Erlang's figures without Erlang", () => {
  it('are half the rates and twice the times on a machine that takes twice as long; memory stays', () => {
    const [here, slower] = [scaled(50), scaled(100)];
    expect((here['send'] ?? 0) / (slower['send'] ?? 0)).toBeCloseTo(2);
    expect((slower['start.10000'] ?? 0) / (here['start.10000'] ?? 0)).toBeCloseTo(2);
    expect(slower['memory']).toBe(here['memory']);
  });
});

describe('the table', () => {
  it('has a dash for what a peer cannot do, and our ratio to the last column', () => {
    const columns = [
      { title: 'nact', rows: { send: 600_000 } },
      { title: 'ours', rows: { send: 9_000_000, call: 450_000 } },
      { title: 'Erlang', rows: { send: 4_500_000, call: 900_000 } },
    ];
    expect(table(columns, 'ours')).toBe(
      [
        '             nact       ours     Erlang  ours / Erlang',
        'send, /s  600,000  9,000,000  4,500,000           2.00',
        'call, /s        –    450,000    900,000           0.50',
        '',
      ].join('\n'),
    );
  });
});
