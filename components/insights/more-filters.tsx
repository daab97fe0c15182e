"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ServicePicker } from "#components/services/service-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { MOST_DAYS, type Range, type ReadInsights } from "#lib/contracts/insights.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { daysBetween } from "./insights-query.ts";

type MoreFiltersProps = { asked: ReadInsights; range: Range; onChange: (change: Partial<ReadInsights>) => void; onClose: () => void };

/** Own days, services and teams. The page behind follows each choice. */
export function MoreFilters({ asked, range, onChange, onClose }: MoreFiltersProps) {
  const trpc = useTRPC();
  const { service, team } = asked;
  const names = useQuery({ ...trpc.board.filterNames.queryOptions({ service, team: [] }), placeholderData: (old) => old });
  const teams = useQuery(trpc.teams.list.queryOptions({}));
  return (
    <Dialog isOpen title="Range, services and teams" onClose={onClose}>
      <div className="grid gap-4">
        <Days range={range} onChange={onChange} />
        <ServicePicker
          label="Services"
          chosen={names.data?.services ?? []}
          onChange={(chosen) => onChange({ service: chosen.map(({ id }) => id) })}
        />
        {teams.data && teams.data.length > 0 ? (
          <fieldset className="grid gap-1">
            <legend className="pb-1 text-12 font-medium text-ink-soft">Teams</legend>
            <div className="grid grid-cols-2 gap-x-4 gap-y-2">
              {teams.data.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  isChecked={team.includes(id)}
                  onChange={(isChecked) => onChange({ team: isChecked ? [...team, id] : team.filter((other) => other !== id) })}
                />
              ))}
            </div>
          </fieldset>
        ) : null}
      </div>
      <DialogActions>
        <Button variant="ghost" onClick={() => onChange({ from: null, to: null, service: [], team: [] })}>
          Clear these
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Two days, both included; asked for once they make a range. */
function Days({ range, onChange }: Pick<MoreFiltersProps, "range" | "onChange">) {
  const [first, setFirst] = useState(range.firstDay);
  const [last, setLast] = useState(range.lastDay);
  const problem = problemOf(first, last);
  const ask = (from: string, to: string) => {
    setFirst(from);
    setLast(to);
    if (from && to && !problemOf(from, to)) onChange({ from, to });
  };
  return (
    <div className="grid grid-cols-2 gap-2">
      <Input label="First day" type="date" value={first} onChange={(day) => ask(day, last)} />
      <Input label="Last day" type="date" value={last} error={problem} onChange={(day) => ask(first, day)} />
    </div>
  );
}

function problemOf(first: string, last: string): string | null {
  if (!first || !last) return null;
  if (last < first) return "This is before the first day.";
  return daysBetween(first, last) > MOST_DAYS ? "At most ten years at once." : null;
}
