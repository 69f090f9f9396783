/** The last minutes of one number as a line, without axes: its shape is the news. */

const [WIDTH, HEIGHT] = [72, 20];

interface SparklineProps {
  readonly values: readonly number[];
  /** What is drawn at the top, at least. */
  readonly most: number;
  readonly label: string;
}

export function Sparkline({ values, most, label }: SparklineProps) {
  const top = Math.max(most, ...values);
  const step = WIDTH / Math.max(1, 60 - 1);
  const shown = values.slice(-60);
  const start = WIDTH - (shown.length - 1) * step;
  const points = shown.map((value, index) => {
    const y = HEIGHT - 2 - (value / (top || 1)) * (HEIGHT - 4);
    return `${(start + index * step).toFixed(1)} ${y.toFixed(1)}`;
  });
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      {points.length > 1 && (
        <>
          <path class="area" d={`M${start.toFixed(1)} ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z`} />
          <path class="line" d={`M${points.join('L')}`} />
        </>
      )}
    </svg>
  );
}
