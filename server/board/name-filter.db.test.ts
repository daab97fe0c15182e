import { beforeEach, expect, test } from "vitest";
import { NameFilter } from "#lib/contracts/board.ts";
import { newId } from "#server/platform/id.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { aService } from "#server/testing/incident.ts";
import { nameFilter } from "./name-filter.ts";

beforeEach(resetDatabase);

test("what a board filters by has its names, and an id that stands for nothing has none", async () => {
  const ada = await testPerson();
  const [zebra, apple] = [await aService("Zebra"), await aService("Apple")];
  const names = await nameFilter(ada, NameFilter.parse({ service: [zebra, newId(), apple], commander: ada.person?.id }));
  expect(names.services.map(({ name }) => name)).toEqual(["Apple", "Zebra"]);
  expect(names.commander).toEqual({ id: ada.person?.id, name: ada.person?.name });
  expect(await nameFilter(ada, NameFilter.parse({ commander: newId() }))).toMatchObject({ services: [], teams: [], commander: null });
  expect(await nameFilter(ada, NameFilter.parse({}))).toMatchObject({ services: [], commander: null });
});
