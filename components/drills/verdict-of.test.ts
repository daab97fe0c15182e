import { expect, test } from "vitest";
import { verdictOf } from "./verdict-of.ts";

const score = {
  acknowledgedMs: 1,
  causeMs: 2,
  accepted: "The pool",
  isPlaceRight: true,
  isMechanismRight: true,
  isRight: true,
  truth: "",
  remedy: null,
};

test.each([
  [{}, "root cause right"],
  [{ accepted: null }, "right: no cause was claimed"],
  [{ isRight: false, isMechanismRight: false }, "right place, wrong mechanism"],
  [{ isRight: false, isPlaceRight: false }, "another thing was accepted"],
  [{ isRight: false, isPlaceRight: false, accepted: null }, "root cause not found"],
])("a score of %o reads “%s”", (change, words) => {
  expect(verdictOf({ ...score, ...change })).toBe(words);
});
