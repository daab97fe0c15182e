import { expect, test } from "vitest";
import { DEFAULT_NOTICES, type NoticeMatrix } from "../notice.ts";
import { isToldOfUpdates, statusOfWords, whyNotForAll } from "./brief-audience.ts";

test("the seed's matrix says who is told of each update", () => {
  const told = (severity: "SEV1" | "SEV2" | "SEV3" | "SEV4") =>
    (["support", "executives", "leadership", "product", "team"] as const).filter((one) => isToldOfUpdates(DEFAULT_NOTICES, severity, one));
  expect(told("SEV1")).toEqual(["support", "executives", "leadership", "product"]);
  expect(told("SEV2")).toEqual(["support", "executives", "leadership", "product"]);
  expect(told("SEV3")).toEqual([]);
  expect(told("SEV4")).toEqual([]);
});

test("a brief may go out as an update only where all whom updates reach may read it", () => {
  const known = { label: "Customers were told", value: "Nothing yet." };
  const inside = { label: "Commander", value: "Ada" };
  const money = { label: "Revenue at risk", value: "40,000 an hour" };
  const toldOf = (...audiences: NoticeMatrix["SEV1"][number]["audiences"]): NoticeMatrix => ({
    ...DEFAULT_NOTICES,
    SEV1: [
      { audiences, events: ["update"] },
      { audiences: [{ kind: "everyone" }], events: ["declared"] },
    ],
  });
  const cto = { kind: "position", position: "cto" } as const;
  const list = { kind: "mail", address: "news@example.com" } as const;
  expect(whyNotForAll(DEFAULT_NOTICES, "SEV1", [known, inside])).toBeNull();
  expect(whyNotForAll(DEFAULT_NOTICES, "SEV1", [inside, money])).toContain("revenue at risk, and at SEV1 updates go to more than executives");
  expect(whyNotForAll(toldOf(cto), "SEV1", [inside, money])).toBeNull();
  expect(whyNotForAll(toldOf(cto, list), "SEV1", [inside])).toContain("known only inside");
  expect(whyNotForAll(toldOf(cto, list), "SEV1", [known])).toBeNull();
});

test.each([
  ["We have identified the cause and are rolling back", "identified"],
  ["we found the root cause", "identified"],
  ["The cause is known", "identified"],
  ["We rolled back and are watching it", "monitoring"],
  ["A fix has been deployed", "monitoring"],
  ["The problem is over", "resolved"],
  ["All systems are back to normal", "resolved"],
  ["We are still looking into it", null],
  ["Payments may be slow", null],
])("“%s” tells of %s", (text, status) => {
  expect(statusOfWords(text)).toBe(status);
});
