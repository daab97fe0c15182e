"use client";

import type { ScheduleDetails } from "#lib/contracts/oncall-views.ts";
import { restrictionWords } from "./restriction-words.ts";
import { rotationWords } from "./words.ts";

/** The rules of a schedule in words. */
export function LayerWords({ schedule }: { schedule: ScheduleDetails }) {
  const nameOf = (id: string) => schedule.people.find((person) => person.id === id);
  return (
    <section className="grid content-start gap-2">
      <h2 className="text-13 font-semibold">Layers</h2>
      {schedule.layers.length === 0 ? <p className="text-13 text-ink-soft">None yet. Edit the schedule to add one.</p> : null}
      <ol className="divide-y divide-line border-y border-line text-13 empty:hidden">
        {schedule.layers.map((layer) => (
          <li key={layer.id} className="py-2">
            <p>
              <span className="font-medium">{layer.name}</span>{" "}
              <span className="text-ink-soft">
                changes {rotationWords(layer)}
                {layer.zone === schedule.zone ? "" : ` (${layer.zone})`}, from {layer.startsOn} on
              </span>
            </p>
            {layer.restrictions.length > 0 ? (
              <p className="text-12 text-ink-soft">Only {layer.restrictions.map(restrictionWords).join("; ")}</p>
            ) : null}
            <p className="text-12 text-ink-soft">
              {layer.people.map((id, index) => (
                <span key={id}>
                  {index > 0 ? " → " : ""}
                  <bdi>{nameOf(id)?.name ?? "Somebody unknown"}</bdi>
                  {nameOf(id)?.isActive === false ? " (has left)" : ""}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
