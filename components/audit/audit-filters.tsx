"use client";

import { type FormEvent, useState } from "react";
import { toInstant, toLocalInput } from "#components/incidents/local-time.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ACTOR_TYPES } from "#lib/contracts/actor.ts";
import type { AuditFilter } from "#lib/contracts/audit.ts";

const ACTIONS = [
  { value: "", label: "Everything" },
  { value: "incident.", label: "Incidents" },
  { value: "person.", label: "People" },
  { value: "session.", label: "Signing in and out" },
  { value: "account.", label: "Accounts" },
  { value: "team.", label: "Teams" },
  { value: "service.", label: "Services" },
  { value: "settings.", label: "Settings" },
  { value: "attachment.", label: "Attachments" },
  { value: "audit.", label: "Exports" },
];

const ACTORS = [{ value: "", label: "Anybody" }, ...ACTOR_TYPES.map((type) => ({ value: type, label: type === "user" ? "People" : type }))];

type AuditFiltersProps = { filter: AuditFilter; onChange: (filter: AuditFilter) => void; isPending: boolean };

/** What to look for. Lists are in force at once; what is typed, with Enter. */
export function AuditFilters({ filter, onChange, isPending }: AuditFiltersProps) {
  const [subject, setSubject] = useState(filter.subject ?? "");
  const [from, setFrom] = useState(filter.from ? toLocalInput(filter.from) : "");
  const [to, setTo] = useState(filter.to ? toLocalInput(filter.to) : "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange({ ...filter, subject: subject.trim() || undefined, from: toInstant(from) ?? undefined, to: toInstant(to) ?? undefined });
  };
  const clear = () => {
    setSubject("");
    setFrom("");
    setTo("");
    onChange({});
  };
  const known = ACTIONS.some(({ value }) => value === (filter.action ?? ""));
  const actions = known ? ACTIONS : [...ACTIONS, { value: filter.action ?? "", label: filter.action ?? "" }];
  return (
    <form
      aria-busy={isPending}
      onSubmit={submit}
      className="grid grid-cols-2 items-end gap-3 px-4 py-3 *:min-w-0 max-sm:[&>*:nth-child(n+3)]:col-span-2 sm:flex sm:flex-wrap sm:px-6"
    >
      <Select
        label="About"
        value={filter.action ?? ""}
        options={actions}
        onChange={(action) => onChange({ ...filter, action: action || undefined })}
      />
      <Select
        label="By"
        value={filter.actorType ?? ""}
        options={ACTORS}
        onChange={(type) => onChange({ ...filter, actor: undefined, actorType: ACTOR_TYPES.find((one) => one === type) })}
      />
      <Input label="Subject" value={subject} onChange={setSubject} placeholder="INC-…, an address" />
      <Input label="From" type="datetime-local" value={from} onChange={setFrom} />
      <Input label="Until" type="datetime-local" value={to} onChange={setTo} />
      <div className="flex gap-2">
        <Button type="submit" isPending={isPending}>
          Find
        </Button>
        <Button variant="ghost" onClick={clear}>
          Clear
        </Button>
      </div>
    </form>
  );
}
