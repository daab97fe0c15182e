import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { type Receiver, startReceiver } from "#server/webhooks/testing/receiver.ts";
import type { Api } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

let receiver: Receiver;
test.beforeEach(async () => {
  receiver = await startReceiver();
});
test.afterEach(() => receiver.close());

test("an administrator lets a receiver inside the network in, makes a webhook and sees its secret once", async ({ enter, look }) => {
  const page = await enter("ada", "/settings/organisation");
  await page.getByLabel("Allowed internal hosts").fill(`grafana.internal:3000\n127.0.0.1\n${receiver.host}`);
  await page.getByRole("button", { name: "Save the hosts" }).click();
  await expect(page.getByText("Saved")).toBeVisible();

  await page.goto("/settings/webhooks");
  await expect(page.getByText("No webhook yet")).toBeVisible();
  await look(page, "empty");
  await page.getByRole("button", { name: "New webhook" }).click();
  const dialog = page.getByRole("dialog");
  await page.keyboard.type("Status board");
  await dialog.getByLabel("Address").fill("https://10.0.0.7/hooks");
  await dialog.getByRole("radio", { name: "Only these" }).check();
  await dialog.getByRole("checkbox", { name: "Note written" }).check();
  await dialog.getByRole("button", { name: "Create the webhook" }).click();
  await expect(dialog.getByRole("alert")).toContainText("10.0.0.7 is a private or special address");
  await expect(dialog.getByLabel("Address")).toBeFocused();
  await look(page, "new");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(receiver.url);
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Signing secret")).toHaveText(/^whsec_/);
  await expectAccessible(page);
  await look(page, "secret");
  await dialog.getByRole("button", { name: "Done" }).click();

  await page.getByRole("link", { name: "Status board" }).click();
  await expect(page.getByText("Nothing was sent yet.")).toBeVisible();
  await page.getByRole("button", { name: "Send test event" }).click();
  await expect(page.getByRole("list", { name: "Messages" })).toContainText("delivered");
  await page.goto("/settings/webhooks");
  await expect(page.getByRole("list", { name: "Webhooks" })).toContainText("working");
  await expectAccessible(page);
  await look(page, "list");
  await page.getByRole("link", { name: "Status board" }).click();
  await act(page, "Status board", "Delete…");
  await page.getByRole("button", { name: "Delete the webhook" }).click();
  await expect(page.getByText("No webhook yet")).toBeVisible();
});

test("what a receiver refuses is shown with why, and sent again", async ({ enter, api, look }) => {
  const { id, secret } = await webhookFor(api("ada"), "Data warehouse");
  const page = await enter("ada", `/settings/webhooks/${id}`);
  receiver.reply = { status: 503, text: "busy until noon" };
  const grace = api("grace");
  const reference = await declare(grace, "Parcels stand still", { severity: "SEV3" });
  await grace.notes.add.mutate({ reference, text: "The belt stopped at 12:04" });
  const messages = page.getByRole("list", { name: "Messages" }).getByRole("listitem");
  const note = messages.filter({ hasText: "incident.note" }).filter({ hasText: reference });
  await expect(note).toContainText("waiting 503");
  await note.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(note.getByLabel("What was sent")).toContainText("The belt stopped at 12:04");
  await expect(note.getByLabel("Answer to attempt 1")).toContainText("busy until noon");
  await expectAccessible(page);
  await look(page, "log");

  receiver.reply = { status: 204 };
  await note.getByRole("button", { name: "Replay" }).click();
  await expect(note).toContainText("delivered");
  const sent = receiver.received.filter(({ body }) => body.includes("The belt stopped"));
  expect(new Set(sent.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(new Webhook(secret).verify(sent[0]?.body ?? "", sent[0]?.headers ?? {})).toMatchObject({ data: { reference, fact: { kind: "note" } } });
  await api("ada").webhooks.delete.mutate({ id });
});

test("a webhook gets a new secret, and is disabled and enabled", async ({ enter, api, look }) => {
  const { id, secret } = await webhookFor(api("ada"), "Chat bot");
  const page = await enter("ada", `/settings/webhooks/${id}`);
  await act(page, "Chat bot", "Replace the secret…");
  await page.getByRole("button", { name: "Replace the secret" }).click();
  await expect(page.getByLabel("Signing secret")).toHaveText(/^whsec_/);
  await expect(page.getByLabel("Signing secret")).not.toHaveText(secret);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("The secret was replaced")).toBeVisible();
  await act(page, "Chat bot", "Disable");
  await expect(page.getByText("This webhook is disabled")).toBeVisible();
  await expectAccessible(page);
  await look(page, "disabled");
  await page.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByRole("button", { name: "Send test event" })).toBeVisible();
  await api("ada").webhooks.delete.mutate({ id });
});

test("a responder is told whom to ask", async ({ enter }) => {
  const page = await enter("grace", "/settings/webhooks");
  await expect(page.getByText("Only administrators manage webhooks")).toBeVisible();
});

async function act(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function webhookFor(admin: Api, name: string): Promise<{ id: string; secret: string }> {
  const { version, settings } = await admin.settings.read.query();
  await admin.settings.change.mutate({ version, settings: { ...settings, allowedHosts: [...new Set([...settings.allowedHosts, receiver.host])] } });
  return admin.webhooks.create.mutate({ name, url: receiver.url });
}
