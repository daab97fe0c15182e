"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { afterWord } from "#components/escalation/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import type { PolicyDifference, ReachChange } from "#lib/contracts/escalation/time-machine.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import type { PolicyDraft } from "./draft.ts";
import { momentsOf } from "./moments.ts";

type SaveDialogProps = { draft: PolicyDraft; standingId: string | null; isPending: boolean; onSave: () => void; onClose: () => void };

/** Before it is saved: who would be reached earlier, later, no more or newly, now and at night. */
export function SaveDialog({ draft, standingId, isPending, onSave, onClose }: SaveDialogProps) {
  const client = useTRPCClient();
  const [moments] = useState(() => momentsOf(Date.now()));
  const { data, isError } = useQuery({
    queryKey: ["compare policy", standingId, JSON.stringify(draft)],
    queryFn: () =>
      client.escalation.compare.mutate({
        policy: standingId,
        rules: draft.rules,
        services: draft.services.map(({ id }) => id),
        moments: [moments.now, moments.night],
      }),
    gcTime: 0,
    retry: false,
  });
  return (
    <Dialog
      isOpen
      title="Save this policy"
      description="Running escalations go on as they began; incidents from now on follow it."
      size="lg"
      onClose={onClose}
    >
      <div className="grid gap-3">
        {isError ? <Callout tone="warn">The difference could not be foretold. You can save all the same.</Callout> : null}
        {data ? <Differences differences={data} now={moments.now} /> : isError ? null : <Skeleton rows={3} />}
        <DialogActions>
          <Button onClick={onClose}>Go on editing</Button>
          <Button variant="primary" isPending={isPending} onClick={onSave}>
            Save
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

/** The difference in words, for incidents with revenue at risk that nobody answers. */
export function Differences({ differences, now }: { differences: readonly PolicyDifference[]; now: string }) {
  const changed = differences.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return <p className="text-13 text-ink-soft">Nobody would be reached at another time than now, whatever the severity.</p>;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {changed.map(({ at, severity, changes }) => (
        <section key={`${at} ${severity}`} aria-label={`${severity} ${at === now ? "now" : "at night"}`} className="grid content-start gap-1">
          <h3 className="text-12 font-semibold text-ink-soft">
            {severity} {at === now ? "now" : "on Sunday at 02:30"}
          </h3>
          <ul className="grid gap-0.5 text-13">
            {changes.map((change) => (
              <li key={change.id} className="[overflow-wrap:anywhere]">
                <bdi className="font-medium">{change.name}</bdi> <span className={toneOf(change)}>{changeWords(change)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

export function changeWords({ before, after }: Pick<ReachChange, "before" | "after">): string {
  if (before === null && after !== null) return `is reached, ${afterWord(after)}`;
  if (after === null) return "is reached no more";
  return `${(after ?? 0) < (before ?? 0) ? "earlier" : "later"}: ${afterWord(after ?? 0)} instead of ${afterWord(before ?? 0)}`;
}

function toneOf({ after }: ReachChange): string {
  return after === null ? "text-warn" : "text-ink-soft";
}
