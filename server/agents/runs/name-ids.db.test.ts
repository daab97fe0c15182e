import { beforeEach, expect, test } from "vitest";
import { newId } from "#server/platform/id.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { aService } from "#server/testing/incident.ts";
import { nameIds } from "./name-ids.ts";

beforeEach(resetDatabase);

test("what is proposed names people and services; an id that nobody has stays", async () => {
  const { person } = await testPerson({ name: "Ada Lind" });
  const service = await aService("checkout");
  const unknown = newId();
  expect(await nameIds(`Assign role: user ${person.id}, services ${service} and ${unknown}`)).toBe(
    `Assign role: user Ada Lind, services checkout and ${unknown}`,
  );
  expect(await nameIds("Add note: text “Seen”")).toBe("Add note: text “Seen”");
});
