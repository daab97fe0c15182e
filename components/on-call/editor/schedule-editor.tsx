"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ScheduleDetails } from "#lib/contracts/oncall-views.ts";
import { TimeZone } from "#lib/contracts/people.ts";
import type { TeamSummary } from "#lib/contracts/team.ts";
import { fieldError, type Problem, useTRPC } from "#lib/trpc/client.tsx";
import { useOnCallChanged } from "../use-on-call-changed.ts";
import { useViewerZone } from "../use-viewer-zone.ts";
import { type Draft, draftOf, emptyLayer, type LayerDraft, layersOf, previewOf, reordered } from "./draft.ts";
import { LayerFields } from "./layer-fields.tsx";
import { Preview } from "./preview.tsx";
import { ZoneField } from "./zone-field.tsx";

const NOTHING = { id: "", slug: "", name: "", zone: "UTC", layers: [], overrides: [], people: [] };

type ScheduleEditorProps = { schedule: ScheduleDetails | null; first: Draft; teams: TeamSummary[]; now: string };

/** Everything of a schedule, with what it will be and what saving changes beside it. */
export function ScheduleEditor({ schedule, first, teams, now }: ScheduleEditorProps) {
  const zone = useViewerZone();
  const [draft, setDraft] = useState(first);
  const [version, setVersion] = useState(schedule?.version ?? 0);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const { save, problem, isPending } = useSave(schedule, draft, version);
  const base = schedule ?? { ...NOTHING, zone: draft.zone };
  const isReadable = TimeZone.safeParse(draft.zone).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form className="grid grid-cols-[minmax(0,1fr)] gap-6 p-4 sm:p-6 lg:grid-cols-[minmax(0,420px)_minmax(0,1fr)]" onSubmit={submit} noValidate>
      <div className="grid content-start gap-4">
        <h1 className="text-20 font-semibold">{schedule ? `Edit ${schedule.name}` : "New schedule"}</h1>
        {schedule && problem?.conflict ? (
          <ScheduleConflict schedule={schedule} by={problem.conflict.by} onMine={setVersion} onTheirs={setDraft} />
        ) : null}
        <Basics draft={draft} teams={teams} problem={problem} onChange={set} />
        <Layers draft={draft} problem={problem} today={now.slice(0, 10)} onChange={(layers) => set({ layers })} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" isPending={isPending}>
            {schedule ? "Save the schedule" : "Create the schedule"}
          </Button>
          <LinkButton href={schedule ? `/on-call/${schedule.slug}` : "/on-call"}>Cancel</LinkButton>
        </div>
      </div>
      {isReadable ? <Preview before={base} after={previewOf(draft, base)} now={now} zone={zone} isNew={!schedule} /> : null}
    </form>
  );
}

function useSave(schedule: ScheduleDetails | null, draft: Draft, version: number) {
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useOnCallChanged();
  const done = (slug: string) => {
    changed();
    toast.done(schedule ? "The schedule is saved" : `${draft.name} is a schedule now`);
    router.push(`/on-call/${slug}`);
  };
  const create = useCommand(trpc.oncall.create.mutationOptions(), ({ slug }) => done(slug));
  const change = useCommand(trpc.oncall.change.mutationOptions(), () => done(schedule?.slug ?? ""));
  const save = () => {
    const values = { ...draft, team: draft.team || null, layers: layersOf(draft) };
    if (schedule) change.mutate({ id: schedule.id, version, change: values });
    else create.mutate(values);
  };
  return { save, problem: create.problem ?? change.problem, isPending: create.isPending || change.isPending };
}

/** The server's word about a field, whichever of the two commands it came from. */
function errorAt(problem: Problem | null, path: string): string | null {
  return fieldError(problem, path) ?? fieldError(problem, `change.${path}`);
}

type BasicsProps = { draft: Draft; teams: TeamSummary[]; problem: Problem | null; onChange: (change: Partial<Draft>) => void };

function Basics({ draft, teams, problem, onChange }: BasicsProps) {
  return (
    <>
      <Input label="Name" value={draft.name} onChange={(name) => onChange({ name })} placeholder="Payments" error={errorAt(problem, "name")} />
      <Input
        label="What it is for"
        value={draft.description}
        onChange={(description) => onChange({ description })}
        error={errorAt(problem, "description")}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Team"
          value={draft.team}
          options={[{ value: "", label: "No team" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(team) => onChange({ team })}
        />
        <ZoneField label="Time zone" value={draft.zone} onChange={(zone) => onChange({ zone })} error={errorAt(problem, "zone")} />
      </div>
      <Checkbox
        label="Warn of hours without anybody"
        help="Leads of the team are told a week ahead. Leave it out where such hours are meant."
        isChecked={draft.warnsOfGaps}
        onChange={(warnsOfGaps) => onChange({ warnsOfGaps })}
      />
    </>
  );
}

type LayersProps = { draft: Draft; problem: Problem | null; today: string; onChange: (layers: LayerDraft[]) => void };

function Layers({ draft: { layers, zone }, problem, today, onChange }: LayersProps) {
  const add = () => onChange([...layers, emptyLayer({ zone, today, newId: () => crypto.randomUUID() }, `Layer ${layers.length + 1}`)]);
  return (
    <section aria-label="Layers" className="grid gap-3">
      {layers.map((layer, index) => (
        <LayerFields
          key={layer.id}
          layer={layer}
          index={index}
          count={layers.length}
          errorOf={(field) => errorAt(problem, `layers.${index}.${field}`)}
          onChange={(change) => onChange(layers.map((one) => (one.id === layer.id ? { ...one, ...change } : one)))}
          onMove={(to) => onChange(reordered(layers, index, to))}
          onRemove={() => onChange(layers.filter(({ id }) => id !== layer.id))}
        />
      ))}
      <div>
        <Button icon={<Plus size={13} aria-hidden />} onClick={add}>
          Add a layer
        </Button>
      </div>
    </section>
  );
}

type ScheduleConflictProps = {
  schedule: ScheduleDetails;
  by: string | null;
  onMine: (version: number) => void;
  onTheirs: (draft: Draft) => void;
};

/** Somebody saved meanwhile: theirs is loaded, or one's own goes on from it. */
function ScheduleConflict({ schedule, by, onMine, onTheirs }: ScheduleConflictProps) {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.oncall.read.queryOptions({ slug: schedule.slug }), staleTime: 0 });
  const take = (isMine: boolean) => {
    if (!data) return;
    onMine(data.version);
    if (!isMine) onTheirs(draftOf(data));
  };
  return (
    <Callout tone="warn" title={`${by ?? "Somebody"} changed this schedule while you were editing`}>
      Nothing was saved. Keep your version and save again, or go on from theirs.
      <div className="flex gap-2 pt-2">
        <Button size="sm" variant="primary" isDisabled={!data} onClick={() => take(true)}>
          Keep mine
        </Button>
        <Button size="sm" isDisabled={!data} onClick={() => take(false)}>
          Take theirs
        </Button>
      </div>
    </Callout>
  );
}
