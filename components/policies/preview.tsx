"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Foresight } from "#components/escalation/foresight.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { useIsHydrated } from "#components/ui/use-now.ts";
import { PolicyRules } from "#lib/contracts/escalation/policy.ts";
import type { Severity } from "#lib/contracts/incident.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { longDay, shortTime } from "#lib/time.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import type { PolicyDraft } from "./draft.ts";
import { momentsOf } from "./moments.ts";

/** What these rules would do, as they stand in the editor: the time machine beside it. */
export function Preview({ draft }: { draft: PolicyDraft }) {
  const isHydrated = useIsHydrated();
  return (
    <section
      aria-label="What it would do"
      className="grid min-w-0 grid-cols-1 content-start gap-3 rounded-lg border border-line bg-surface-sunk p-3.5"
    >
      {isHydrated ? <Scenario draft={draft} /> : <Skeleton rows={4} />}
    </section>
  );
}

function Scenario({ draft }: { draft: PolicyDraft }) {
  const client = useTRPCClient();
  const [moments] = useState(() => momentsOf(Date.now()));
  const [severity, setSeverity] = useState<Severity>("SEV2");
  const [when, setWhen] = useState<keyof typeof moments>("night");
  const [hasRevenue, setRevenue] = useState(true);
  const opensAt = moments[when];
  const asked = useDeferredValue(JSON.stringify({ rules: draft.rules, services: draft.services.map(({ id }) => id) }));
  const { data, isError } = useQuery({
    queryKey: ["foresee", asked, severity, opensAt, hasRevenue],
    queryFn: () => client.escalation.foresee.mutate({ ...JSON.parse(asked), severity, opensAt, revenuePerHour: hasRevenue ? 1_000 : null }),
    enabled: PolicyRules.safeParse(draft.rules).success,
    placeholderData: (old) => old,
    retry: false,
  });
  return (
    <>
      <h2 className="text-14 font-semibold">
        If a {severity} opens {longDay(opensAt)} at {shortTime(opensAt)} and nobody answers
      </h2>
      <div className="grid grid-cols-2 gap-2">
        <Select label="Severity" value={severity} options={SEVERITIES.map((value) => ({ value, label: value }))} onChange={setSeverity} />
        <Select
          label="Opens"
          value={when}
          options={[
            { value: "night", label: "Sunday 02:30" },
            { value: "now", label: "Now" },
          ]}
          onChange={setWhen}
        />
      </div>
      <Checkbox label="Revenue is at risk" isChecked={hasRevenue} onChange={setRevenue} />
      <div role="status">
        {isError ? (
          <p className="text-13 text-bad">It could not be foretold. It is asked again with the next change.</p>
        ) : data ? (
          <Foresight foreseen={data} />
        ) : (
          <Skeleton rows={4} />
        )}
      </div>
    </>
  );
}
