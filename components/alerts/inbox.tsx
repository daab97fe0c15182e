"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { AlertSummary } from "#lib/contracts/alert.ts";
import type { Page } from "#lib/contracts/page.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { alertQuery, type InboxFilter } from "./alert-filter.ts";
import { AlertFilters } from "./alert-filters.tsx";
import { AlertLine } from "./alert-line.tsx";
import { AlertSheet } from "./alert-sheet.tsx";
import { groupAlerts } from "./alert-words.ts";
import { AlertsFrame } from "./alerts-frame.tsx";
import { useAlertsLive } from "./use-alerts-live.ts";

/** The alerts as they come in. Filter and the open one live in the address. */
export function Inbox({ filter, first }: { filter: InboxFilter; first: Page<AlertSummary> }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isChanging, startTransition] = useTransition();
  const [wanted, setWanted] = useOptimistic(filter);
  const { group, alert: _, ...asked } = filter;
  const options = trpc.alerts.list.infiniteQueryOptions({ ...asked, limit: 50 }, { getNextPageParam: (page) => page.nextCursor ?? undefined });
  const list = useInfiniteQuery({ ...options, initialData: { pages: [first], pageParams: [null] }, staleTime: 1_000 });
  useAlertsLive();
  const groups = groupAlerts(
    list.data.pages.flatMap(({ items }) => items),
    group,
  );
  const shown = groups.flatMap(({ alerts }) => alerts);
  const change = (next: Partial<InboxFilter>) =>
    startTransition(() => {
      setWanted({ ...wanted, ...next });
      router.replace(`/alerts?${alertQuery({ ...wanted, ...next })}`, { scroll: false });
    });
  const active = useAlertKeys(shown, (alert) => change({ alert: alert.id }));
  return (
    <AlertsFrame>
      <div className="mx-auto grid max-w-[1280px] grid-cols-1 gap-3 p-4 sm:px-6">
        <AlertFilters filter={wanted} onChange={change} isPending={isChanging} />
        {shown.length === 0 ? <EmptyInbox filter={filter} onReset={() => router.replace("/alerts")} /> : null}
        {groups.map(({ key, title, alerts }) =>
          alerts.length === 0 ? null : (
            <section key={key} aria-label={title || "All alerts"} className="grid gap-1">
              {title ? (
                <h2 className="pt-2 text-12 font-semibold text-ink-soft">
                  <bdi>{title}</bdi> <span className="font-normal text-ink-faint tabular-nums">{alerts.length}</span>
                </h2>
              ) : null}
              <ul aria-label={title || "Alerts"} className="divide-y divide-line border-y border-line">
                {alerts.map((alert) => (
                  <AlertLine key={alert.id} alert={alert} isActive={alert.id === active} onOpen={() => change({ alert: alert.id })} />
                ))}
              </ul>
            </section>
          ),
        )}
        {list.hasNextPage ? (
          <div className="flex justify-center py-2">
            <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show more
            </Button>
          </div>
        ) : null}
      </div>
      <AlertSheet id={wanted.alert} onClose={() => change({ alert: null })} />
    </AlertsFrame>
  );
}

/** Up and down by `j` and `k`; the row has the focus, so Enter opens it, and so does `o`. */
function useAlertKeys(alerts: AlertSummary[], open: (alert: AlertSummary) => void): string | null {
  const [active, setActive] = useState<string | null>(null);
  const at = alerts.findIndex(({ id }) => id === active);
  const move = (step: number) => {
    const next = alerts[Math.min(alerts.length - 1, Math.max(0, at + step))];
    if (!next) return;
    setActive(next.id);
    document.getElementById(`alert-${next.id}`)?.focus();
  };
  const group = "Alerts";
  useShortcut("j", () => move(1), { label: "Next alert", group });
  useShortcut("k", () => move(-1), { label: "Previous alert", group });
  useShortcut("o", () => alerts[at] && open(alerts[at]), { label: "Open the alert", group });
  return active;
}

function EmptyInbox({ filter, onReset }: { filter: InboxFilter; onReset: () => void }) {
  const { me } = useConsole();
  if (alertQuery({ ...filter, alert: null, group: "none" }) !== "")
    return (
      <EmptyState title="No alert fits" action={<Button onClick={onReset}>Show all that fire</Button>}>
        Nothing matches these filters.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing fires" icon={<BellRing size={16} />}>
      Alerts of Alertmanager, Grafana, PagerDuty, Datadog and anything that sends JSON come in here; rules decide which become incidents.{" "}
      {me.role === "admin" ? (
        <Link href="/settings/integrations" className="text-accent-ink underline underline-offset-2">
          Connect a system that sends them.
        </Link>
      ) : (
        "An administrator connects the systems that send them."
      )}
    </EmptyState>
  );
}
