import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expectAccessible } from "./axe.ts";
import { installation } from "./installation.ts";
import { expect, test } from "./story.ts";

const run = promisify(execFile);

test("a key is made, works in a terminal, and ends when it is revoked", async ({ enter, look }) => {
  const { url } = await installation();
  const page = await enter("linus", "/settings/keys");
  await expect(page.getByText("None yet.")).toBeVisible();
  await page.getByRole("button", { name: "Make a key" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a key" });
  await dialog.getByLabel("Name").fill("Terminal of the story");
  await dialog.getByText("Do only these things").click();
  await dialog.getByLabel("Declare incidents").check();
  await expectAccessible(page);
  await look(page, "make");
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const key = (await dialog.getByLabel("API key").textContent()) ?? "";
  expect(key).toMatch(/^muster_/);
  await look(page, "once");
  await dialog.getByRole("button", { name: "Done" }).click();

  const muster = (...args: string[]) =>
    run("node", ["server/cli/muster.mjs", ...args], { env: { ...process.env, MUSTER_URL: url, MUSTER_API_KEY: key } });
  const declared = await muster("declare", "Parcel labels print upside down", "--severity", "SEV4");
  expect(declared.stdout).toContain("Declared INC-");
  const reference = /INC-[\d-]+/.exec(declared.stdout)?.[0] ?? "";
  await expect(muster("note", reference, "Turned the printer")).rejects.toMatchObject({ stderr: expect.stringContaining("without incident.write") });
  await page.goto(`/incidents/${reference}`);
  await expect(page.getByRole("heading", { name: "Parcel labels print upside down" })).toBeVisible();

  await page.goto("/settings/keys");
  await expect(page.getByText(/Only incident\.read, incident\.declare · used/)).toBeVisible();
  await look(page, "keys");
  await page.getByRole("button", { name: "Revoke Terminal of the story" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("None yet.")).toBeVisible();
  await expect(muster("list")).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("This API key does not work") });
});

test("the API explains itself", async ({ enter, look }) => {
  const page = await enter("linus", "/docs/api");
  await page.getByLabel("Find operations").fill("note post");
  await page.getByText("POST /api/v1/incidents/{reference}/notes").click();
  await expect(page.getByText("muster add-note")).toBeVisible();
  await expectAccessible(page);
  await look(page, "docs");
});
