import { ArrowDownRight, ArrowUpRight } from "lucide-react";
import type { Change } from "./words.ts";

const TONES = { better: "text-good", worse: "text-bad", same: "text-ink-faint" } as const;

/** How a number moved against the range before; in words, so that colour does not speak alone. */
export function ChangeWords({ change }: { change: Change | null }) {
  if (!change) return <span className="text-ink-faint">no comparison</span>;
  const Icon = change.words.includes("less") ? ArrowDownRight : change.tone === "same" ? null : ArrowUpRight;
  return (
    <span className={`inline-flex items-center gap-0.5 ${TONES[change.tone]}`}>
      {Icon ? <Icon size={12} aria-hidden /> : null}
      {change.words}
    </span>
  );
}
