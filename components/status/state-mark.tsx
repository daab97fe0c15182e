import { Circle, CircleAlert, CircleDot, OctagonAlert, Wrench } from "lucide-react";
import type { ComponentState } from "#lib/contracts/status/publication.ts";
import { COMPONENT_STATE_LABELS } from "#lib/contracts/status/terms.ts";

const LOOKS = {
  operational: { icon: Circle, ink: "text-good" },
  maintenance: { icon: Wrench, ink: "text-accent-ink" },
  degraded: { icon: CircleDot, ink: "text-warn" },
  partial: { icon: CircleAlert, ink: "text-warn" },
  major: { icon: OctagonAlert, ink: "text-bad" },
} as const;

/** How a part of the service is: icon, word and colour. */
export function StateMark({ state }: { state: ComponentState }) {
  const { icon: Icon, ink } = LOOKS[state];
  return (
    <span className={`inline-flex items-center gap-1 text-12 font-medium whitespace-nowrap ${ink}`}>
      <Icon aria-hidden className="size-3.5" />
      {COMPONENT_STATE_LABELS[state]}
    </span>
  );
}
