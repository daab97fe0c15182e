import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devices, type Page } from "@playwright/test";
import pg from "pg";
import { expectAccessible } from "./axe.ts";
import { databaseUrlOf, installation } from "./installation.ts";
import type { Person } from "./people.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const step = (page: Page, name: string | RegExp) => page.getByRole("region", { name: "Steps" }).getByRole("listitem", { name });

/** As if they had signed in an hour ago. */
async function forgetProof({ id }: Person): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrlOf(await installation()) });
  await database.connect();
  await database.query("UPDATE session SET proved_at = now() - interval '1 hour' WHERE user_id = $1", [id]);
  await database.end();
}

/** Scales checkout up and then looks for what is not there. */
const FAILING = (slug: string) => `name: ${slug}
target: deployment/checkout
namespace: shop
steps:
  - title: Scale up
    risk: low
    kubectl: scale deployment checkout -n shop --replicas=4
    undo: [kubectl scale deployment checkout -n shop --replicas=3]
  - title: Look for what is not there
    kubectl: get deployment nowhere -n shop
`;

/** Somebody else scales the same deployment, without a lock on it. */
const MEANWHILE = (slug: string) => `name: ${slug}
steps:
  - title: Scale behind the back
    risk: low
    kubectl: scale deployment orders -n shop --replicas=4
    undo: {none: it is a test}
`;

test("an approver decides in the Now queue by keyboard, with the exact words; the rail of the room shows the run", async ({
  enter,
  api,
  practise,
  look,
}) => {
  test.setTimeout(180_000);
  const reference = await practise("grace", "linus");
  const { id } = await api("grace").runbooks.start.mutate({
    slug: "scale-out",
    incident: reference,
    mode: "run",
    parameters: { namespace: "shop", deployment: "orders", wanted: "5" },
  });
  const linus = await enter("linus", "/now");
  const line = linus.getByRole("listitem").filter({ has: linus.locator(`[id^="now-${reference}-approval"]`) });
  await expect(line).toBeVisible({ timeout: 45_000 });
  const grace = await enter("grace", `/incidents/${reference}`);
  await test.step("who wants it sees it in the rail, and not in the queue", async () => {
    const rail = grace.getByRole("region", { name: "Runbooks" });
    await expect(rail.getByRole("listitem", { name: "Scale out" })).toContainText("Waits for approval");
    await look(grace, "room-rail");
    await expectAccessible(grace);
  });
  await test.step("the words of the command stand in the queue, and a press asks once more", async () => {
    await line.getByRole("button", { name: "Approve “Scale to the number wanted”" }).focus();
    if ((await line.getByRole("button", { name: "Approve “Scale to the number wanted”" }).getAttribute("aria-expanded")) !== "true")
      await linus.keyboard.press("Enter");
    await expect(line.getByRole("list", { name: "Words of the command" })).toContainText("--replicas=5");
    await look(linus, "queue");
    await expectAccessible(linus);
    await linus.keyboard.press("a");
    const dialog = linus.getByRole("alertdialog");
    await expect(dialog.getByRole("list", { name: "Words of the command" })).toContainText("--replicas=5");
    await look(linus, "queue-confirm");
    await dialog.getByRole("button", { name: "Approve" }).focus();
    await linus.keyboard.press("Enter");
    await expect(line).toHaveCount(0);
  });
  await grace.goto(`/runbooks/runs/${id}`);
  await expect(grace.getByText("Succeeded", { exact: true })).toBeVisible({ timeout: 60_000 });
});

test("an approval of what has changed meanwhile is void, and says what differs", async ({ enter, api, join, practise, look }) => {
  test.setTimeout(180_000);
  const ines = await join("Ines Roth");
  const reference = await practise("grace", ines);
  const { slug } = await api("grace").runbooks.save.mutate({ text: MEANWHILE(`meanwhile-${Date.now()}`) });
  const parameters = { namespace: "shop", deployment: "orders", wanted: "6" };
  const { id } = await api("grace").runbooks.start.mutate({ slug: "scale-out", incident: reference, mode: "run", parameters });
  const page = await enter(ines, `/runbooks/runs/${id}`);
  await expect(page.getByRole("region", { name: /^Approval of step/ })).toContainText("Seen now", { timeout: 45_000 });
  await test.step("somebody scales the target before the approver presses", async () => {
    const other = await api("grace").runbooks.start.mutate({ slug, incident: reference, mode: "run", parameters: {} });
    await expect.poll(async () => (await api("grace").runbooks.run.query({ id: other.id })).run.state, { timeout: 45_000 }).toBe("succeeded");
  });
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText(/the target has changed: it was “\d+”, and is “4”/).first()).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole("region", { name: /^Approval of step/ })).toBeVisible();
  await look(page, "approval-void");
  await test.step("long after signing in, one proves who one is; the approval goes on by itself", async () => {
    await forgetProof(ines);
    await page.getByRole("button", { name: "Approve" }).click();
    const asked = page.getByRole("dialog", { name: "Is it you?" });
    await expect(asked).toBeVisible();
    await look(page, "approval-proof");
    await expectAccessible(page);
    await asked.getByLabel("Password").fill(ines.password);
    await asked.getByRole("button", { name: "Continue" }).click();
  });
  await expect(page.getByText("Succeeded", { exact: true })).toBeVisible({ timeout: 60_000 });
});

