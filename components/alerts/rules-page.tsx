"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { RulesView } from "#lib/contracts/alert-rule.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AlertsFrame } from "./alerts-frame.tsx";
import { RuleCard } from "./rule-card.tsx";
import { draftsOf, newDraft, type RuleDraft } from "./rule-draft.ts";
import { RulesTrial } from "./rules-trial.tsx";
import { useAlertsChanged } from "./use-alerts-live.ts";

/** The rules in their order. They are edited together, tried on what came in, and saved at once. */
export function RulesPage({ first }: { first: RulesView }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const changed = useAlertsChanged();
  const [saved, setSaved] = useState(first);
  const [drafts, setDrafts] = useState(() => draftsOf(first.rules));
  const canChange = me.role !== "viewer";
  const save = useCommand(trpc.alerts.saveRules.mutationOptions(), (next) => {
    setSaved(next);
    setDrafts(draftsOf(next.rules));
    changed();
    toast.done("The rules hold from now on.");
  });
  const rules = drafts.map(({ key: _, ...rule }) => rule);
  const isChanged = JSON.stringify(rules) !== JSON.stringify(draftsOf(saved.rules).map(({ key: _, ...rule }) => rule));
  const edit = (next: RuleDraft[]) => {
    if (save.problem) save.reset();
    setDrafts(next);
  };
  const set = (index: number, next: RuleDraft) => edit(drafts.map((draft, at) => (at === index ? next : draft)));
  const move = (index: number, step: number) => edit(moved(drafts, index, step));
  return (
    <AlertsFrame>
      <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-4 p-4 text-13 sm:px-6">
        <p className="text-ink-soft">The first rule that matches an alert decides what becomes of it. Without one it is only recorded.</p>
        {save.problem ? <Callout tone="warn" title={save.problem.detail} /> : null}
        <ol aria-label="Rules" className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {drafts.map((draft, index) => (
            <RuleCard
              key={draft.key}
              draft={draft}
              place={index + 1}
              of={drafts.length}
              isReadOnly={!canChange}
              problem={save.problem}
              onChange={(next) => set(index, next)}
              onMove={(step) => move(index, step)}
              onRemove={() => edit(drafts.filter((_, at) => at !== index))}
            />
          ))}
        </ol>
        {canChange ? (
          <div className="flex flex-wrap items-center gap-2">
            <Button icon={<Plus size={14} aria-hidden />} onClick={() => edit([...drafts, newDraft()])}>
              Add a rule
            </Button>
            <span className="flex-1" />
            {isChanged ? <Button onClick={() => edit(draftsOf(saved.rules))}>Undo changes</Button> : null}
            <Button
              variant="primary"
              isDisabled={!isChanged}
              isPending={save.isPending}
              onClick={() => save.mutate({ version: saved.version, rules })}
            >
              Save the rules
            </Button>
          </div>
        ) : null}
        <Trial rules={rules} />
      </div>
    </AlertsFrame>
  );
}

function moved(drafts: RuleDraft[], index: number, step: number): RuleDraft[] {
  const next = [...drafts];
  const [taken] = next.splice(index, 1);
  if (taken) next.splice(Math.max(0, index + step), 0, taken);
  return next;
}

function Trial({ rules }: { rules: Omit<RuleDraft, "key">[] }) {
  const trpc = useTRPC();
  const { data, error, isFetching } = useQuery({
    ...trpc.alerts.tryRules.queryOptions({ rules, most: 200 }),
    placeholderData: (old) => old,
    retry: false,
  });
  return <RulesTrial trial={data ?? null} problem={error?.message ?? null} isFetching={isFetching} />;
}
