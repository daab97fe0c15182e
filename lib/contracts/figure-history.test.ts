import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anInterval, CHECKOUT, DECLARED, entryOf, minutesPast, SEARCH } from "../testing/room.ts";
import { figureHistory } from "./figure-history.ts";
import { type FigureContext, figuresOf, NO_CONTEXT } from "./figures.ts";
import { foldLog } from "./fold.ts";
import { NO_FIGURES } from "./incident.ts";
import type { Fact, TimelineEntry } from "./timeline.ts";

const CATALOGUE: FigureContext = {
  services: [CHECKOUT, SEARCH].map(({ id, name }) => ({
    id,
    name,
    revenuePerMinute: 1_000,
    slos: [{ name: "Availability", objective: 0.999, windowDays: 30 }],
  })),
};

/** `declared` and these facts, five minutes apart. */
function logOf(...facts: Fact[]): TimelineEntry[] {
  return [DECLARED, ...facts].map((fact, index) =>
    entryOf(index + 1, fact, { recordedAt: minutesPast(5 * index), occurredAt: minutesPast(5 * index) }),
  );
}

const impact = (figures: Partial<typeof NO_FIGURES>): Fact => ({ kind: "impact", figures: { ...NO_FIGURES, ...figures } });
const note: Fact = { kind: "note", text: "Seen", mentions: [], attachments: [] };
const interval = (action: "opened" | "changed" | "ended" | "removed", change: Parameters<typeof anInterval>[1] = {}, number = 1): Fact => ({
  kind: "interval",
  action,
  interval: anInterval(number, change),
  reason: null,
});

describe("the history of a figure", () => {
  test("has each version with its value, who brought it, from which entry, and what changed", () => {
    const log = logOf(impact({ usersPercent: 15 }), note, impact({ usersPercent: 40, customers: 12_000 }), impact({ customers: 12_000 }));
    const history = figureHistory(log, NO_CONTEXT, minutesPast(60));
    expect(history.get("users_affected")).toMatchObject([
      { version: 1, seq: 2, from: minutesPast(5), until: minutesPast(15), by: "Ada Lind", figure: { value: 15 }, end: { value: 15 } },
      { version: 2, seq: 4, from: minutesPast(15), figure: { value: 40 }, changed: [{ name: "usersPercent", from: "15", to: "40" }] },
      { version: 3, seq: 5, until: null, figure: null, end: null, changed: [{ name: "usersPercent", from: "40", to: null }] },
    ]);
    expect(history.get("customers_affected")?.map(({ seq }) => seq)).toEqual([4]);
  });

  test("of one that grows says how far each version came, and where it stands now", () => {
    const log = logOf(interval("opened"), note, interval("ended", { endedAt: minutesPast(12) }));
    const minutes = (value: number | undefined) => (value ?? Number.NaN) / 60_000;
    const versions = figureHistory(log, NO_CONTEXT, minutesPast(60)).get("impact_duration") ?? [];
    expect(versions.map(({ figure, end }) => [minutes(figure?.value), minutes(end?.value)])).toEqual([
      [5, 15],
      [12, 12],
    ]);
    const open = figureHistory(log.slice(0, 2), NO_CONTEXT, minutesPast(60)).get("impact_duration") ?? [];
    expect(open.map(({ figure, end, until }) => [minutes(figure?.value), minutes(end?.value), until])).toEqual([[5, 60, null]]);
  });

  test("is not lengthened by what changes no number", () => {
    const log = logOf(impact({ usersPercent: 15 }), note, impact({ usersPercent: 15, text: "Cards fail" }));
    expect(figureHistory(log, NO_CONTEXT, minutesPast(60)).get("users_affected")).toHaveLength(1);
  });

  test("ends, whatever happened, in the figures as they are now, and each version begins where the one before ends", () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
    const minute = fc.nat(200).map(minutesPast);
    const stretch = fc.record({
      share,
      startedAt: minute,
      endedAt: fc.option(minute, { nil: null }),
      service: fc.constantFrom(CHECKOUT, SEARCH, null),
    });
    const facts = fc.oneof(
      fc.record({ usersPercent: fc.option(fc.nat(100), { nil: null }), revenuePerHour: fc.option(fc.nat(90_000), { nil: null }) }).map(impact),
      fc
        .tuple(fc.constantFrom("opened" as const, "changed" as const, "removed" as const), stretch, fc.nat(2))
        .map(([action, change, number]) => interval(action, change, number)),
      fc
        .tuple(fc.constantFrom("startedAt" as const, "detectedAt" as const, "acknowledgedAt" as const, "resolvedAt" as const), minute, fc.boolean())
        .map(
          ([name, at, isSet]): Fact => ({ kind: "timestamp", name, from: null, to: isSet ? { at, source: "manual", by: "Ada" } : null, reason: "" }),
        ),
      fc.constantFrom<Fact>(note, { kind: "services", added: [SEARCH], removed: [] }, { kind: "services", added: [], removed: [CHECKOUT, SEARCH] }),
    );
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 25 }), (told) => {
        const log = logOf(...told);
        const now = minutesPast(300);
        const room = foldLog(log);
        const present = Object.fromEntries(figuresOf(room as NonNullable<typeof room>, CATALOGUE, now).map((figure) => [figure.name, figure]));
        const history = figureHistory(log, CATALOGUE, now);
        const last = Object.fromEntries([...history].flatMap(([name, versions]) => (versions.at(-1)?.end ? [[name, versions.at(-1)?.end]] : [])));
        expect(last).toEqual(present);
        for (const versions of history.values()) {
          expect(versions.slice(1).map(({ from }) => from)).toEqual(versions.slice(0, -1).map(({ until }) => until));
          expect(versions.filter(({ changed, figure }) => changed.length === 0 && figure === null)).toEqual([]);
        }
      }),
    );
  });
});
