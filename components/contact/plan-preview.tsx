"use client";

import { useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { Select } from "#components/ui/select.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { ContactPlan } from "#lib/contracts/contact.ts";
import type { MethodView } from "#lib/contracts/contact-methods.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { describePage, isOnlyInbox } from "#lib/describe-contact.ts";

const OPTIONS = SEVERITIES.map((value) => ({ value, label: value }));
const MINUTE_MS = 60_000;

type PreviewProps = { plan: ContactPlan | null; methods: MethodView[]; serverNow: string };

/** What would come if one were paged now, and a warning where nothing would but Muster itself. */
export function PlanPreview({ plan, methods, serverNow }: PreviewProps) {
  const [severity, setSeverity] = useState<(typeof SEVERITIES)[number]>("SEV2");
  const ticking = useNow();
  const now = ticking === null ? serverNow : new Date(ticking - (ticking % MINUTE_MS)).toISOString();
  const silent = (["SEV1", "SEV3"] as const).filter((one) => isOnlyInbox({ severity: one, plan, methods, now }));
  return (
    <div className="grid gap-3">
      {silent.length > 0 ? (
        <Callout
          tone="warn"
          title={`Nothing but Muster itself reaches you for ${silent.length === 2 ? "any page" : silent[0] === "SEV1" ? "urgent pages" : "other pages"}`}
        >
          You learn of them only while a page of Muster is open. Add a means, or a step that uses one.
        </Callout>
      ) : null}
      <div className="grid items-end gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Select label="If you are paged now for a" value={severity} options={OPTIONS} onChange={setSeverity} />
        <p aria-live="polite" className="min-h-8 content-center text-13">
          <span className="sr-only">If you are paged for a {severity} now: </span>
          {describePage({ severity, plan, methods, now }).sentence}
        </p>
      </div>
    </div>
  );
}
