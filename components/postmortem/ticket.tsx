"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { BoardItem, TrackerChoice } from "#lib/contracts/action-item.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** The ticket of an action item, or the way to make one where a tracker is connected. */
export function Ticket({ item, trackers }: { item: BoardItem; trackers: TrackerChoice[] }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const create = useCommand(trpc.actionItems.createTicket.mutationOptions(), ({ item: { ticket } }) => {
    toast.done(`${ticket?.key ?? "A ticket"} was made.`);
    void client.invalidateQueries({ queryKey: trpc.actionItems.list.queryKey() });
  });
  if (item.ticket)
    return (
      <a
        href={item.ticket.url}
        target="_blank"
        rel="noopener noreferrer"
        className="inline-flex min-h-6 max-w-40 items-center gap-1 font-mono text-12 text-accent-ink underline underline-offset-2"
      >
        <span className="truncate">{item.ticket.key}</span>
        <ExternalLink size={11} aria-hidden className="shrink-0" />
      </a>
    );
  if (item.state === "done" || item.state === "dropped") return null;
  return (
    <Menu
      label="Make a ticket"
      trigger={
        <Button size="sm" variant="ghost" isPending={create.isPending} aria-label={`Make a ticket of ${item.title}`}>
          Make a ticket
        </Button>
      }
      items={trackers.map(({ id, name, title }) => ({
        label: name === title ? title : `${name} (${title})`,
        onSelect: () => create.mutate({ reference: item.reference, id: item.id, connection: id }),
      }))}
    />
  );
}
