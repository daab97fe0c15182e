/** How much of something is done. `value` is from 0 to 1; null while that is not known. */
export function ProgressBar({ label, value, tone = "accent" }: { label: string; value: number | null; tone?: "accent" | "quiet" | "bad" }) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      className="h-1 overflow-hidden rounded-full bg-line forced-colors:border"
    >
      <div
        data-fill
        style={{ width: `${percent ?? 30}%` }}
        className={`h-full rounded-full transition-[width] ${FILLS[tone]} ${percent === null ? "animate-pulse" : ""}`}
      />
    </div>
  );
}

const FILLS = { accent: "bg-accent", quiet: "bg-ink-faint", bad: "bg-bad" };
