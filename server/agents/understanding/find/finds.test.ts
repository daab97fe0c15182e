import { describe, expect, test } from "vitest";
import { VOCABULARY } from "../../testing/vocabulary.ts";
import { asWritten } from "../typos.ts";
import { wordsOf } from "../words.ts";
import { counts, percents, revenues } from "./amounts.ts";
import { lineOf } from "./line.ts";
import { references } from "./references.ts";
import { severities } from "./terms.ts";
import { times } from "./times.ts";

const line = (text: string) => lineOf(wordsOf(text, asWritten));

describe("times, at 16:00 UTC of a Monday", () => {
  test.each([
    ["a quarter past two", "2026-11-23T14:15"],
    ["ten to three", "2026-11-23T14:50"],
    ["half past 2", "2026-11-23T14:30"],
    ["2:25pm", "2026-11-23T14:25"],
    ["14h25", "2026-11-23T14:25"],
    ["since 14.25", "2026-11-23T14:25"],
    ["at 1425", "2026-11-23T14:25"],
    ["since 14:25 CET", "2026-11-23T13:25"],
    ["9:30 am Eastern", "2026-11-23T14:30"],
    ["25 min ago", "2026-11-23T15:35"],
    ["half an hour ago", "2026-11-23T15:30"],
    ["an hour and a half ago", "2026-11-23T14:30"],
    ["a couple of hours ago", "2026-11-23T14:00"],
    ["for the last 20 minutes", "2026-11-23T15:40"],
    ["yesterday 23:50", "2026-11-22T23:50"],
    ["yesterday at 11pm", "2026-11-22T23:00"],
    ["20 November 22:10 UTC", "2026-11-20T22:10"],
    ["last night at 11", "2026-11-22T23:00"],
    ["this morning at 9", "2026-11-23T09:00"],
    ["at 17:30", "2026-11-22T17:30"],
    ["noon", "2026-11-23T12:00"],
    ["2026-11-22T23:50:00Z", "2026-11-22T23:50"],
  ])("“%s” is %s UTC", (text, wanted) => expect(times(line(text), VOCABULARY)[0]?.value).toBe(`${wanted}:00.000Z`));

  test.each(["25:70", "version 4.17", "500 errors", "two services"])("“%s” is none", (text) => expect(times(line(text), VOCABULARY)).toEqual([]));
});

describe("amounts", () => {
  test.each([
    ["15% of users", 15],
    ["10 to 15 percent", 15],
    ["between 5 and 8 %", 8],
    ["fifteen percent", 15],
    ["one in five checkouts", 20],
    ["half of the customers", 50],
    ["7.5%", 7.5],
  ])("“%s” is %d percent", (text, wanted) => expect(percents(line(text))[0]?.value).toBe(wanted));

  test.each([
    ["1.2k users", 1200],
    ["a couple hundred customers", 200],
    ["twelve thousand accounts", 12_000],
    ["12,000 customers", 12_000],
    ["two hundred and fifty users", 250],
    ["1.5 million users", 1_500_000],
    ["zero customers", 0],
    ["customers affected: 350", 350],
  ])("“%s” are %d customers", (text, wanted) => expect(counts(line(text))[0]?.value).toBe(wanted));

  test.each([
    ["$45k an hour", 45_000],
    ["€500 per minute", 30_000],
    ["20k euros per hour", 20_000],
    ["£8,500 per hour", 8500],
    ["$2.4 million a day", 100_000],
  ])("“%s” is %d an hour", (text, wanted) => expect(revenues(line(text))[0]?.value).toBe(wanted));
});

describe("names", () => {
  test.each([
    ["INC-001", "INC-2026-1123-001"],
    ["#2", "INC-2026-1123-002"],
    ["inc 004", "INC-2026-1120-004"],
    ["incident number 2", "INC-2026-1123-002"],
    ["INC-1120-004", "INC-2026-1120-004"],
    ["inc-2025-0101-17", "INC-2025-0101-017"],
    ["009", "INC-2026-1123-009"],
  ])("“%s” is %s", (text, wanted) => expect(references(line(text), VOCABULARY)[0]?.value).toBe(wanted));

  test.each([
    ["sev-1", "SEV1"],
    ["severity level two", "SEV2"],
    ["P3", "SEV3"],
    ["severity: 4", "SEV4"],
    ["sev=1", "SEV1"],
  ])("“%s” is %s", (text, wanted) => expect(severities(line(text))[0]?.value).toBe(wanted));
});
