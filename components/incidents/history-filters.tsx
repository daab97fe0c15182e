"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Input } from "#components/ui/input.tsx";
import type { BoardFilter, FilterNames } from "#lib/contracts/board.ts";
import type { ServiceRef } from "#lib/contracts/incident.ts";

const MOST_FOUND = 8;

type CausePickerProps = { all: FilterNames["causes"]; chosen: string[]; onChange: (chosen: string[]) => void };

/** Which causes were accepted, by family of mechanisms. */
export function CausePicker({ all, chosen, onChange }: CausePickerProps) {
  const [query, setQuery] = useState("");
  const choices = all.map(({ key, name }) => ({ id: key, name }));
  const found = choices.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase())).slice(0, MOST_FOUND);
  return (
    <Combobox
      label="Cause"
      isMultiple
      chosen={chosen.map((key) => ({ id: key, name: choices.find(({ id }) => id === key)?.name ?? key }))}
      onChange={(next) => onChange(next.map(({ id }) => id))}
      found={found}
      query={query}
      onQuery={setQuery}
      placeholder="Such as connection pool"
    />
  );
}

/** The service that the accepted hypothesis names, in its own words; it counts once one leaves the field or presses Enter. */
export function CauseService({ value, onChange }: { value: string; onChange: (service: string) => void }) {
  const [text, setText] = useState(value);
  const send = () => text !== value && onChange(text);
  return (
    <Input
      label="Service of the cause"
      value={text}
      maxLength={200}
      placeholder="As the hypothesis names it"
      onChange={setText}
      onBlur={send}
      onKeyDown={({ key }) => key === "Enter" && send()}
    />
  );
}

/** The teams that the address filters by, each to be taken out. */
export function TeamChips({ teams, onChange }: { teams: ServiceRef[]; onChange: (chosen: string[]) => void }) {
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="pb-1 text-12 font-medium text-ink-soft">Teams</legend>
      {teams.map(({ id, name }) => (
        <Button key={id} size="sm" icon={<X size={12} />} onClick={() => onChange(teams.filter((one) => one.id !== id).map((one) => one.id))}>
          {name}
        </Button>
      ))}
    </fieldset>
  );
}

type DeclaredWithinProps = { from: string | null; to: string | null; onChange: (change: Pick<Partial<BoardFilter>, "from" | "to">) => void };

/** When they were declared: days by the viewer's clocks, both included. */
export function DeclaredWithin({ from, to, onChange }: DeclaredWithinProps) {
  return (
    <div className="grid grid-cols-2 gap-2">
      <Input label="Declared from" type="date" value={dayOf(from, 0)} onChange={(day) => onChange({ from: startOf(day, 0) })} />
      <Input label="Declared until" type="date" value={dayOf(to, -1)} onChange={(day) => onChange({ to: startOf(day, 1) })} />
    </div>
  );
}

function startOf(day: string, daysLater: number): string | null {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return day === "" || year < 1970 ? null : new Date(year, month - 1, date + daysLater).toISOString();
}

function dayOf(at: string | null, milliseconds: number): string {
  if (!at) return "";
  const date = new Date(Date.parse(at) + milliseconds);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
