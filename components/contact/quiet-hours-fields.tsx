"use client";

import { ZoneField } from "#components/on-call/editor/zone-field.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import type { QuietHours } from "#lib/contracts/contact.ts";
import { TimeZone } from "#lib/contracts/people.ts";

const USUAL = { from: "22:00", to: "07:00" };

type QuietProps = { quiet: QuietHours | null; onChange: (quiet: QuietHours | null) => void };

/** From when until when one wants quiet, and what that does and does not hold back. */
export function QuietHoursFields({ quiet, onChange }: QuietProps) {
  const turn = (isOn: boolean) => onChange(isOn ? { ...USUAL, zone: Intl.DateTimeFormat().resolvedOptions().timeZone } : null);
  return (
    <div className="grid gap-3">
      <Checkbox label="Keep quiet at these hours" isChecked={quiet !== null} onChange={turn} />
      {quiet ? <Hours quiet={quiet} onChange={onChange} /> : null}
      <p className="text-13 text-ink-soft">{sentenceOf(quiet)}</p>
    </div>
  );
}

function Hours({ quiet, onChange }: { quiet: QuietHours; onChange: (quiet: QuietHours) => void }) {
  const zoneError = TimeZone.safeParse(quiet.zone).success ? null : "Give a time zone such as Europe/Vienna.";
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-[7rem_7rem_minmax(0,1fr)]">
      <Input label="From" type="time" value={quiet.from} onChange={(from) => from && onChange({ ...quiet, from })} />
      <Input label="Until" type="time" value={quiet.to} onChange={(to) => to && onChange({ ...quiet, to })} />
      <div className="max-sm:col-span-2">
        <ZoneField label="Time zone" value={quiet.zone} onChange={(zone) => onChange({ ...quiet, zone })} error={zoneError} />
      </div>
    </div>
  );
}

function sentenceOf(quiet: QuietHours | null): string {
  if (!quiet) return "Every page comes when its step says so, by day and by night.";
  if (quiet.from === quiet.to) return "From and until are the same, so nothing is held back.";
  return `A SEV1 always comes through at once. Between ${quiet.from} and ${quiet.to} any other page shows in Muster at once; the other means wait until ${quiet.to}.`;
}
