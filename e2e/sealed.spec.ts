import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { expectAccessible } from "./axe.ts";
import { startOwnMuster } from "./muster.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

/** As anybody checks it at home, without a console. */
function verify(file: string): { code: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["server/cli/muster.mjs", "verify", file], { encoding: "utf8" });
  return { code: status, out: stdout + stderr };
}

test("the whole record is sealed in one file, checked without a console, and taken in by another one", async ({ enter, api, look }) => {
  test.slow();
  const grace = api("grace");
  const reference = await declare(grace, "Parcels go to the wrong depot", { severity: "SEV3", pages: false });
  await grace.notes.add.mutate({ reference, text: "Root cause: two depots share a code" });
  await grace.incidents.changeStatus.mutate({ reference, to: "resolved", summary: "The codes differ", impactEndedAt: new Date().toISOString() });
  await grace.postmortems.draft.mutate({ reference });
  const page = await enter("grace", `/incidents/${reference}/postmortem`);
  await page.getByRole("button", { name: "Export" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^Sealed record/ }).click();
  const file = test.info().outputPath("record.json");
  await (await downloading).saveAs(file);

  const proof = verify(file);
  expect(proof).toMatchObject({ code: 0, out: expect.stringContaining(`${reference} is as it was sealed`) });
  const forged = test.info().outputPath("forged.json");
  writeFileSync(forged, readFileSync(file, "utf8").replace("share a code", "share a road"));
  expect(verify(forged)).toMatchObject({ code: 1, out: expect.stringContaining("is not what was recorded") });

  await page.goto("/postmortems");
  await page.getByLabel("Sealed record").setInputFiles(file);
  await expect(page.getByText(`${reference} is here already, as ${reference}.`, { exact: false })).toBeVisible();
  await page.getByLabel("Sealed record").setInputFiles(forged);
  await expect(page.getByText("The seal is broken", { exact: false })).toBeVisible();
  await look(page, "refused");
  await expectAccessible(page);

  const elsewhere = await startOwnMuster();
  try {
    const link = await elsewhere.says(/(http:\S+\/setup\?token=\S+)/);
    const other = await enter("visitor", link, { baseURL: new URL(link).origin });
    await other.getByLabel("Organisation").fill("Northwind Trading");
    await other.getByLabel("Your name").fill("Ines Vogel");
    await other.getByLabel("E-mail").fill("ines@example.com");
    await other.getByLabel("Password").fill("cobalt rivers at noon");
    await other.getByRole("button", { name: "Create the administrator" }).click();
    await expect(other.getByRole("heading", { name: "You are in" })).toBeVisible();
    await other.goto("/postmortems");
    await other.getByLabel("Sealed record").setInputFiles(file);
    await expect(other.getByRole("heading", { name: "Postmortem: Parcels go to the wrong depot" })).toBeVisible({ timeout: 20_000 });
    await expect(other.getByRole("textbox", { name: "Text of the postmortem" })).toContainText("Two depots share a code");
    await look(other, "taken-in");
    await other.goto(`/incidents/${reference}`);
    await expect(other.getByRole("region", { name: "Timeline" })).toContainText("Root cause: two depots share a code");
    await expect(other.getByRole("region", { name: "Timeline" })).toContainText(`Taken in from a sealed export of ${reference}`);
  } finally {
    await elsewhere.stop();
  }
});
