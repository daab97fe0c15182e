import { AlertTriangle, Info, OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./badge.tsx";

type CalloutTone = Exclude<Tone, "good">;

const TONES: Record<CalloutTone, string> = {
  neutral: "border-line bg-surface-sunk",
  accent: "border-accent/35 bg-accent-soft",
  warn: "border-warn/35 bg-warn-soft",
  bad: "border-bad/35 bg-bad-soft",
  drill: "border-drill/35 bg-drill-soft",
};
const ICONS = { neutral: Info, accent: Info, warn: AlertTriangle, bad: OctagonAlert, drill: Info };
const INKS: Record<CalloutTone, string> = {
  neutral: "text-ink-soft",
  accent: "text-accent-ink",
  warn: "text-warn",
  bad: "text-bad",
  drill: "text-drill",
};

/** Something to know before going on. The icon tells its weight to those who do not see the colour. */
export function Callout({ tone = "neutral", title, children }: { tone?: CalloutTone; title?: ReactNode; children?: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className={`flex gap-2.5 rounded-lg border px-3 py-2 text-13 text-ink ${TONES[tone]}`}>
      <Icon size={15} aria-hidden className={`mt-[2.5px] shrink-0 ${INKS[tone]}`} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
