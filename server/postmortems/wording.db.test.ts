import { beforeEach, expect, test } from "vitest";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { ImportPostmortem } from "#lib/contracts/postmortem.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { checkWording, draftPostmortem, importPostmortem, namesOfPeople, publishPostmortem } from "./index.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada Lindqvist" });
});

test("a postmortem says which of its words blame somebody here, and is published all the same", async () => {
  await testPerson({ name: "Will Park" });
  const gone = await testPerson({ name: "Ruth Gone" });
  await db().user.update({ where: { id: gone.person.id }, data: { deactivatedAt: new Date() } });
  const reference = await anIncident(ada, { severity: "SEV4" });
  await draftPostmortem(ada, { reference });
  expect(await checkWording(ada, { reference })).toEqual({ items: [] });
  const markdown = "## Root Cause\n\nWill failed to renew it. The will failed to answer. Human error.\n\n> It was Will's fault, they said.";
  await importPostmortem(ada, ImportPostmortem.parse({ reference, markdown }));
  expect((await checkWording(ada, { reference })).items).toMatchObject([
    { section: "root-cause", words: "Will failed to renew", rule: "failed-to", instead: "Nothing helped Will to renew" },
    { section: "root-cause", words: "Human error", rule: "human-error" },
  ]);
  expect(await namesOfPeople(ada)).toEqual(["Ada Lindqvist", "Will Park"]);
  expect(await publishPostmortem(ada, { reference })).toMatchObject({ state: "published" });
});

test("what is private is checked for nobody else", async () => {
  const reference = await anIncident(ada, { severity: "SEV4" });
  await draftPostmortem(ada, { reference });
  await changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
  const stranger = await testPerson({ name: "Bo" });
  expect(await refusal(checkWording(stranger, { reference }))).toMatchObject({ code: "not_found" });
});
