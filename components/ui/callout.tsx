import type { ReactNode } from "react";

const TONES = {
  neutral: "border-line bg-surface-sunk",
  accent: "border-accent bg-accent-soft",
  warn: "border-warn bg-warn-soft",
  bad: "border-bad bg-bad-soft",
  drill: "border-drill bg-drill-soft",
};

export function Callout({ tone = "neutral", title, children }: { tone?: keyof typeof TONES; title?: ReactNode; children?: ReactNode }) {
  return (
    <div className={`rounded-lg border px-3 py-2 text-13 text-ink ${TONES[tone]}`}>
      {title ? <p className="font-semibold">{title}</p> : null}
      {children}
    </div>
  );
}
