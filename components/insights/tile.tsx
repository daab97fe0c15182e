import Link from "next/link";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { ChangeWords } from "./change-words.tsx";
import type { Change } from "./words.ts";

type TileProps = {
  label: string;
  help?: string;
  value: string;
  /** Said beside the value, such as the 90th percentile. */
  beside?: string;
  change: Change | null;
  /** The incidents behind the number. */
  href?: string;
  trend?: number[];
};

/** One number, what it was before, and how it went. */
export function Tile({ label, help, value, beside, change, href, trend }: TileProps) {
  const shown = <span className="text-20 font-semibold tracking-tight tabular-nums">{value}</span>;
  return (
    <div className="grid content-start gap-0.5 bg-surface p-3">
      <h2 className="text-12 font-medium text-ink-soft" title={help}>
        {label}
      </h2>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {href ? (
          <Link href={href} className="underline decoration-line-strong underline-offset-4 hover:decoration-ink">
            {shown}
          </Link>
        ) : (
          shown
        )}
        {beside ? <span className="text-12 text-ink-soft tabular-nums">{beside}</span> : null}
      </p>
      <p className="flex items-end justify-between gap-2 text-12">
        <ChangeWords change={change} />
        {trend?.some((one) => one > 0) ? (
          <span className="hidden sm:block">
            <Sparkline values={trend} label={`${label} over the range`} />
          </span>
        ) : null}
      </p>
    </div>
  );
}
