"use client";

import { useState } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { ImpactLevel } from "#lib/contracts/incident.ts";
import { RailSection } from "./rail-section.tsx";
import { useRoomView } from "./room-context.tsx";

const ImpactForm = deferred(() => import("./impact-form.tsx").then((module) => module.ImpactForm));
const IntervalForm = deferred(() => import("./interval-form.tsx").then((module) => module.IntervalForm));

const LEVELS: Record<ImpactLevel, { shape: string; tone: string }> = {
  major: { shape: "●", tone: "text-severity-1-ink" },
  partial: { shape: "◐", tone: "text-severity-2-ink" },
  degraded: { shape: "◔", tone: "text-severity-3-ink" },
};

/** What is hurt now, and since when. */
export function ImpactPanel() {
  const { room, rights } = useRoomView();
  const { settings } = useConsole();
  const [dialog, setDialog] = useState<"figures" | "interval" | null>(null);
  const [interval, setInterval] = useState<string | null>(null);
  const { figures } = room;
  const money = new Intl.NumberFormat("en", { style: "currency", currency: settings.currency, maximumFractionDigits: 0 });
  const number = new Intl.NumberFormat("en");
  const facts: [string, string][] = [];
  if (figures.none) facts.push(["Impact", "none"]);
  if (figures.usersPercent !== null) facts.push(["Users affected", `${number.format(figures.usersPercent)} %`]);
  if (figures.customers !== null) facts.push(["Customers", number.format(figures.customers)]);
  if (figures.revenuePerHour !== null) facts.push(["Revenue at risk", `${money.format(figures.revenuePerHour)} / h`]);
  if (figures.regions.length > 0) facts.push(["Regions", figures.regions.join(", ")]);
  if (figures.dataLoss) facts.push(["Data", "loss"]);
  if (figures.security) facts.push(["Security", "affected"]);
  const openInterval = (id: string | null) => {
    setInterval(id);
    setDialog("interval");
  };
  return (
    <RailSection
      title="Impact"
      action={
        rights.canWrite ? (
          <>
            <Button size="sm" variant="ghost" onClick={() => openInterval(null)}>
              Add stretch
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setDialog("figures")}>
              Edit
            </Button>
          </>
        ) : null
      }
    >
      {room.services.length === 0 && facts.length === 0 && room.intervals.length === 0 && !figures.text ? (
        <p className="text-12 text-ink-faint">Nothing known yet.</p>
      ) : null}
      <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-13">
        {room.services.length > 0 ? (
          <>
            <dt className="text-ink-faint">Services</dt>
            <dd>
              <bdi>{room.services.map(({ name }) => name).join(", ")}</bdi>
            </dd>
          </>
        ) : null}
        {facts.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-ink-faint">{term}</dt>
            <dd className="font-mono text-12 leading-5 font-medium">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {figures.text ? <p className="text-13 text-ink-soft [overflow-wrap:anywhere]">{figures.text}</p> : null}
      <ul className="grid gap-0.5">
        {room.intervals.map((stretch) => (
          <li key={stretch.id}>
            <button
              type="button"
              disabled={!rights.canWrite}
              onClick={() => openInterval(stretch.id)}
              className="flex min-h-6 w-full items-baseline gap-1.5 rounded-sm text-left text-12 enabled:hover:bg-surface"
            >
              <span className={`whitespace-nowrap ${LEVELS[stretch.level].tone}`}>
                <span aria-hidden>{LEVELS[stretch.level].shape}</span> {stretch.level}
              </span>
              <bdi className="min-w-0 flex-1 truncate">
                {stretch.service?.name ?? "all"}
                {stretch.share === null ? "" : ` ${Math.round(stretch.share * 100)} %`}
              </bdi>
              <span className="font-mono text-ink-faint">
                <TimeText at={stretch.startedAt} format="time" />–{stretch.endedAt ? <TimeText at={stretch.endedAt} format="time" /> : "now"}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Dialog isOpen={dialog === "figures"} title="Impact" onClose={() => setDialog(null)}>
        <ImpactForm onDone={() => setDialog(null)} />
      </Dialog>
      <Dialog isOpen={dialog === "interval"} title={interval ? "Stretch of impact" : "Add a stretch of impact"} onClose={() => setDialog(null)}>
        <IntervalForm id={interval} onDone={() => setDialog(null)} />
      </Dialog>
    </RailSection>
  );
}
