"use client";

import { useQuery } from "@tanstack/react-query";
import { BellOff, Plus } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { MaintenanceView } from "#lib/contracts/alert-rule.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AlertsFrame } from "./alerts-frame.tsx";
import { MaintenanceDialog } from "./maintenance-dialog.tsx";
import { heldWords, NEW_MAINTENANCE } from "./maintenance-words.ts";
import { useAlertsChanged, useAlertsLive } from "./use-alerts-live.ts";

const TONES = { planned: "accent", running: "warn", over: "neutral" } as const;

/** The times in which alerts are expected: planned, running, and those of the last month. */
export function MaintenancePage({ first }: { first: MaintenanceView[] }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [isPlanning, setPlanning] = useState(false);
  const { data } = useQuery({ ...trpc.alerts.maintenance.queryOptions(), initialData: first, staleTime: 0 });
  useAlertsLive();
  const plan =
    me.role === "viewer" ? null : (
      <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setPlanning(true)}>
        Plan a maintenance
      </Button>
    );
  return (
    <AlertsFrame actions={data.length > 0 ? plan : null}>
      <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-3 p-4 sm:px-6">
        {data.length === 0 ? (
          <EmptyState title="No maintenance is planned" icon={<BellOff size={16} />} action={plan}>
            While a maintenance runs, alerts of its services are kept and shown, and nothing is declared. Those that still fire when it is over are
            decided then.
          </EmptyState>
        ) : (
          <ul aria-label="Maintenance" className="divide-y divide-line border-y border-line">
            {data.map((window) => (
              <Line key={window.id} window={window} canEnd={me.role !== "viewer"} />
            ))}
          </ul>
        )}
      </div>
      <MaintenanceDialog isOpen={isPlanning} first={NEW_MAINTENANCE} onClose={() => setPlanning(false)} />
    </AlertsFrame>
  );
}

function Line({
  window: { id, title, services, matchers, startsAt, endsAt, state, createdBy, held },
  canEnd,
}: {
  window: MaintenanceView;
  canEnd: boolean;
}) {
  const trpc = useTRPC();
  const changed = useAlertsChanged();
  const end = useCommand(trpc.alerts.endMaintenance.mutationOptions(), changed);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 py-2.5 text-13">
      <h2 className="flex min-w-0 items-center gap-2 font-semibold">
        <bdi className="truncate">{title}</bdi>
        <Chip tone={TONES[state]}>{state}</Chip>
      </h2>
      {canEnd && state !== "over" ? (
        <Button size="sm" isPending={end.isPending} aria-label={`End ${title} now`} onClick={() => end.mutate({ id })}>
          {state === "planned" ? "Cancel" : "End now"}
        </Button>
      ) : (
        <span />
      )}
      <p className="col-span-full text-12 wrap-anywhere text-ink-soft">{heldWords({ services, matchers })}</p>
      <p className="col-span-full text-12 text-ink-faint">
        <TimeText at={startsAt} /> until <TimeText at={endsAt} /> · by <bdi>{createdBy}</bdi>
        {held > 0 ? ` · holds back ${held} ${held === 1 ? "alert" : "alerts"}` : ""}
      </p>
    </li>
  );
}
