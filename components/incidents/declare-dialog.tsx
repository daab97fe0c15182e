"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { PageOnCall } from "#components/escalation/page-on-call.tsx";
import { useDraft } from "#components/live/drafts.ts";
import { ServicePicker } from "#components/services/service-picker.tsx";
import { SeverityBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { IncidentKind, Severity } from "#lib/contracts/incident.ts";
import { INCIDENT_KINDS } from "#lib/contracts/incident-terms.ts";
import { fieldError, problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { SeverityChoice } from "./severity-choice.tsx";
import { SeverityHelper } from "./severity-helper.tsx";

const KIND_LABELS: Record<IncidentKind, string> = {
  real: "Real",
  drill: "Drill",
  test: "Test",
  retrospective: "Retrospective (declared after the fact)",
};

/** Title and severity are enough; Enter declares. */
export function DeclareDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const draft = useDraft("declare title");
  const [severity, setSeverity] = useState<Severity | null>("SEV3");
  const [services, setServices] = useState<Choice[]>([]);
  const [more, setMore] = useState<More>({ summary: "", kind: "real", isPrivate: false, startedAt: "" });
  const [pages, setPages] = useState(true);
  const declare = useMutation(
    trpc.incidents.declare.mutationOptions({
      onSuccess: ({ reference }) => {
        draft.clear();
        router.push(`/incidents/${reference}`);
        onClose();
      },
    }),
  );
  const problem = declare.error ? problemFrom(declare.error) : null;
  const submit = () =>
    declare.mutate({
      title: draft.text,
      severity,
      summary: more.summary,
      services: services.map(({ id }) => id),
      kind: more.kind,
      pages,
      visibility: more.isPrivate ? "private" : "normal",
      startedAt: more.startedAt ? new Date(more.startedAt).toISOString() : null,
    });
  return (
    <Dialog isOpen title="Declare an incident" onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
        }}
      >
        <Input
          label="What is happening?"
          value={draft.text}
          onChange={draft.setText}
          isAutoFocused
          autoComplete="off"
          placeholder="Payment API returning 500 errors"
          error={fieldError(problem, "title")}
        />
        <SeverityChoice value={severity} onChange={setSeverity} />
        <SeverityHelper onPropose={setSeverity} />
        <ServicePicker chosen={services} onChange={setServices} />
        {mayPage(more) ? <PageOnCall isChecked={pages} onChange={setPages} severity={severity} services={services.map(({ id }) => id)} /> : null}
        <MoreFields value={more} onChange={setMore} error={fieldError(problem, "startedAt")} />
        <SimilarIncidents title={draft.text} services={services} onClose={onClose} />
        {problem && problem.errors.length === 0 ? <Callout tone="bad">{problem.detail}</Callout> : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            kbd="enter"
            isPending={declare.isPending || declare.isSuccess}
            isDisabled={draft.text.trim() === ""}
          >
            Declare
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Tests, private and past incidents page nobody by themselves. */
function mayPage({ kind, isPrivate }: More): boolean {
  return !isPrivate && (kind === "real" || kind === "drill");
}

type More = { summary: string; kind: IncidentKind; isPrivate: boolean; startedAt: string };

function MoreFields({ value, onChange, error }: { value: More; onChange: (value: More) => void; error: string | null }) {
  return (
    <details>
      <summary className="min-h-6 text-12 font-medium text-ink-soft">More: summary, kind, private, when it began</summary>
      <div className="grid gap-3 pt-2">
        <Textarea label="Summary" value={value.summary} onChange={(summary) => onChange({ ...value, summary })} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Select
            label="Kind"
            value={value.kind}
            options={INCIDENT_KINDS.map((kind) => ({ value: kind, label: KIND_LABELS[kind] }))}
            onChange={(kind) => onChange({ ...value, kind })}
          />
          <Input
            label="Impact began (your time)"
            type="datetime-local"
            value={value.startedAt}
            onChange={(startedAt) => onChange({ ...value, startedAt })}
            error={error}
          />
        </div>
        <Checkbox
          label="Private"
          help="Exists only for the people named on it."
          isChecked={value.isPrivate}
          onChange={(isPrivate) => onChange({ ...value, isPrivate })}
        />
      </div>
    </details>
  );
}

/** Below the fields: while somebody types, nothing they are about to press may move, and Tab has to go where it always goes. */
function SimilarIncidents({ title, services, onClose }: { title: string; services: Choice[]; onClose: () => void }) {
  const trpc = useTRPC();
  const settled = useDeferredValue(title.trim());
  const input = { title: settled, services: services.map(({ id }) => id) };
  const { data } = useQuery({
    ...trpc.incidents.similar.queryOptions(input),
    enabled: settled.length > 3 || services.length > 0,
    placeholderData: (old) => old,
  });
  const isNews = data && data.length > 0;
  return (
    <div role="status" className="empty:-mt-3">
      {isNews ? (
        <Callout tone="accent" title="Is it one of these?">
          <ul className="grid gap-1 pt-1">
            {data.map((incident) => (
              <li key={incident.reference} className="flex items-center gap-2">
                <SeverityBadge severity={incident.severity} />
                <bdi className="min-w-0 flex-1 truncate">{incident.title}</bdi>
                <Link
                  href={`/incidents/${incident.reference}`}
                  onClick={onClose}
                  className="font-medium text-accent-ink underline underline-offset-2"
                >
                  Join instead
                </Link>
              </li>
            ))}
          </ul>
        </Callout>
      ) : null}
    </div>
  );
}
