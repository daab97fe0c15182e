"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { FeedView } from "#lib/contracts/oncall-views.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { FeedDialog } from "./feed-dialog.tsx";
import { useOnCallChanged } from "./use-on-call-changed.ts";

/** Addresses from which one's calendar applications read. */
export function FeedList({ first }: { first: FeedView[] }) {
  const trpc = useTRPC();
  const changed = useOnCallChanged();
  const [isMaking, setMaking] = useState(false);
  const [ending, setEnding] = useState<FeedView | null>(null);
  const { data: feeds } = useQuery({ ...trpc.oncall.feeds.queryOptions(), initialData: first });
  const revoke = useCommand(trpc.oncall.revokeFeed.mutationOptions(), () => {
    setEnding(null);
    changed();
  });
  const nameOf = ({ schedule }: FeedView) => (schedule ? `All shifts of ${schedule.name}` : "Your own shifts");
  return (
    <section className="grid content-start gap-2">
      <div className="flex items-center gap-3">
        <h2 className="flex-1 text-13 font-semibold">Calendar addresses</h2>
        <Button size="sm" icon={<CalendarPlus size={13} aria-hidden />} onClick={() => setMaking(true)}>
          New address
        </Button>
      </div>
      {feeds.length === 0 ? (
        <p className="text-13 text-ink-soft">None. With one, your calendar application shows your shifts and follows changes.</p>
      ) : null}
      <ul aria-label="Calendar addresses" className="divide-y divide-line border-y border-line text-13 empty:hidden">
        {feeds.map((feed) => (
          <li key={feed.id} className="flex items-center gap-3 py-1.5">
            <div className="min-w-0 flex-1">
              <p className="truncate">{nameOf(feed)}</p>
              <p className="text-12 text-ink-faint">
                Made <TimeText at={feed.createdAt} />,{" "}
                {feed.readAt ? (
                  <>
                    last read <TimeText at={feed.readAt} format="relative" />
                  </>
                ) : (
                  "never read"
                )}
              </p>
            </div>
            <Button size="sm" variant="ghost" aria-label={`Revoke: ${nameOf(feed)}`} onClick={() => setEnding(feed)}>
              Revoke…
            </Button>
          </li>
        ))}
      </ul>
      <FeedDialog isOpen={isMaking} schedule={null} onClose={() => setMaking(false)} />
      <ConfirmDialog
        isOpen={ending !== null}
        title="Revoke this calendar address?"
        confirm="Revoke the address"
        isDangerous
        isPending={revoke.isPending}
        onConfirm={() => ending && revoke.mutate({ id: ending.id })}
        onClose={() => setEnding(null)}
      >
        Calendars that read from it get nothing any more. You can make a new one at any time.
      </ConfirmDialog>
    </section>
  );
}
