"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

/** What concerns oneself, unread first by number. A new one arrives through whichever stream the page has open. */
export function NotificationBell() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const unread = useQuery({ ...trpc.notifications.unreadCount.queryOptions(), refetchInterval: 120_000 });
  const list = useQuery({ ...trpc.notifications.list.queryOptions({ limit: 20 }), enabled: isOpen, staleTime: 0 });
  const refresh = () => void client.invalidateQueries({ queryKey: trpc.notifications.pathKey() });
  const markRead = useMutation(trpc.notifications.markRead.mutationOptions({ onSuccess: refresh }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: one listener for the page.
  useEffect(() => {
    window.addEventListener("muster:inbox", refresh);
    return () => window.removeEventListener("muster:inbox", refresh);
  }, []);
  const count = unread.data?.unread ?? 0;
  return (
    <Popover
      label="Notifications"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={count > 0 ? `Notifications, ${count} unread` : "Notifications"}
          className="relative grid h-12 w-12 place-items-center rounded-md text-ink-faint hover:text-ink sm:h-9 sm:w-9"
        >
          <Bell size={17} strokeWidth={1.7} />
          {count > 0 ? (
            <span className="absolute top-1 right-0.5 rounded-full bg-accent px-1 text-11 leading-4 font-semibold text-surface">
              {count > 99 ? "99+" : count}
            </span>
          ) : null}
        </button>
      }
    >
      <div className="grid w-80 max-w-full gap-2">
        <div className="flex items-center">
          <h2 className="flex-1 font-semibold">Notifications</h2>
          {count > 0 ? (
            <Button size="sm" variant="ghost" onClick={() => markRead.mutate({})}>
              Mark all read
            </Button>
          ) : null}
        </div>
        {list.data?.items.length === 0 ? (
          <p className="text-ink-soft">Nothing yet. Mentions, roles, tasks and changes of what you watch come here.</p>
        ) : null}
        <ul className="grid max-h-96 gap-0.5 overflow-y-auto">
          {list.data?.items.map((item) => (
            <li key={item.id}>
              <Link
                href={item.href}
                onClick={() => {
                  setOpen(false);
                  markRead.mutate({ ids: [item.id] });
                }}
                className={`block rounded-md px-2 py-1.5 hover:bg-surface-sunk ${item.readAt ? "text-ink-soft" : "text-ink"}`}
              >
                <span className={item.readAt ? "" : "font-medium"}>{item.title}</span>
                <span className="line-clamp-2 text-12 text-ink-soft">{item.body}</span>
                <span className="text-12 text-ink-faint">
                  <TimeText at={item.createdAt} format="relative" />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </Popover>
  );
}
