import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { Hypothesis } from "#lib/contracts/hypothesis.ts";
import { STANDING_STATES } from "#lib/contracts/hypothesis.ts";

/** How sure one may be, as a bar; quiet where the hypothesis does not stand any more. */
export function Confidence({ hypothesis: { confidence, state } }: { hypothesis: Pick<Hypothesis, "confidence" | "state"> }) {
  return <ProgressBar label="Confidence" value={confidence ?? 0} tone={STANDING_STATES.includes(state) ? "accent" : "quiet"} />;
}
