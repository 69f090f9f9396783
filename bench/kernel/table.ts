/** The figures of all subjects side by side, and the goals below them. */
import { aligned } from '../table.ts';
import type { Verdict } from './goals.ts';
import type { Rows } from './rows.ts';

export interface Column {
  readonly title: string;
  readonly rows: Rows;
}

/** @param own the title of the column that is compared with the last one. */
export function table(columns: readonly Column[], own: string): string {
  const names = new Set(columns.flatMap(({ rows }) => Object.keys(rows)));
  const ours = columns.find(({ title }) => title === own)?.rows ?? {};
  const beam = columns.at(-1);
  const lines = [...names].sort(byOrder).map((name) => {
    const cells = columns.map(({ rows }) => figure(rows[name]));
    const ratio = (ours[name] ?? Number.NaN) / (beam?.rows[name] ?? Number.NaN);
    return [label(name), ...cells, Number.isNaN(ratio) ? '–' : ratio.toFixed(2)];
  });
  return aligned([['', ...columns.map(({ title }) => title), `ours / ${beam?.title}`], ...lines]);
}

export function goals(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map(({ row, figure: reached, bound, limit, times, of, ofRow, met }) => {
    const whose = of === 'beam' ? "Erlang's" : 'our own';
    const base = ofRow === row ? whose : `${whose} ${label(ofRow)}`;
    const share = times === 1 ? base : `${times < 1 ? `1/${Math.round(1 / times)}` : times} × ${base}`;
    const sign = bound === 'most' ? '≤' : '≥';
    return `${met ? 'met   ' : 'MISSED'}  ${label(row)}: ${figure(reached)} ${sign} ${figure(limit)} (${share})\n`;
  });
  return lines.join('');
}

const LABELS: Readonly<Record<string, (size: string) => string>> = {
  spawn: () => 'spawn and exit, /s',
  send: () => 'send, /s',
  call: () => 'call, /s',
  restart: (size) => `restart among ${size}, median µs`,
  restart99: (size) => `restart among ${size}, p99 µs`,
  memory: () => 'memory per idle child, bytes',
  start: (size) => `start of ${size} children, ms`,
  stop: (size) => `stop of ${size} children, ms`,
};

function label(name: string): string {
  const [what = '', size] = name.split('.');
  return LABELS[what]?.(Number(size).toLocaleString('en')) ?? name;
}

function byOrder(a: string, b: string): number {
  const place = (name: string): [number, number] => {
    const [what = '', size = '0'] = name.split('.');
    return [Object.keys(LABELS).indexOf(what), Number(size)];
  };
  const [[what, size], [otherWhat, otherSize]] = [place(a), place(b)];
  return what - otherWhat || size - otherSize;
}

function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  return value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
