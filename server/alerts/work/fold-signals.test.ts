import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParsedAlert } from "#lib/contracts/integration.ts";
import { foldSignals, type KeptAlert, type Signal } from "./fold-signals.ts";

const START = Date.UTC(2026, 0, 1);
const instant = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();
const parsed = (status: "firing" | "resolved", startsAt: string | null, level: ParsedAlert["level"] = "warning"): ParsedAlert => ({
  key: "k",
  status,
  level,
  title: "Errors",
  description: "",
  labels: {},
  link: null,
  startsAt,
  endsAt: null,
});
const counting = (name: string, from = 0) => {
  let last = from;
  return () => {
    last += 1;
    return `${name}-${last}`;
  };
};
const newEvent = counting("event");
const signal = (minute: number, alert: ParsedAlert): Signal => ({ eventId: newEvent(), round: 1, index: 0, at: instant(minute), alert });
const idsFrom = (from = 0) => counting("alert", from);
const fold = (signals: Signal[], known: KeptAlert[] = []) =>
  foldSignals(new Map(known.map((one) => [one.dedupKey, one])), signals, idsFrom(known.length));
const kinds = (signals: Signal[]) => fold(signals).judged.map(({ kind }) => kind);

test("firing, firing on, resolved and firing again are told apart", () => {
  const told = [
    signal(0, parsed("firing", instant(0))),
    signal(1, parsed("firing", instant(0))),
    signal(2, parsed("resolved", instant(0))),
    signal(3, parsed("firing", instant(3))),
  ];
  expect(kinds(told)).toEqual(["fired", "repeated", "resolved", "refired"]);
  const { alerts } = fold(told);
  expect(alerts).toMatchObject([{ status: "firing", occurrences: 3, refires: 1, outcome: "pending", startsAt: instant(3) }]);
});

test("what comes late tells nothing new", () => {
  expect(kinds([signal(0, parsed("resolved", instant(0))), signal(1, parsed("firing", instant(0)))])).toEqual(["resolved", "late"]);
  expect(kinds([signal(0, parsed("firing", instant(5))), signal(1, parsed("resolved", instant(0)))])).toEqual(["fired", "late"]);
  expect(
    kinds([signal(0, parsed("firing", instant(0))), signal(1, parsed("resolved", instant(0))), signal(2, parsed("resolved", instant(0)))]),
  ).toEqual(["fired", "resolved", "late"]);
});

test("a day after it was resolved it is another alert", () => {
  const { alerts } = fold([signal(0, parsed("firing", null)), signal(1, parsed("resolved", null)), signal(1 + 25 * 60, parsed("firing", null))]);
  expect(alerts.map(({ id, status }) => [id, status])).toEqual([
    ["alert-1", "resolved"],
    ["alert-2", "firing"],
  ]);
});

test("in whatever order the messages of one stretch come, at the end it is resolved, once", () => {
  const stretch = [
    parsed("firing", instant(0)),
    parsed("firing", instant(0), "critical"),
    parsed("firing", instant(0)),
    parsed("resolved", instant(0)),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(stretch, { minLength: 4 }), (order) => {
      const { alerts, judged } = fold(order.map((alert, minute) => signal(minute, alert)));
      expect(alerts).toHaveLength(1);
      expect(alerts[0]?.status).toBe("resolved");
      expect(judged.filter(({ kind }) => kind === "resolved")).toHaveLength(1);
    }),
  );
});

test("folding in parts is folding at once", () => {
  const anySignal = fc.record({
    minute: fc.nat(3_000),
    isOver: fc.boolean(),
    start: fc.option(fc.nat(50)),
    level: fc.constantFrom("critical" as const, "warning" as const),
  });
  fc.assert(
    fc.property(fc.array(anySignal, { maxLength: 20 }), fc.nat(20), (given, cut) => {
      const signals = given
        .toSorted((one, other) => one.minute - other.minute)
        .map(({ minute, isOver, start, level }) =>
          signal(minute, parsed(isOver ? "resolved" : "firing", start === null ? null : instant(start), level)),
        );
      const whole = fold(signals);
      const ids = idsFrom();
      const first = foldSignals(new Map(), signals.slice(0, cut), ids);
      const latest = new Map(first.alerts.map((alert) => [alert.dedupKey, alert]));
      const second = foldSignals(latest, signals.slice(cut), ids);
      expect([...first.judged, ...second.judged].map(({ kind, alertId }) => [kind, alertId])).toEqual(
        whole.judged.map(({ kind, alertId }) => [kind, alertId]),
      );
    }),
  );
});
