import type { ReactNode } from "react";

export type Tone = "neutral" | "accent" | "good" | "warn" | "bad" | "drill";

const TONES: Record<Tone, string> = {
  neutral: "border-line bg-surface-raised text-ink-soft",
  accent: "border-accent/40 bg-accent-soft text-accent-ink",
  good: "border-good/40 bg-good-soft text-good",
  warn: "border-warn/40 bg-warn-soft text-warn",
  bad: "border-bad/40 bg-bad-soft text-bad",
  drill: "border-drill/40 bg-drill-soft text-drill",
};

/** A small word about a thing. */
export function Chip({ tone = "neutral", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`inline-flex max-w-full items-center gap-1 rounded-full border px-2 text-12 leading-[18px] whitespace-nowrap ${TONES[tone]}`}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

export { PhaseBadge } from "./phase-badge.tsx";
export { SeverityBadge } from "./severity-badge.tsx";
