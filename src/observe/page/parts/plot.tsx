/** A chart over time, by uPlot: its colours are those of the page, and follow its theme. */
import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import { look } from '../state/theme.ts';

export interface Series {
  readonly name: string;
  /** A custom property of the style sheet: `--tone-live`. */
  readonly color: string;
  readonly values: readonly number[];
}

interface PlotProps {
  readonly label: string;
  /** Seconds, on the x axis. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly height: number;
  readonly unit?: (value: number) => string;
}

export function Plot({ label, times, series, height, unit = String }: PlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | undefined>(undefined);
  const themed = look.value;

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const made = new UPlot(options(element, series, height, unit), [[]], element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [themed, height]);
  useEffect(() => {
    plot.current?.setData([[...times], ...series.map(({ values }) => [...values])]);
  });
  return <div class="plot" ref={frame} role="img" aria-label={`${label}: ${latest(series, unit)}`} />;
}

const latest = (series: readonly Series[], unit: (value: number) => string): string =>
  series.map(({ name, values }) => `${name} ${unit(values.at(-1) ?? 0)}`).join(', ');

function options(
  element: HTMLElement,
  series: readonly Series[],
  height: number,
  unit: (value: number) => string,
): UPlot.Options {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color('--soft'),
    font: '11px system-ui, sans-serif',
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height,
    padding: [8, 0, 8, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.15)] } },
    axes: [
      { ...axis, show: false },
      { ...axis, size: 44, space: 24, values: (_, values) => values.map(unit) },
    ],
    series: [
      {},
      ...series.map(({ name, color: stroke }) => ({
        label: name,
        stroke: color(stroke),
        width: 1.5,
        points: { show: false },
      })),
    ],
  };
}
