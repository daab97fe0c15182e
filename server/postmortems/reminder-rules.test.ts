import { expect, test } from "vitest";
import { isReminderDue } from "./reminder-rules.ts";

const day = (number: number, hour = 12) => new Date(Date.UTC(2026, 0, number, hour)).toISOString();

test.each([
  ["no due day", null, null, day(5), false],
  ["two days before", day(7), null, day(5), false],
  ["a day before", day(6), null, day(5), true],
  ["told the day before, an hour later", day(6), day(5), day(5, 13), false],
  ["told the day before, now due", day(6), day(5), day(6), true],
  ["told when due, a day later", day(6), day(6), day(7), false],
  ["told when due, a week later", day(6), day(6), day(13), true],
  ["told for an earlier due day that was moved", day(20), day(6), day(19, 13), true],
])("%s", (_, dueAt, remindedAt, now, isDue) => {
  expect(isReminderDue({ dueAt, remindedAt }, now)).toBe(isDue);
});
