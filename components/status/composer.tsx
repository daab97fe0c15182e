"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { toInstant } from "#components/incidents/local-time.ts";
import { useDraft } from "#components/live/drafts.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { RoomState } from "#lib/contracts/room.ts";
import type { UpdateDraft } from "#lib/contracts/status/commands.ts";
import type { ComponentState, WorkStatus } from "#lib/contracts/status/publication.ts";
import { COMPONENT_STATE_LABELS, COMPONENT_STATES, UPDATE_STATUS_LABELS, WORK_STATUSES } from "#lib/contracts/status/terms.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { AudiencePreview } from "./audience-preview.tsx";
import { type Promised, PromiseField } from "./promise-field.tsx";

type Props = { room: RoomState; draft: UpdateDraft; onDone: () => void };

/** Writes the next public update beside what each audience will read. It begins with a draft from the record; what is typed is kept. */
export function Composer({ room: { reference, told }, draft, onDone }: Props) {
  const trpc = useTRPC();
  const kept = useDraft(`public ${reference}`);
  const [status, setStatus] = useState<WorkStatus>(draft.status);
  const [title, setTitle] = useState(draft.title);
  const [stakeholderText, setStakeholderText] = useState(draft.stakeholderText);
  const [workaround, setWorkaround] = useState(draft.workaround);
  const [eta, setEta] = useState("");
  const [nextBy, setNextBy] = useState<Promised>();
  const [slugs, setSlugs] = useState(draft.pages.filter(({ isChosen }) => isChosen).map(({ slug }) => slug));
  const [states, setStates] = useState<Record<string, ComponentState>>(() => initialStates(draft));
  const suggested = useQuery(trpc.status.draft.queryOptions({ reference, status }));
  const text = kept.text || (suggested.data?.text ?? draft.text);
  const chosen = draft.pages.filter(({ slug }) => slugs.includes(slug));
  const components = chosen.flatMap((page) => page.components.flatMap(({ id }) => (states[id] ? [{ id, state: states[id] }] : [])));
  const input = { reference, status, title, text, stakeholderText, workaround, eta: toInstant(eta), nextBy, pages: slugs, components };
  const shown = useDeferredValue(input);
  const preview = useQuery({
    ...trpc.status.preview.queryOptions(shown),
    enabled: slugs.length > 0 && text.trim() !== "" && title.trim() !== "",
    placeholderData: (before) => before,
  });
  const publish = useCommand(trpc.status.publish.mutationOptions(), ({ state }) => {
    kept.clear();
    toast.done(state === "published" ? "Published." : "It waits for somebody else's approval.");
    onDone();
  });
  const against = preview.data?.contradictions ?? [];
  const label = draft.needsApproval ? "Ask for approval" : told.publications.length > 0 ? "Publish update" : "Publish first update";
  const submit = () => publish.mutate({ ...input, accepts: against.length > 0 });
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <form
        className="grid content-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && submit()}
      >
        <div className="grid gap-3 sm:grid-cols-[12rem_1fr]">
          <Select
            label="Status"
            value={status}
            options={WORK_STATUSES.map((value) => ({ value, label: UPDATE_STATUS_LABELS[value] }))}
            onChange={setStatus}
          />
          <Input label="Public title" value={title} onChange={setTitle} error={fieldError(publish.problem, "title")} />
        </div>
        <Textarea
          label="What everybody reads"
          rows={5}
          value={text}
          onChange={kept.setText}
          help="Drafted from the record. Plain words; no names of systems."
        />
        <Textarea label="What to do meanwhile (public)" rows={2} value={workaround} onChange={setWorkaround} />
        <Textarea label="For stakeholders besides" rows={2} value={stakeholderText} onChange={setStakeholderText} />
        <Input
          label="Expected to be over (for stakeholders)"
          type="datetime-local"
          value={eta}
          onChange={setEta}
          error={fieldError(publish.problem, "eta")}
        />
        {status === "resolved" ? null : (
          <PromiseField usual={draft.nextBy} value={nextBy} onChange={setNextBy} error={fieldError(publish.problem, "nextBy")} />
        )}
        {draft.pages.map((page) => (
          <fieldset key={page.slug} className="grid gap-2 border-t border-line pt-3">
            <Checkbox
              label={`On ${page.name}`}
              isChecked={slugs.includes(page.slug)}
              onChange={(isOn) => setSlugs((before) => (isOn ? [...before, page.slug] : before.filter((slug) => slug !== page.slug)))}
            />
            {slugs.includes(page.slug) && status !== "resolved"
              ? page.components.map(({ id, name }) => (
                  <ComponentChoice
                    key={id}
                    name={name}
                    state={states[id]}
                    onChange={(state) => setStates((before) => ({ ...before, [id]: state }))}
                  />
                ))
              : null}
          </fieldset>
        ))}
        {against.length > 0 ? (
          <Callout tone="warn" title="This contradicts the record">
            <ul className="list-disc ps-4">
              {against.map(({ first, second }) => (
                <li key={first + second}>
                  {first}, but {second}.
                </li>
              ))}
            </ul>
          </Callout>
        ) : null}
        {publish.problem ? <Callout tone="bad">{publish.problem.detail}</Callout> : null}
        <div>
          <Button type="submit" variant="primary" kbd="mod+enter" isPending={publish.isPending} isDisabled={slugs.length === 0 || text.trim() === ""}>
            {against.length > 0 ? `${label} all the same` : label}
          </Button>
        </div>
      </form>
      <AudiencePreview preview={preview.data ?? null} isStale={preview.isPlaceholderData} problem={preview.error?.message ?? null} />
    </div>
  );
}

function initialStates(draft: UpdateDraft): Record<string, ComponentState> {
  const spoken = draft.pages.flatMap(({ components }) => components.filter(({ isTied, state }) => isTied || state !== "operational"));
  return Object.fromEntries(spoken.map(({ id, state }) => [id, state]));
}

function ComponentChoice({ name, state, onChange }: { name: string; state: ComponentState | undefined; onChange: (state: ComponentState) => void }) {
  const options = COMPONENT_STATES.map((value) => ({ value, label: COMPONENT_STATE_LABELS[value] }));
  return <Select label={name} value={state ?? "operational"} options={options} onChange={onChange} />;
}
