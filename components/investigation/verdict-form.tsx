"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { InvestigationSummary, Verdict } from "#lib/contracts/investigation.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

export const VERDICT_WORDS: Record<Verdict, { label: string; help: string }> = {
  right: { label: "Right", help: "It named the cause." },
  "one-hop-short": { label: "One hop short", help: "It named what the cause did, or its neighbour." },
  "right-area": { label: "Right area", help: "It pointed to the right part of the system." },
  wrong: { label: "Wrong", help: "It sent people elsewhere." },
};
const OPTIONS = (Object.keys(VERDICT_WORDS) as Verdict[]).map((value) => ({ value, ...VERDICT_WORDS[value] }));

/** How right the analyst was, after the fact; a later verdict replaces an earlier one. */
export function VerdictForm({ investigation, canWrite }: { investigation: InvestigationSummary; canWrite: boolean }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { id, verdict: given } = investigation;
  const [isChanging, setChanging] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [note, setNote] = useState("");
  const judge = useCommand(trpc.investigations.judge.mutationOptions(), async () => {
    await client.invalidateQueries({ queryKey: trpc.investigations.pathKey() });
    setChanging(false);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (verdict) judge.mutate({ id, verdict, note });
  };
  return (
    <section aria-label="Verdict" className="grid max-w-2xl gap-2 rounded-lg border border-line bg-surface-raised px-4 py-3">
      <h3 className="text-13 font-semibold">How right was the analyst?</h3>
      {given && !isChanging ? (
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-13">
          <p className="flex-1">
            <b className="font-medium">{VERDICT_WORDS[given.verdict as Verdict]?.label ?? given.verdict}</b>, says <bdi>{given.by.name}</bdi>{" "}
            <span className="text-12 text-ink-faint">
              <TimeText at={given.at} />
            </span>
            {given.note ? <span className="block text-ink-soft">{given.note}</span> : null}
          </p>
          {canWrite ? (
            <Button size="sm" variant="ghost" onClick={() => setChanging(true)}>
              Change
            </Button>
          ) : null}
        </div>
      ) : canWrite ? (
        <form onSubmit={submit} className="grid gap-2.5">
          <RadioGroup label="Verdict" isLabelHidden value={verdict} options={OPTIONS} onChange={setVerdict} />
          <Input label="Note (optional)" value={note} onChange={setNote} error={fieldError(judge.problem, "note")} />
          <div>
            <Button type="submit" variant="primary" isDisabled={verdict === null} isPending={judge.isPending}>
              Save verdict
            </Button>
          </div>
        </form>
      ) : (
        <p className="text-13 text-ink-soft">A responder says so here.</p>
      )}
    </section>
  );
}
