import { beforeEach, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { storedPage } from "../stored.ts";
import { aPage } from "../testing/pages.ts";
import { subscribe } from "./subscribe.ts";

beforeEach(resetDatabase);

test("beyond what a page asks within an hour no address is stored, while those that are there stay", async () => {
  await aPage(await testPerson({ role: "admin" }), null);
  const page = await storedPage("acme");
  const wish = (address: string) => subscribe(page, { kind: "email", address, components: [] });
  expect(await wish("first@customer.example")).toBe(true);
  await db().$executeRaw`
    INSERT INTO status_delivery (id, page_id, recipient, news, content, state, due_at, created_at)
    SELECT gen_random_uuid(), ${page.id}::uuid, n::text, 'confirm:' || n, '{}', 'sent', muster_now(), muster_now() FROM generate_series(1, 500) n`;
  expect(await wish("late@customer.example")).toBe(false);
  expect(await wish("first@customer.example")).toBe(false);
  expect((await db().statusSubscriber.findMany()).map(({ address }) => address)).toEqual(["first@customer.example"]);
});
