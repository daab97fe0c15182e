"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ServiceDetails } from "#lib/contracts/service.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { type QueryDraft, QueryFields, queriesFrom, queryDrafts } from "./query-fields.tsx";
import { ServiceConflict } from "./service-conflict.tsx";
import { ServicePicker } from "./service-picker.tsx";
import { type SloDraft, SloFields, sloDrafts, slosFrom } from "./slo-fields.tsx";
import { TIER_OPTIONS, tierValue } from "./tier-words.ts";

type Draft = {
  name: string;
  description: string;
  tier: string;
  team: string;
  revenue: string;
  slos: SloDraft[];
  dependsOn: Choice[];
  queries: QueryDraft[];
  namespace: string;
};

function draftOf(service: ServiceDetails | null): Draft {
  return {
    name: service?.name ?? "",
    description: service?.description ?? "",
    tier: tierValue(service?.tier ?? 3),
    team: service?.team?.id ?? "",
    revenue: service?.revenuePerMinute?.toString() ?? "",
    slos: sloDrafts(service?.slos ?? []),
    dependsOn: service?.dependsOn ?? [],
    queries: queryDrafts(service?.queries ?? []),
    namespace: service?.namespace ?? "",
  };
}

function valuesOf(draft: Draft) {
  const revenue = draft.revenue.trim().replace(",", ".");
  return {
    name: draft.name,
    description: draft.description,
    tier: Number(draft.tier),
    team: draft.team || null,
    revenuePerMinute: revenue === "" ? null : Number(revenue),
    slos: slosFrom(draft.slos),
    dependsOn: draft.dependsOn.map(({ id }) => id),
    queries: queriesFrom(draft.queries),
    namespace: draft.namespace,
  };
}

/** Everything the catalogue knows of a service. */
export function ServiceForm({ service, onDone }: { service: ServiceDetails | null; onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const { settings } = useConsole();
  const [draft, setDraft] = useState(() => draftOf(service));
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const teams = useQuery(trpc.teams.list.queryOptions({}));
  const saved = (words: string) => {
    void client.invalidateQueries({ queryKey: trpc.services.pathKey() });
    router.refresh();
    toast.done(words);
    onDone();
  };
  const create = useCommand(trpc.services.create.mutationOptions(), ({ slug }) => {
    saved(`${draft.name} is in the catalogue`);
    router.push(`/services/${slug}`);
  });
  const change = useCommand(trpc.services.change.mutationOptions(), () => saved("Saved"));
  const problem = create.problem ?? change.problem;
  const save = (version = service?.version ?? 0) => {
    if (service) change.mutate({ id: service.id, version, change: valuesOf(draft) });
    else create.mutate(valuesOf(draft));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form className="grid gap-3 pb-2" onSubmit={submit}>
      <Input label="Name" value={draft.name} onChange={(name) => set({ name })} required isAutoFocused error={fieldError(problem, "name")} />
      <Textarea
        label="What it does"
        value={draft.description}
        onChange={(description) => set({ description })}
        error={fieldError(problem, "description")}
      />
      <Select label="Tier" value={tierValue(Number(draft.tier))} options={TIER_OPTIONS} onChange={(tier) => set({ tier })} />
      <Select
        label="Team"
        value={draft.team}
        options={[{ value: "", label: "No team" }, ...(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(team) => set({ team })}
      />
      <Input
        label={`Revenue per minute (${settings.currency})`}
        inputMode="decimal"
        value={draft.revenue}
        onChange={(revenue) => set({ revenue })}
        help="What a minute without it costs. Left empty, cost is not computed."
        error={fieldError(problem, "revenuePerMinute") ?? fieldError(problem, "change.revenuePerMinute")}
      />
      <ServicePicker
        label="Depends on"
        chosen={draft.dependsOn}
        onChange={(dependsOn) => set({ dependsOn })}
        exceptId={service?.id}
        error={fieldError(problem, "dependsOn") ?? fieldError(problem, "change.dependsOn")}
      />
      <SloFields slos={draft.slos} onChange={(slos) => set({ slos })} problem={problem} />
      <QueryFields queries={draft.queries} onChange={(queries) => set({ queries })} problem={problem} />
      <Input
        label="Namespace"
        value={draft.namespace}
        onChange={(namespace) => set({ namespace })}
        help="Where in a cluster it runs. Left empty, it is looked for."
        error={fieldError(problem, "namespace") ?? fieldError(problem, "change.namespace")}
      />
      {service && problem?.conflict ? (
        <ServiceConflict conflict={problem.conflict} slug={service.slug} onMine={save} onTheirs={() => saved("Theirs stays")} />
      ) : null}
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending || change.isPending}>
          {service ? "Save" : "Add the service"}
        </Button>
      </DialogActions>
    </form>
  );
}
