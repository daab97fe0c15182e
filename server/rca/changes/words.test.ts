import { expect, test } from "vitest";
import { netWords } from "./net-words.ts";
import { sharedTopics, topicsOf } from "./topics.ts";
import { stemOf, wordsOf } from "./words.ts";

const texts = (text: string, isRunning = false): string[] => wordsOf(text, isRunning).map((word) => word.text);

test.each([
  ["saving", "save"],
  ["retries", "retry"],
  ["received", "recv"],
  ["cancelled", "cancel"],
  ["expiration", "expired"],
  ["messages", "msg"],
])("%s and %s are one word", (one, other) => {
  expect(texts(one)).toEqual(texts(other));
});

test("short words and numbers stay as they are", () => {
  expect([stemOf("ring"), stemOf("v2"), stemOf("sha256")]).toEqual(["ring", "v2", "sha256"]);
});

test("an identifier is met however it is written", () => {
  expect(texts("orderLine")).toEqual(texts("order_line"));
  expect(texts("the order line is open", true)).toEqual(expect.arrayContaining([texts("order_line")[0] ?? ""]));
});

test("what stands on both sides of a change is no part of what it adds or takes", () => {
  const line = (sign: "+" | "-", text: string) => ({ sign, text, path: "a", block: 1 });
  const { net, both } = netWords([line("-", "send(order, key)"), line("+", "send(order, limit)")]);
  expect([net.split("\n").toSorted(), both.split("\n").toSorted()]).toEqual([
    ["key", "limit"],
    ["order", "send"],
  ]);
});

test("another word of the same field is met, and one of many changes tells less", () => {
  const [own, said] = [topicsOf("new BCryptPasswordEncoder(15)"), topicsOf("sign-in takes 6 s")];
  const rare = sharedTopics(own, said, new Map([["signing in", 1]]), 20);
  const common = sharedTopics(own, said, new Map([["signing in", 15]]), 20);
  expect(rare).toBeGreaterThan(common);
  expect(common).toBeGreaterThan(0);
  expect(sharedTopics(topicsOf("padding: 8px"), said, new Map(), 20)).toBe(0);
});
