import { describe, expect, test } from "vitest";
import { figureWords } from "../figure-words.ts";
import { anInterval, CHECKOUT, idOf, roomAfter } from "../testing/room.ts";
import { differencesOf } from "./document-differences.ts";
import { figuresNamed, partsOf } from "./document-parts.ts";
import { type FigureContext, figuresOf, NO_CONTEXT } from "./figures.ts";
import type { ImpactInterval } from "./incident.ts";
import type { RoomState } from "./room.ts";

const at = (clock: string) => `2024-12-20T${clock}:00.000Z`;
const manual = (clock: string) => ({ at: at(clock), source: "manual" as const, by: "Ada" });
const NOW = at("16:00");

/** The outage of the specification: 14:30 to 15:15, 15 % of checkouts, 12,000 customers. */
function outage(change: Partial<RoomState> = {}): RoomState {
  return {
    ...roomAfter(),
    timestamps: {
      startedAt: manual("14:30"),
      detectedAt: manual("14:25"),
      declaredAt: manual("14:32"),
      acknowledgedAt: manual("14:28"),
      resolvedAt: manual("15:15"),
    },
    services: [CHECKOUT],
    intervals: [stretch("14:30", "15:15", 0.15)],
    ...change,
  };
}

function stretch(from: string, to: string | null, share: number | null, change: Partial<ImpactInterval> = {}): ImpactInterval {
  return {
    ...anInterval(1),
    id: idOf(60 + Number(from.slice(3))),
    service: CHECKOUT,
    level: "partial",
    share,
    regions: [],
    startedAt: at(from),
    endedAt: to ? at(to) : null,
    ...change,
  };
}

const SLO: FigureContext = {
  services: [{ id: CHECKOUT.id, name: CHECKOUT.name, revenuePerMinute: 1_000, slos: [{ name: "Availability", objective: 0.999, windowDays: 30 }] }],
};

const figureOf = (room: RoomState, name: string, context = NO_CONTEXT, now = NOW) =>
  figuresOf(room, context, now).find((figure) => figure.name.startsWith(name));

describe("figures", () => {
  test("a budget of 43.2 minutes is spent by 45 minutes wholly, by requests to a sixth: never to 11 minutes", () => {
    expect(figureOf(outage(), "error_budget_by_time", SLO)).toMatchObject({ value: expect.closeTo(104.17, 1), source: "computed" });
    expect(figureOf(outage(), "error_budget_by_requests", SLO)).toMatchObject({ value: expect.closeTo(15.63, 1), source: "estimated" });
    const elevenMinutes = (11 / 43.2) * 100;
    for (const { name, value } of figuresOf(outage(), SLO, NOW))
      if (name.startsWith("error_budget")) expect(Math.abs(value - elevenMinutes)).toBeGreaterThan(5);
  });

  test("a detection before its cause shows as a negative time, not as a good one", () => {
    const figure = figureOf(outage(), "time_to_detect");
    expect(figure?.value).toBe(-5 * 60_000);
    expect(figureWords(figure as NonNullable<typeof figure>, "USD")).toBe("−5 min");
  });

  test("stretches that overlap count once, by their union", () => {
    const intervals = [stretch("14:30", "14:50", 1), stretch("14:40", "15:00", 0.5), stretch("15:10", "15:15", null)];
    expect(figureOf(outage({ intervals }), "impact_duration")).toMatchObject({ value: 35 * 60_000, isOpen: false });
  });

  test("one that lasts grows with the clock, and stays the same version until its inputs change", () => {
    const room = outage({ intervals: [stretch("14:30", null, 0.15)] });
    const [early, late] = [at("15:00"), at("15:30")].map((now) => figureOf(room, "impact_duration", NO_CONTEXT, now));
    expect([early?.value, late?.value]).toEqual([30 * 60_000, 60 * 60_000]);
    expect(early).toMatchObject({ isOpen: true, inputs: late?.inputs, asOf: at("15:00") });
  });

  test("revenue lost follows from what was reported, else from the catalogue", () => {
    const reported = outage({ figures: { ...roomAfter().figures, revenuePerHour: 60_000 } });
    expect(figureOf(reported, "revenue_lost", SLO)).toMatchObject({ value: 45_000, source: "estimated" });
    expect(figureOf(outage(), "revenue_lost", SLO)).toMatchObject({ value: expect.closeTo(45 * 0.15 * 1_000, 5) });
    expect(figureOf(outage(), "revenue_lost")).toBeUndefined();
  });

  test("degraded is no downtime, and without impact there is no duration", () => {
    const degraded = outage({ intervals: [stretch("14:30", "15:15", 0.15, { level: "degraded" })] });
    expect(figureOf(degraded, "error_budget_by_time", SLO)).toMatchObject({ value: 0 });
    expect(figureOf(outage({ intervals: [], figures: { ...roomAfter().figures, none: true } }), "impact_duration")).toBeUndefined();
  });
});

describe("what documents cite", () => {
  test("figures are named in texts, and found again", () => {
    expect(partsOf("{{users_affected}} of users, {{error_budget_by_time:1:Availability}} spent")).toEqual([
      { figure: "users_affected" },
      " of users, ",
      { figure: "error_budget_by_time:1:Availability" },
      " spent",
    ]);
    expect(partsOf("{{Not a figure}} {{}}")).toEqual(["{{Not a figure}} {{}}"]);
    expect(figuresNamed([{ kind: "list", items: ["{{a_b}}", "{{a_b}} {{c}}"] }])).toEqual(["a_b", "c"]);
  });

  test("a document differs when a number has another version and other words", () => {
    const cited = { title: "Users affected", words: "15 %", inputs: "v1", formula: "as reported", asOf: NOW };
    const now = (version: string, words: string) => [{ name: "users_affected", title: "Users affected", version, words }];
    const document = { figures: { users_affected: cited } };
    expect(differencesOf(document, now("v1", "15 %"))).toEqual([]);
    expect(differencesOf(document, now("v2", "40 %"))).toEqual([{ title: "Users affected", from: "15 %", to: "40 %" }]);
    expect(differencesOf(document, [{ name: "other", title: "", version: "", words: "" }])).toEqual([
      { title: "Users affected", from: "15 %", to: "unknown" },
    ]);
  });
});
