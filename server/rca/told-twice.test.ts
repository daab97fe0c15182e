import { expect, test } from "vitest";
import type { Change } from "./bundle.ts";
import { eachOnce } from "./told-twice.ts";

const change = (id: string, minutes: number, more: Partial<Change> = {}): Change => ({
  id,
  at: minutes * 60_000,
  kind: "deploy",
  service: "shop",
  title: id,
  author: null,
  link: null,
  detail: "",
  ...more,
});
const rollout = (minutes: number, service = "shop") => change(`rollout:x/${service}:${minutes}`, minutes, { kind: "rollout", service });
const idsOf = (changes: Change[]) => eachOnce(changes).map(({ id }) => id);

test("what was announced and what the cluster saw of it are one change", () => {
  expect(idsOf([change("a", 10), rollout(11)])).toEqual(["a"]);
});

test("a rollout that nobody announced stays, and so does one of another time or service", () => {
  expect(idsOf([change("a", 10), rollout(20), rollout(10, "cart")])).toEqual(["a", "rollout:x/shop:20", "rollout:x/cart:10"]);
});

test("two announcements are two changes", () => {
  expect(idsOf([change("a", 10), change("b", 10)])).toEqual(["a", "b"]);
});
