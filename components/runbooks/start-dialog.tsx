"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import type { Runbook } from "#lib/contracts/runbook.ts";
import type { RunMode } from "#lib/contracts/runbook-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ParameterField } from "./parameter-field.tsx";
import { PlanPreview } from "./plan-preview.tsx";

type StartDialogProps = { slug: string; title: string; incident: string | null; onClose: () => void };

const MODES = [
  { value: "guided", label: "Guided", help: "Each step waits until you let it run." },
  { value: "run", label: "Run", help: "Goes on by itself; stops at approvals, questions and failures." },
  { value: "dry", label: "Dry run", help: "Reads are made, everything else is only shown. Nothing is changed." },
] as const;

/** Lays out a run: its parameters, with what the cluster says, and word for word what it would do. */
export function StartDialog({ slug, title, incident, onClose }: StartDialogProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runbooks.read.queryOptions({ slug }));
  return (
    <Dialog isOpen size="lg" title={`Run “${title}”`} description={incident ? `For ${incident}` : undefined} onClose={onClose}>
      {data ? <StartForm runbook={data.runbook} incident={incident} onClose={onClose} /> : <Skeleton rows={5} />}
    </Dialog>
  );
}

function StartForm({ runbook, incident, onClose }: { runbook: Runbook; incident: string | null; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [given, setGiven] = useState<Record<string, string>>({});
  const [mode, setMode] = useState<RunMode>("guided");
  const [cluster, setCluster] = useState("");
  const { data: clusters } = useQuery(trpc.runbooks.clusters.queryOptions(incident ? { incident } : {}));
  const parameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const wanted = { slug: runbook.slug, parameters, mode, ...(incident ? { incident } : {}), ...(cluster ? { cluster } : {}) };
  const { data: planned, isFetching } = useQuery({ ...trpc.runbooks.plan.queryOptions(wanted), placeholderData: keepPreviousData });
  const start = useCommand(trpc.runbooks.start.mutationOptions(), ({ id }) => router.push(`/runbooks/runs/${id}`));
  const values = { ...planned?.read, ...planned?.plan?.parameters, ...parameters };
  const general = planned?.faults.filter(({ name }) => name === "") ?? [];
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate(wanted);
      }}
    >
      {clusters && clusters.names.length > 1 ? (
        <Select
          label="Cluster"
          value={cluster || (clusters.names[0] ?? "")}
          options={clusters.names.map((name) => ({ value: name, label: name }))}
          onChange={setCluster}
        />
      ) : null}
      {runbook.parameters.length > 0 ? (
        <div className="grid gap-3 sm:grid-cols-2">
          {runbook.parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={given[parameter.name] ?? ""}
              standing={values[parameter.name] ?? ""}
              namespace={values.namespace ?? ""}
              incident={incident}
              cluster={cluster}
              error={given[parameter.name] ? (planned?.faults.find(({ name }) => name === parameter.name)?.message ?? null) : null}
              onChange={(value) => setGiven((before) => ({ ...before, [parameter.name]: value }))}
            />
          ))}
        </div>
      ) : null}
      <RadioGroup label="How" value={mode} options={MODES} onChange={setMode} />
      {general.map(({ message }) => (
        <Callout key={message} tone="bad">
          {message}
        </Callout>
      ))}
      {planned?.plan ? (
        <PlanPreview plan={planned.plan} />
      ) : (
        <p className="text-13 text-ink-soft">
          {planned ? `Still needed: ${planned.faults.map(({ name }) => name).join(", ")}.` : "Reading the cluster…"}
        </p>
      )}
      {start.problem ? <Callout tone="bad">{start.problem.detail}</Callout> : null}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={start.isPending || start.isSuccess} isDisabled={!planned?.plan || isFetching}>
          {mode === "dry" ? "Start the dry run" : "Start"}
        </Button>
      </DialogActions>
    </form>
  );
}
