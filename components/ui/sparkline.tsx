/** Tiny bars, oldest first. `label` says in words what they show. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  const most = Math.max(1, ...values);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${values.length * 4} 16`} width={values.length * 4} height={16} className="text-ink-faint">
      {values.map((value, index) => {
        const height = value === 0 ? 1 : 2 + (value / most) * 13;
        // biome-ignore lint/suspicious/noArrayIndexKey: bars keep their places.
        return (
          <rect key={index} x={index * 4} y={16 - height} width={2.5} height={height} rx={0.5} fill="currentColor" opacity={value === 0 ? 0.35 : 1} />
        );
      })}
    </svg>
  );
}
