"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { DeliveryView, NotificationRow } from "#lib/contracts/escalation/status.ts";
import { channelWord, deliveryWord, pageWord } from "./words.ts";

const HEAD = ["Level", "Role", "Person", "Notified", "Acknowledged"];

/** Who was notified when and who acknowledged; each row opens to what became of every message. */
export function NotificationTable({ rows, serverNow }: { rows: readonly NotificationRow[]; serverNow: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <section className="overflow-x-auto" tabIndex={0} aria-label="Notification status">
      <table className="w-full text-left text-13">
        <thead>
          <tr className="border-b border-line text-12 text-ink-faint">
            {HEAD.map((name) => (
              <th key={name} scope="col" className="px-2 py-1.5 font-medium whitespace-nowrap first:pl-0 last:pr-0">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PageRows key={row.page} row={row} serverNow={serverNow} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PageRows({ row, serverNow }: { row: NotificationRow; serverNow: string }) {
  const [isOpen, setOpen] = useState(false);
  const { word, tone } = pageWord(row);
  const failed = row.deliveries.findLast(({ state }) => state === "failed");
  return (
    <>
      <tr className="border-b border-line align-top">
        <td className="py-1.5 pr-2 font-mono text-12 text-ink-soft">{row.level}</td>
        <td className="px-2 py-1.5">
          <bdi>{row.role}</bdi>
        </td>
        <td className="px-2 py-1.5">
          {row.deliveries.length > 0 ? (
            <button
              type="button"
              aria-expanded={isOpen}
              title={row.deliveries.map((delivery) => `${channelWord(delivery.channel)}: ${deliveryWord(delivery, null)}`).join("\n")}
              onClick={() => setOpen(!isOpen)}
              className="-ml-1 inline-flex items-center gap-1 rounded-sm px-1 text-left hover:bg-surface-hover pointer-coarse:min-h-11"
            >
              <ChevronRight size={13} aria-hidden className={`shrink-0 text-ink-faint transition-transform ${isOpen ? "rotate-90" : ""}`} />
              <bdi className="font-medium">{row.name}</bdi>
            </button>
          ) : (
            <bdi className="font-medium">{row.name}</bdi>
          )}
        </td>
        <td className="px-2 py-1.5 whitespace-nowrap tabular-nums">
          <TimeText at={row.notifiedAt} format="time" />
        </td>
        <td className="py-1.5 pl-2">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 whitespace-nowrap">
            <Chip tone={tone}>{word}</Chip>
            {row.answer && row.answer.means !== "here" ? (
              <span className="text-12 tabular-nums">
                <TimeText at={row.answer.at} format="time" />
              </span>
            ) : null}
          </span>
          {failed && !row.answer ? (
            <p className="max-w-64 pt-0.5 text-12 text-bad [overflow-wrap:anywhere]">{nextTried(row.deliveries, failed)}</p>
          ) : null}
        </td>
      </tr>
      {isOpen ? (
        <tr className="border-b border-line bg-surface-sunk">
          <td colSpan={HEAD.length} className="px-2 py-2">
            <Deliveries deliveries={row.deliveries} serverNow={serverNow} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Why a message failed, and what is tried after it. */
function nextTried(deliveries: readonly DeliveryView[], failed: DeliveryView): string {
  const next = deliveries.find(({ state }) => state === "waiting" || state === "sending");
  return `${channelWord(failed.channel)} failed: ${failed.error ?? "no reason was given"}${next ? ` ${channelWord(next.channel)} is tried next.` : ""}`;
}

function Deliveries({ deliveries, serverNow }: { deliveries: readonly DeliveryView[]; serverNow: string }) {
  const now = useNow() ?? Date.parse(serverNow);
  return (
    <ul aria-label="Messages" className="grid gap-1 text-12">
      {deliveries.map((delivery) => (
        <li key={`${delivery.channel} ${delivery.dueAt}`} className="flex flex-wrap gap-x-2">
          <span className="font-medium">{channelWord(delivery.channel)}</span>
          <span className={`[overflow-wrap:anywhere] ${delivery.state === "failed" ? "text-bad" : "text-ink-soft"}`}>
            {deliveryWord(delivery, Math.round((Date.parse(delivery.dueAt) - now) / 60_000))}
          </span>
          {delivery.settledAt ? (
            <span className="text-ink-soft tabular-nums">
              <TimeText at={delivery.settledAt} format="time" />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
