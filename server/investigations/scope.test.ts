import { expect, test } from "vitest";
import { scopeOf } from "./scope.ts";

const call = (caller: string, callee: string) => ({ caller, callee });
const CALLS = [
  call("shop", "checkout"),
  call("checkout", "payments"),
  call("payments", "ledger"),
  call("ledger", "disk"),
  call("disk", "metal"),
  call("shop", "search"),
];

test("a cause lies below its symptoms: what is called within three steps, then who calls", () => {
  expect(scopeOf(["checkout"], CALLS, [])).toEqual(["checkout", "payments", "ledger", "disk", "shop"]);
});

test("circles end, and a service that nobody knows is asked about by itself", () => {
  expect(scopeOf(["a"], [call("a", "b"), call("b", "a")], [])).toEqual(["a", "b"]);
  expect(scopeOf(["unknown"], CALLS, ["shop"])).toEqual(["unknown"]);
});

test("when none is named all are asked about, as far as it goes", () => {
  expect(
    scopeOf(
      [],
      CALLS,
      Array.from({ length: 40 }, (_, at) => `s${at}`),
    ),
  ).toHaveLength(24);
});
