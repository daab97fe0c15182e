const STEP = 4;
const HEIGHT = 16;

/** Tiny bars, oldest first. `label` says in words what they show. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  const most = Math.max(1, ...values);
  const bars = values.map((value, index) => ({ x: index * STEP, height: value === 0 ? 1 : 2 + (value / most) * (HEIGHT - 3), isEmpty: value === 0 }));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${values.length * STEP} ${HEIGHT}`}
      width={values.length * STEP}
      height={HEIGHT}
      className="text-ink-faint"
    >
      {bars.map(({ x, height, isEmpty }) => (
        <rect key={x} x={x} y={HEIGHT - height} width={2.5} height={height} rx={0.5} fill="currentColor" opacity={isEmpty ? 0.4 : 1} />
      ))}
    </svg>
  );
}
