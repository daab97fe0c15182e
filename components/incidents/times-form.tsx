"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { durationsOf, orderViolations } from "#lib/contracts/durations.ts";
import type { TimestampName } from "#lib/contracts/incident.ts";
import { TIMESTAMP_NAMES } from "#lib/contracts/incident-terms.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { TIMESTAMP_WORDS } from "#lib/describe-event.ts";
import { durationWords } from "#lib/time.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { toInstant, toLocalInput } from "./local-time.ts";

const DURATION_WORDS = {
  toDetect: "to detect",
  toAcknowledge: "to acknowledge",
  toIdentify: "to identify",
  toMitigate: "to mitigate",
  toResolve: "to resolve",
};

/** Each timestamp with its source, correctable with a reason; what stands in the wrong order is said. */
export function TimesForm({ view: { room, rights } }: { view: RoomView }) {
  const [editing, setEditing] = useState<TimestampName | null>(null);
  const durations = durationsOf(room.timestamps);
  return (
    <div className="grid gap-3">
      {orderViolations(room.timestamps).map(({ earlier, later }) => (
        <Callout key={`${earlier} ${later}`} tone="warn">
          “{TIMESTAMP_WORDS[later]}” stands before “{TIMESTAMP_WORDS[earlier]}”. Correct one of them.
        </Callout>
      ))}
      <ul className="divide-y divide-line">
        {TIMESTAMP_NAMES.map((name) => {
          const value = room.timestamps[name];
          return (
            <li key={name} className="py-1.5">
              <div className="flex items-center gap-3">
                <span className="w-32 first-letter:uppercase text-ink-soft">{TIMESTAMP_WORDS[name]}</span>
                <span className="flex-1">{value ? <TimeText at={value.at} /> : <span className="text-ink-faint">not known</span>}</span>
                <span className="text-12 text-ink-faint">{value ? (value.source === "manual" ? `set by ${value.by}` : "automatic") : ""}</span>
                {rights.canWrite ? (
                  <Button size="sm" variant="ghost" onClick={() => setEditing(editing === name ? null : name)}>
                    {value ? "Correct" : "Set"}
                  </Button>
                ) : null}
              </div>
              {editing === name ? (
                <TimeEditor key={name} reference={room.reference} name={name} value={value?.at ?? null} onDone={() => setEditing(null)} />
              ) : null}
            </li>
          );
        })}
      </ul>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-12 text-ink-soft">
        {Object.entries(durations).map(([name, span]) =>
          span === null ? null : (
            <div key={name} className="flex gap-1.5">
              <dt>{DURATION_WORDS[name as keyof typeof DURATION_WORDS]}</dt>
              <dd className="font-mono text-ink">{durationWords(span)}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}

function TimeEditor({ reference, name, value, onDone }: { reference: string; name: TimestampName; value: string | null; onDone: () => void }) {
  const trpc = useTRPC();
  const [at, setAt] = useState(toLocalInput(value ?? new Date().toISOString()));
  const [reason, setReason] = useState("");
  const set = useCommand(trpc.incidents.setTimestamp.mutationOptions(), onDone);
  const save = (to: string | null) => set.mutate({ reference, name, to, reason, expected: value });
  return (
    <form
      className="grid gap-2 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        save(toInstant(at));
      }}
    >
      <Input label="At (your time)" type="datetime-local" step={1} value={at} onChange={setAt} error={fieldError(set.problem, "to")} />
      <Input label="Why" value={reason} onChange={setReason} isAutoFocused error={fieldError(set.problem, "reason") ?? set.problem?.detail} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isPending={set.isPending}>
          Save
        </Button>
        {value ? (
          <Button variant="ghost" onClick={() => save(null)}>
            Clear it
          </Button>
        ) : null}
      </div>
    </form>
  );
}
