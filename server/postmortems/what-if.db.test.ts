import { beforeEach, expect, test } from "vitest";
import { AddActionItem } from "#lib/contracts/action-item.ts";
import { WhatIf } from "#lib/contracts/what-if.ts";
import { addActionItem } from "#server/action-items/index.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { draftPostmortem, whatIf } from "./index.ts";
import { paymentOutage } from "./testing/payment-outage.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  reference = (await paymentOutage(ada)).reference;
  await draftPostmortem(ada, { reference });
});

const ask = (sooner: Partial<Record<"detect" | "find" | "mitigate" | "recover", number>>) => whatIf(ada, WhatIf.parse({ reference, ...sooner }));

test("the payment outage, over fifteen minutes sooner, costs a third less", async () => {
  const as = await ask({});
  const told = Object.fromEntries(as.figures.map(({ name, was }) => [name, was]));
  expect(told).toMatchObject({ impact_duration: "45 min", customers_affected: "12,000", revenue_lost: "~USD 45,000" });
  expect(as.figures.filter(({ was, would }) => was !== would)).toEqual([]);
  const stage = as.stages.find(({ minutes }) => minutes >= 15)?.stage ?? "recover";
  const { savedMinutes, figures, curve } = await ask({ [stage]: 15 });
  expect(savedMinutes).toBe(15);
  const would = Object.fromEntries(figures.map((figure) => [figure.name, figure.would]));
  expect(would).toMatchObject({ impact_duration: "30 min", customers_affected: "8,000", revenue_lost: "~USD 30,000" });
  expect(Date.parse(curve.was.at(-1)?.at ?? "") - Date.parse(curve.would.at(-1)?.at ?? "")).toBe(15 * 60_000);
});

test("action items are ranked by what they would have saved, and what nobody can compute comes last", async () => {
  await addActionItem(ada, AddActionItem.parse({ reference, title: "Write a page of documentation for newcomers" }));
  await addActionItem(ada, AddActionItem.parse({ reference, title: "Tidy up the wiki" }));
  const { items } = await ask({});
  expect(items[0]).toMatchObject({ savedMinutes: 45, savedMoney: "~USD 45,000", why: expect.stringContaining("It removes a cause") });
  expect(items.at(-1)).toMatchObject({ savedMinutes: null, savedMoney: null });
  const saved = items.map(({ savedMinutes }) => savedMinutes ?? -1);
  expect(saved).toEqual(saved.toSorted((one, other) => other - one));
});
