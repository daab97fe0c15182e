import { expect, test } from "vitest";
import type { SuspectChange } from "../answer.ts";
import type { Change } from "../bundle.ts";
import { openNotebook } from "../notebook.ts";
import { NOON } from "../testing/bundle.ts";
import { laterTurns, switchedWords, triggerOf } from "./trigger.ts";
import { withTrigger } from "./with-trigger.ts";

const HOUR = 3_600_000;
const change = (id: string, at: number, kind: string, title: string, detail = ""): Change => ({
  id,
  at,
  kind,
  service: "shop",
  title,
  author: null,
  link: null,
  detail,
});
const suspect = ({ id, title }: Change, reasons: string[] = []): SuspectChange => ({
  id,
  title,
  link: null,
  service: "shop",
  score: 0.9,
  reasons,
  evidence: [],
});
const code = change("code", NOON - 2 * HOUR, "deploy", "shop 2.1: sell on credit, behind sell-on-credit");
const flag = change("flag", NOON - 5 * 60_000, "flag", "sell-on-credit enabled for 100 %");

test("the code that is accused came into force by the switch that it names", () => {
  expect(triggerOf(suspect(code), [code, flag], NOON)).toEqual({ switched: flag, code });
});

test("a switch that is accused put into force the code that names it", () => {
  expect(triggerOf(suspect(flag), [code, flag], NOON)).toEqual({ switched: flag, code });
});

test.each([
  ["another name", change("flag", flag.at, "flag", "new-search-page enabled")],
  ["a switch after the trouble", { ...flag, at: NOON + HOUR }],
  ["a switch long before it", { ...flag, at: NOON - 90 * 60_000 }],
  ["a switch before its code", { ...flag, at: code.at - HOUR }],
])("%s is no trigger", (_, other) => {
  expect(triggerOf(suspect(code), [code, other], NOON)).toBeNull();
});

test("both are accused, the switch first, and what is no longer true of the code is not said", () => {
  const trigger = { switched: flag, code };
  const [first, second] = withTrigger(
    [suspect(code, ["It is the only change of shop in the hour before."])],
    trigger,
    "It keeps things.",
    openNotebook(),
  );
  expect([first?.id, second?.id]).toEqual(["flag", "code"]);
  expect(first?.score).toBeGreaterThan(second?.score ?? 1);
  expect(second?.reasons).toEqual(["It keeps things."]);
});

test("a switch is told as it was turned, and its later turns are found", () => {
  const off = change("off", NOON, "flag", "sell-on-credit", "- sell-on-credit: on\n+ sell-on-credit: off\n");
  expect([switchedWords(flag), switchedWords(off), switchedWords({ ...flag, title: "sell-on-credit" })]).toEqual([
    "switched on",
    "switched off",
    "switched",
  ]);
  expect(laterTurns({ switched: flag, code }, [code, flag, off])).toEqual([off]);
});
