import { expect, test } from "vitest";
import { SCENARIOS } from "../scenarios/registry.ts";
import { PRACTICES } from "./practices.ts";

test("each scenario says what it lets one practise, and what was true, and no other does", () => {
  expect(Object.keys(PRACTICES).toSorted()).toEqual(SCENARIOS.map(({ name }) => name).toSorted());
});

test("what is said before tells neither the service nor the change that did it", () => {
  for (const { name, truth } of SCENARIOS.filter(({ truth: { isTrouble } }) => isTrouble))
    for (const word of [...truth.services, ...truth.changes]) expect(PRACTICES[name]?.practises.includes(word), `${name}: ${word}`).toBe(false);
});
