"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useAlertsChanged } from "./use-alerts-live.ts";

/** While it is being worked. */
const LOOK_MS = 1_000;

/** A message as it came in, with what came of it; it can be worked again. */
export function Payload({ id }: { id: string }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const alertsChanged = useAlertsChanged();
  const { data: event, error } = useQuery({
    ...trpc.integrations.event.queryOptions({ id }),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.result === null ? LOOK_MS : false),
  });
  const replay = useCommand(trpc.integrations.replay.mutationOptions(), () => {
    toast.done("The message is worked again.");
    void client.invalidateQueries({ queryKey: trpc.integrations.pathFilter().queryKey });
    alertsChanged();
  });
  if (error) return <p className="text-12 text-ink-soft">This message is not kept any more.</p>;
  if (!event) return <Skeleton rows={3} />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 pb-1">
      <p className="text-12 text-ink-soft">
        {event.result ?? "It waits to be worked."}
        {event.repeats > 0 ? ` It came ${event.repeats.toLocaleString("en")} more ${event.repeats === 1 ? "time" : "times"}.` : ""}
        {event.isCut ? " Only its beginning is shown." : ""}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard. */}
      <section aria-label="Payload" tabIndex={0} className="max-h-80 overflow-auto rounded-md border border-line bg-surface-sunk">
        <pre className="p-2.5 font-mono text-12 whitespace-pre-wrap wrap-anywhere">{readable(event.body)}</pre>
      </section>
      <div>
        <Button size="sm" icon={<RotateCw size={13} aria-hidden />} isPending={replay.isPending} onClick={() => replay.mutate({ id })}>
          Work it again
        </Button>
      </div>
    </div>
  );
}

/** JSON in lines; anything else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body || "(empty)";
  }
}
