import { describe, expect, test } from "vitest";
import { readNotes } from "./notes-rules.ts";

const AT = { timeZone: "UTC", day: "2026-01-05" };
const timesOf = (notes: string, zone = AT) => readNotes(notes, zone).lines.map(({ at, text }) => [at, text]);

describe("times of notes", () => {
  test.each([
    ["14:30 alert fired", "2026-01-05T14:30:00.000Z"],
    ["- 14:30 - alert fired", "2026-01-05T14:30:00.000Z"],
    ["[14:30] alert fired", "2026-01-05T14:30:00.000Z"],
    ["14:30:12 UTC: alert fired", "2026-01-05T14:30:00.000Z"],
    ["2:30 PM alert fired", "2026-01-05T14:30:00.000Z"],
    ["12:05 am alert fired", "2026-01-05T00:05:00.000Z"],
    ["15:30 CET alert fired", "2026-01-05T14:30:00.000Z"],
    ["9:30 AM EST alert fired", "2026-01-05T14:30:00.000Z"],
    ["16:30 +02:00 alert fired", "2026-01-05T14:30:00.000Z"],
    ["20:00 IST alert fired", "2026-01-05T14:30:00.000Z"],
    ["2026-01-04 14:30 UTC alert fired", "2026-01-04T14:30:00.000Z"],
    ["2026-01-04T14:30:00Z alert fired", "2026-01-04T14:30:00.000Z"],
    ["[2026-01-04 14:30 UTC] alert fired", "2026-01-04T14:30:00.000Z"],
    ["04.01.2026 14:30 alert fired", "2026-01-04T14:30:00.000Z"],
    ["4 Jan 2026 14:30 alert fired", "2026-01-04T14:30:00.000Z"],
    ["Jan 4, 2026 14:30 alert fired", "2026-01-04T14:30:00.000Z"],
  ])("%s", (line, at) => {
    expect(timesOf(line)).toEqual([[at, "alert fired"]]);
  });

  test("without a zone are those of the zone that is given, also across the change of clocks", () => {
    expect(timesOf("14:30 alert fired", { timeZone: "Europe/Berlin", day: "2026-07-05" })[0]?.[0]).toBe("2026-07-05T12:30:00.000Z");
    expect(timesOf("02:30 alert fired", { timeZone: "Europe/Berlin", day: "2026-03-29" })[0]?.[0]).toBe("2026-03-29T01:30:00.000Z");
  });

  test("of chat messages stand before their words; a line with a date moves the day", () => {
    expect(timesOf("2026-01-04\nAda Lovelace  2:31 PM\npool is full\n2026-01-05\n09:00 fixed")).toEqual([
      ["2026-01-04T14:31:00.000Z", "Ada Lovelace: pool is full"],
      ["2026-01-05T09:00:00.000Z", "fixed"],
    ]);
  });

  test("that cannot be are no times", () => {
    expect(timesOf("27:80 alert fired")).toEqual([[null, "alert fired"]]);
  });
});

test("notes say when it began and ended, whom it struck, what it cost, how severe it was", () => {
  const read = readNotes(
    "Payment API outage\nSEV2\n14:20 pool climbs\n14:30 alert fired\n15:15 full recovery confirmed\n15 % of checkouts failing, ~12,000 customers, $45,000 lost",
    AT,
  );
  expect(read).toMatchObject({
    title: "Payment API outage",
    severity: "SEV2",
    startedAt: "2026-01-05T14:30:00.000Z",
    endedAt: "2026-01-05T15:15:00.000Z",
    figures: { usersPercent: 15, customers: 12_000, revenuePerHour: null },
    revenueLost: 45_000,
  });
});
