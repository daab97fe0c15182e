import { allowedTime, downTime, failedTime, struckBy } from "./error-budget.ts";
import { type Figure, type FigureContext, type FigureSource, type FigureUnit, figuresOf } from "./figures.ts";
import type { ImpactInterval } from "./incident.ts";
import type { OrganisationSettings } from "./organisation.ts";
import type { RoomState } from "./room.ts";
import type { TimelineEntry } from "./timeline.ts";

export type PostmortemNumbers = {
  room: RoomState;
  entries: readonly Pick<TimelineEntry, "fact" | "occurredAt" | "recordedAt">[];
  context: FigureContext;
  settings: OrganisationSettings;
  now: string;
};

/** Every number that a postmortem may name: those of the incident, and those of the response and of the error budgets in minutes. Pure. */
export function postmortemFigures(at: PostmortemNumbers): Figure[] {
  const own = [...budgets(at), ...response(at)];
  return [...figuresOf(at.room, at.context, at.now), ...own];
}

type Own = { name: string; title: string; unit: FigureUnit; value: number; source: FigureSource; formula: string; inputs: Figure["inputs"] };

/**
 * The error budget of each objective in time: allowed `(1 − objective) × window`, consumed by time (the union of what was partly or wholly down) and
 * by requests (stretches × share), and what is left, negative when it is overdrawn.
 */
function budgets({ room, context, now }: PostmortemNumbers): Figure[] {
  return context.services.flatMap(({ id, name, slos }) => {
    const intervals = room.intervals.filter(({ service }) => service?.id === id);
    if (intervals.length === 0) return [];
    const isOpen = intervals.some(({ endedAt }) => endedAt === null);
    const stretches = struckBy(intervals, now);
    const down = downTime(stretches);
    const byShare = failedTime(stretches);
    return slos.flatMap((slo) => {
      const key = `${id}:${slo.name}`;
      const allowed = allowedTime(slo.objective, slo.windowDays);
      const inputs = [{ name: "objective", value: slo.objective }, { name: "window (days)", value: slo.windowDays }, ...intervals.map(inputOf)];
      const of = (what: string, title: string, value: number, source: FigureSource, formula: string): Figure => ({
        ...{
          name: `${what}:${key}`,
          title: `${title} of ${name}, ${slo.name}`,
          unit: "minutes",
          value: Math.round(value / 600) / 100,
          source,
          formula,
          inputs,
        },
        asOf: now,
        isOpen,
      });
      return [
        of("budget_allowed", "Error budget allowed", allowed, "computed", "(1 − objective) × window"),
        of("budget_spent_by_time", "Error budget consumed by time", down, "computed", "union of the time that was partly or wholly down"),
        of(
          "budget_spent_by_requests",
          "Error budget consumed by requests",
          byShare,
          "estimated",
          "stretches of impact × share of requests that failed",
        ),
        of("budget_left_by_time", "Error budget left by time", allowed - down, "computed", "allowed − consumed by time"),
        of("budget_left_by_requests", "Error budget left by requests", allowed - byShare, "estimated", "allowed − consumed by requests"),
      ];
    });
  });
}

function inputOf({ service, level, share, startedAt, endedAt }: ImpactInterval): Figure["inputs"][number] {
  return {
    name: service?.name ?? "Impact",
    value: `${level}${share === null ? "" : ` ${Math.round(share * 1_000) / 10} %`} ${startedAt} – ${endedAt ?? "now"}`,
  };
}

function response({ room, entries, settings, now }: PostmortemNumbers): Figure[] {
  const count = (name: string, title: string, value: number): Own[] =>
    value === 0 ? [] : [{ name, title, unit: "count", value, source: "computed", formula: "entries of the timeline", inputs: [{ name, value }] }];
  const time = (name: string, title: string, value: number | null, formula: string, inputs: Figure["inputs"]): Own[] =>
    value === null ? [] : [{ name, title, unit: "milliseconds", value, source: "computed", formula, inputs }];
  const target = room.severity ? settings.severities[room.severity].responseMinutes : null;
  const { began, noticed, identified, mitigated } = moments(room);
  const alert = firstAlert(entries);
  const declared = room.timestamps.declaredAt?.at ?? null;
  const own: Own[] = [
    ...time("response_target", "Time allowed to acknowledge", target === null ? null : target * 60_000, "of the severity", [
      { name: "severity", value: room.severity },
    ]),
    ...time("time_to_alert", "Time from the start of impact to the first alert", between(began, alert), "first alert less start of impact", [
      { name: "startedAt", value: began },
      { name: "first alert", value: alert },
    ]),
    ...time("alert_before_declaration", "Time from the first alert to the declaration", between(alert, declared), "declared less first alert", [
      { name: "first alert", value: alert },
      { name: "declaredAt", value: declared },
    ]),
    ...time(
      "time_to_recover",
      "Time from mitigation to the end",
      between(mitigated, room.timestamps.resolvedAt?.at ?? null),
      "resolved less mitigated",
      [
        { name: "mitigatedAt", value: mitigated },
        { name: "resolvedAt", value: room.timestamps.resolvedAt?.at ?? null },
      ],
    ),
    ...time(
      "time_from_cause_to_mitigation",
      "Time from cause to mitigation",
      between(identified ?? noticed, mitigated),
      "mitigated less identified",
      [
        { name: "identifiedAt", value: identified },
        { name: "mitigatedAt", value: mitigated },
      ],
    ),
    ...count("updates_posted", "Updates posted", entries.filter(({ fact }) => fact.kind === "update").length),
    ...count(
      "updates_late",
      "Updates late",
      entries.filter(({ fact }) => fact.kind === "deadline" && fact.deadline === "update_due" && fact.event === "expired").length,
    ),
    ...count(
      "pages_sent",
      "Pages sent",
      entries.reduce((total, { fact }) => total + (fact.kind === "page" ? fact.steps.flatMap(({ pages }) => pages).length : 0), 0),
    ),
  ];
  return own.map((figure) => ({ ...figure, asOf: now, isOpen: false }));
}

function moments({ timestamps }: RoomState) {
  const at = (name: keyof typeof timestamps) => timestamps[name]?.at ?? null;
  return { began: at("startedAt"), noticed: at("detectedAt") ?? at("declaredAt"), identified: at("identifiedAt"), mitigated: at("mitigatedAt") };
}

/** When the first alert about the incident fired; null when there was none. */
export function firstAlert(entries: PostmortemNumbers["entries"]): string | null {
  const fired = entries.filter(({ fact }) => fact.kind === "alert" && fact.action !== "resolved" && fact.action !== "detached");
  return fired.map(({ occurredAt }) => occurredAt).toSorted()[0] ?? null;
}

function between(from: string | null, to: string | null): number | null {
  return from && to ? Date.parse(to) - Date.parse(from) : null;
}
