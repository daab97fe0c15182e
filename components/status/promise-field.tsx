"use client";

import { useState } from "react";
import { toInstant, toLocalInput } from "#components/incidents/local-time.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";

/** When the next update is promised: undefined as the severity asks, null not at all. */
export type Promised = string | null | undefined;

const MINUTE = 60_000;
const CHOICES = ["usual", "15", "30", "60", "120", "240", "own", "none"] as const;
type Choice = (typeof CHOICES)[number];
const LABELS: Record<Exclude<Choice, "usual">, string> = {
  "15": "In 15 minutes",
  "30": "In 30 minutes",
  "60": "In an hour",
  "120": "In two hours",
  "240": "In four hours",
  own: "At another time…",
  none: "Promise nothing",
};

type Props = { usual: string | null; value: Promised; onChange: (promised: Promised) => void; error?: string | null };

/** The promise under a public update. What is chosen as “in 30 minutes” counts from the choice, and readers are told the time. */
export function PromiseField({ usual, value, onChange, error }: Props) {
  const [choice, setChoice] = useState<Choice>("usual");
  const usualLabel = usual ? "As the severity asks" : "As the severity asks: nothing";
  const choose = (next: Choice) => {
    setChoice(next);
    if (next === "usual") onChange(undefined);
    else if (next === "none") onChange(null);
    else onChange(new Date(Math.ceil(Date.now() / MINUTE) * MINUTE + Number(next === "own" ? 60 : next) * MINUTE).toISOString());
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        label="Promise the next update"
        value={choice}
        options={CHOICES.map((one) => ({ value: one, label: one === "usual" ? usualLabel : LABELS[one] }))}
        onChange={choose}
        error={choice === "own" ? null : error}
      />
      {choice === "own" ? (
        <Input
          label="Promised for"
          type="datetime-local"
          value={value ? toLocalInput(value).slice(0, 16) : ""}
          onChange={(text) => onChange(toInstant(text) ?? undefined)}
          error={error}
        />
      ) : null}
    </div>
  );
}
