import type { ReactNode } from "react";

const TONES = {
  neutral: "border-line text-ink-soft bg-surface-raised",
  accent: "border-accent bg-accent-soft text-accent-ink",
  good: "border-good bg-good-soft text-good",
  warn: "border-warn bg-warn-soft text-warn",
  bad: "border-bad bg-bad-soft text-bad",
  drill: "border-drill bg-drill-soft text-drill",
};

/** A small word about a thing. */
export function Chip({ tone = "neutral", icon, children }: { tone?: keyof typeof TONES; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`inline-flex max-w-full items-center gap-1 rounded-full border px-2 text-12 leading-[18px] whitespace-nowrap ${TONES[tone]}`}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

const SEVERITIES: Record<string, { shape: string; look: string }> = {
  SEV1: { shape: "▲▲", look: "bg-severity-1-soft text-severity-1-ink" },
  SEV2: { shape: "▲", look: "bg-severity-2-soft text-severity-2-ink" },
  SEV3: { shape: "◆", look: "bg-severity-3-soft text-severity-3-ink" },
  SEV4: { shape: "●", look: "bg-severity-4-soft text-severity-4-ink" },
};

/** A severity by shape, word and colour. `label` is the organisation's name for it. */
export function SeverityBadge({ severity, label }: { severity: string | null; label?: string }) {
  const look = severity ? SEVERITIES[severity] : undefined;
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2 text-12 leading-5 font-semibold whitespace-nowrap ${look?.look ?? "bg-surface-sunk text-ink-soft"}`}
    >
      <span aria-hidden className="text-11">
        {look?.shape ?? "○"}
      </span>
      {label ?? severity ?? "Unset"}
    </span>
  );
}

const ENDED = new Set(["resolved", "review", "closed", "declined", "cancelled", "merged"]);

export function PhaseBadge({ phase, label }: { phase: string; label: string }) {
  const isEnded = ENDED.has(phase);
  return (
    <span className="inline-flex items-center gap-1.5 text-12 whitespace-nowrap text-ink-soft">
      <span aria-hidden className={`size-1.5 rounded-full ${isEnded ? "bg-good" : phase === "triage" ? "border border-ink-faint" : "bg-accent"}`} />
      {label}
    </span>
  );
}
