import type { PointerEvent } from "react";
import { figureWords, type Volume, valueAt } from "./lane-data.ts";

const [HEIGHT, PAD] = [56, 6];
const LOOKS: Record<NonNullable<Volume["level"]> | "template", string> = {
  error: "fill-severity-1",
  warning: "fill-severity-3",
  other: "fill-ink-faint",
  template: "fill-accent",
};

type LaneProps = { volume: Volume; from: number; to: number; cursor: number; onCursor: (at: number) => void };

/** Log lines over time as bars on the shared axis, of a level or of one template. What is beside it says the same in words. */
export function VolumeLane({ volume, from, to, cursor, onCursor }: LaneProps) {
  const { id, title, level, times, values } = volume;
  const most = Math.max(...values);
  const step = (times[1] ?? to) - (times[0] ?? from);
  const span = to - from;
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onCursor(from + Math.min(1, Math.max(0, (event.clientX - left) / width)) * span);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_64px] items-center border-b border-line sm:grid-cols-[180px_minmax(0,1fr)_72px]">
      <p className="truncate px-3 pt-1 text-12 text-ink-soft max-sm:col-span-2 sm:pt-0" title={`${title}, lines a minute`}>
        <span className="font-mono text-ink-faint">{id}</span> <bdi>{title}</bdi>
      </p>
      <div aria-hidden className="relative min-w-0 overflow-hidden" style={{ height: HEIGHT }} onPointerMove={follow} onPointerDown={follow}>
        <svg aria-hidden viewBox={`0 0 ${span} ${HEIGHT}`} preserveAspectRatio="none" className={`size-full ${LOOKS[level ?? "template"]}`}>
          {values.map((value, index) => {
            const height = most > 0 ? (value / most) * (HEIGHT - 2 * PAD) : 0;
            return value > 0 ? (
              <rect key={times[index]} x={(times[index] ?? from) - from} y={HEIGHT - PAD - height} width={step * 0.85} height={height} />
            ) : null;
          })}
        </svg>
        <span className="absolute inset-y-0 w-px bg-ink-faint" style={{ left: `${((cursor - from) / span) * 100}%` }} />
      </div>
      <p className="px-2 text-right font-mono text-12 tabular-nums">
        {figureWords(valueAt(volume, cursor))}
        <span className="text-ink-faint">/min</span>
      </p>
    </div>
  );
}