test("an approval that was read for other parameters is refused, and what is asked stays as it is", async ({ enter, api, practise, look }) => {
  test.setTimeout(180_000);
  const reference = await practise("grace", "linus");
  const asked = async (deployment: string, wanted: string) => {
    const parameters = { namespace: "shop", deployment, wanted };
    const { id } = await api("grace").runbooks.start.mutate({ slug: "scale-out", incident: reference, mode: "run", parameters });
    const approval = async () => (await api("linus").runbooks.run.query({ id })).approvals.find(({ state }) => state === "asked");
    await expect.poll(approval, { timeout: 45_000 }).toBeTruthy();
    return { id, hash: (await approval())?.hash ?? "" };
  };
  const [read, other] = [await asked("orders", "5"), await asked("checkout", "6")];
  const page = await enter("linus", `/runbooks/runs/${other.id}`);
  await page.route("**/runbooks.decide**", (route) =>
    route.continue({ postData: (route.request().postData() ?? "").replaceAll(other.hash, read.hash) }),
  );
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("has changed since you looked").first()).toBeVisible();
  await look(page, "approval-of-others");
  expect((await api("grace").runbooks.run.query({ id: other.id })).run).toMatchObject({ state: "waiting", waitsFor: "approval" });
  await page.unroute("**/runbooks.decide**");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Succeeded", { exact: true })).toBeVisible({ timeout: 60_000 });
});

test("a step that fails offers to roll back what was done, last first", async ({ enter, api, practise, look }) => {
  test.setTimeout(180_000);
  const reference = await practise("linus");
  const { slug } = await api("linus").runbooks.save.mutate({ text: FAILING(`failing-${Date.now()}`) });
  const { id } = await api("linus").runbooks.start.mutate({ slug, incident: reference, mode: "run", parameters: {} });
  const page = await enter("linus", `/runbooks/runs/${id}`, PHONE);
  await expect(step(page, /Look for what is not there/)).toContainText("Failed", { timeout: 45_000 });
  await expect(step(page, /Scale up/)).toContainText("Completed");
  await look(page, "failed");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Roll back" }).first().tap();
  await page.getByRole("dialog").or(page.getByRole("alertdialog")).getByRole("button", { name: "Roll back" }).tap();
  await expect(page.getByText("Rolled back", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await look(page, "rolled-back");
});

test("a dry run shows the exact commands and changes nothing", async ({ enter, api, practise, look }) => {
  test.setTimeout(120_000);
  const reference = await practise("grace", "linus");
  const { id } = await api("grace").runbooks.start.mutate({
    slug: "scale-out",
    incident: reference,
    mode: "dry",
    parameters: { namespace: "shop", deployment: "checkout", wanted: "9" },
  });
  const page = await enter("grace", `/runbooks/runs/${id}`);
  await expect(step(page, /Scale to the number wanted/)).toContainText("Shown", { timeout: 45_000 });
  await expect(step(page, /Scale to the number wanted/)).toContainText("--replicas=9");
  await expect(page.getByText("Succeeded", { exact: true })).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole("button", { name: "Roll back" })).toHaveCount(0);
  await look(page, "dry");
  const again = await api("grace").runbooks.plan.query({
    slug: "scale-out",
    incident: reference,
    parameters: { deployment: "checkout" },
    mode: "dry",
  });
  expect(again.read.replicas).toBe("3");
});

test("secrets are stored, replaced and deleted; their values are shown nowhere", async ({ enter, look }) => {
  const page = await enter("ada", "/runbooks/secrets");
  const [name, value] = [`PROBE_${Date.now()}`, "s3cret-of-a-story"];
  await page.getByRole("button", { name: "Store a secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Store a secret" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Value").fill("abc");
  await dialog.getByRole("button", { name: "Store", exact: true }).click();
  await expect(dialog.getByText("A secret has at least 4 characters", { exact: false })).toBeVisible();
  await look(page, "secret-refused");
  await dialog.getByLabel("Value").fill(value);
  await dialog.getByRole("button", { name: "Store", exact: true }).click();
  const line = page.getByRole("listitem", { name });
  await expect(line).toContainText("Stored by");
  await line.getByRole("button", { name: "Replace" }).click();
  await page.getByRole("dialog").getByLabel("Value").fill(`${value}-2`);
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
  await expect(page.getByText("has another value now", { exact: false })).toBeVisible();
  expect(await page.content()).not.toContain(value);
  await look(page, "secrets");
  await expectAccessible(page);
  await line.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(line).toHaveCount(0);
});

test("runbooks are taken in from a folder, and a Git address that is none is refused in words", async ({ enter, look }) => {
  const folder = mkdtempSync(join(tmpdir(), "muster-story-"));
  mkdirSync(join(folder, "ops"));
  const slug = `from-a-folder-${Date.now()}`;
  writeFileSync(join(folder, "ops", "good.yaml"), `name: ${slug}\nsteps:\n  - title: Look\n    manual: Look at it\n`);
  writeFileSync(join(folder, "ops", "bad.yaml"), "name: bad\nsteps:\n  - title: Nothing is done\n");
  const page = await enter("grace", "/runbooks");
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("menuitem", { name: "A folder…" })).toBeVisible();
  await look(page, "import-menu");
  await page.keyboard.press("Escape");
  await page.getByLabel("Folder to import").setInputFiles(join(folder, "ops"));
  await expect(page.getByRole("dialog", { name: "One file was not taken in" })).toContainText("bad.yaml");
  await look(page, "import-failed");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("searchbox", { name: "Find a runbook" }).fill(slug);
  await expect(page.getByRole("list", { name: "Runbooks" }).getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByRole("menuitem", { name: "From Git…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import from Git" });
  await dialog.getByLabel("Repository").fill("git@github.com:acme/runbooks.git");
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByText(/Give the https address of the repository/).first()).toBeVisible();
  await look(page, "import-git");
  await expectAccessible(page);
});
