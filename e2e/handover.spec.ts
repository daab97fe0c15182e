import type { Page } from "@playwright/test";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const commanderOn = (page: Page) => roomOn(page).rail.getByRole("listitem").filter({ hasText: "Incident Commander" });

test("command changes hands on both sides: brief, read-back, and only then", async ({ enter, api, cast, look }) => {
  const reference = await declare(api("grace"), "Nightly ledger export stops halfway", {
    severity: "SEV2",
    summary: "Exports since 01:00 end at row 40,000.",
  });
  await api("grace").notes.add.mutate({ reference, text: "Disk of the export host is fine" });
  await api("grace").tasks.add.mutate({ reference, title: "Compare row 40,001 with yesterday" });
  const grace = await enter("grace", `/incidents/${reference}`);
  const linus = await enter("linus", `/incidents/${reference}`);

  await test.step("Grace offers it, with a brief that is drafted from the log", async () => {
    await roomOn(grace).rail.getByRole("button", { name: "Hand over…" }).click();
    const dialog = grace.getByRole("dialog", { name: "Hand over command" });
    await expect(dialog.getByLabel("Current state")).toHaveValue(/row 40,000/);
    await expect(dialog.getByLabel("What is next")).toHaveValue(/Compare row 40,001/);
    await dialog.getByLabel("Blockers").fill("The vendor answers from 08:00 only");
    await dialog.getByLabel("To", { exact: true }).fill("linus");
    await grace.getByRole("option", { name: new RegExp(cast.linus.name) }).click();
    await look(grace, "offering");
    await dialog.getByRole("button", { name: "Offer command" }).click();
    await expect(grace.getByText(`Until it is accepted, ${cast.grace.name} commands.`)).toBeVisible();
  });

  await test.step("Linus reads it; Grace commands until he accepts", async () => {
    await expect(linus.getByText(`${cast.grace.name} offers you command`)).toBeVisible();
    await linus.getByRole("button", { name: "Read and accept…" }).click();
    await expect(linus.getByText("The vendor answers from 08:00 only")).toBeVisible();
    await expect(commanderOn(linus)).toContainText(cast.grace.name);
    await expect(linus.getByRole("button", { name: "Accept command" })).toBeDisabled();
  });

  await test.step("Linus says back what he understood, and commands", async () => {
    await linus.getByLabel(/^Read back in your own words/).fill("Export stops at row 40,000. I compare the next row and call the vendor at eight.");
    await look(linus, "reading-back");
    await linus.getByRole("button", { name: "Accept command" }).click();
    for (const page of [grace, linus]) {
      await expect(commanderOn(page)).toContainText(cast.linus.name);
      await expect(roomOn(page).entry("took over command from Grace Okafor")).toContainText("call the vendor at eight");
    }
    await expect(roomOn(grace).rail.getByRole("button", { name: "Take command…" })).toBeVisible();
  });
});

test("an offer that is declined or taken back leaves command where it was", async ({ enter, api, cast }) => {
  const reference = await declare(api("grace"), "Mail queue grows since noon");
  const brief = { situation: "Queue at 12,000 and growing", investigations: "", tried: "", next: "", blockers: "" };
  const grace = await enter("grace", `/incidents/${reference}`);
  const linus = await enter("linus", `/incidents/${reference}`);

  await api("grace").roles.offerHandover.mutate({ reference, to: cast.linus.id, brief });
  await linus.getByRole("button", { name: "Decline" }).click();
  await expect(roomOn(grace).entry("declined command offered by")).toBeVisible();
  await expect(commanderOn(grace)).toContainText(cast.grace.name);

  await api("grace").roles.offerHandover.mutate({ reference, to: cast.linus.id, brief });
  await expect(linus.getByText(`${cast.grace.name} offers you command`)).toBeVisible();
  await grace.getByRole("button", { name: "Withdraw" }).click();
  await expect(linus.getByText(`${cast.grace.name} offers you command`)).toBeHidden();
  await expect(commanderOn(linus)).toContainText(cast.grace.name);
});
