import { expect, test } from "vitest";
import { restrictionWords } from "./restriction-words.ts";

test.each([
  [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }, "Mon to Fri, 09:00 to 17:00"],
  [{ days: [6], from: "22:00", to: "06:00" }, "Sat, 22:00 to 06:00 the next day"],
  [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "00:00" }, "every day, 24 hours from 00:00"],
  [{ days: [1, 2, 4, 5, 6], from: "08:00", to: "12:00" }, "Mon, Tue, Thu to Sat, 08:00 to 12:00"],
])("hours are said in words: %j", (restriction, words) => expect(restrictionWords(restriction)).toBe(words));
