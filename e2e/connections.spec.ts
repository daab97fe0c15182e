import { type FarSide, recorded, startFarSide } from "#server/connectors/testing/far-side.ts";
import { FakeSlack } from "#server/paging/testing/fake-slack.ts";
import type { Api } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./story.ts";

const TOKEN = "prom-token-0123456789";
let far: FarSide;
test.beforeEach(async () => {
  const count = { body: { status: "success", data: { resultType: "vector", result: [{ metric: {}, value: [1, "1214"] }] } } };
  const answers = {
    "/api/v1/status/buildinfo": recorded("prometheus-buildinfo"),
    "/api/v1/label/job/values": { body: { status: "success", data: ["api", "node"] } },
    "/api/v1/query": count,
  };
  far = await startFarSide({
    "/*": ({ headers, path }) =>
      headers.authorization === `Bearer ${TOKEN}`
        ? (answers[path as keyof typeof answers] ?? { status: 404 })
        : { status: 401, body: { message: "token not known" } },
  });
});
test.afterEach(() => far.close());

test("an administrator connects a Prometheus, is told that the token is wrong, puts it right and sees what was found", async ({
  enter,
  api,
  look,
}) => {
  const page = await enter("ada", "/settings/connections");
  await expect(page.getByText("No system is connected yet")).toBeVisible();
  await expectAccessible(page);
  await look(page, "empty");
  await page.getByRole("button", { name: "Connect a system" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("http://10.0.0.8:9090");
  await dialog.getByRole("button", { name: "Save and test" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Settings → Organisation");
  await expect(dialog.getByLabel("Address")).toBeFocused();
  await expectAccessible(page);
  await look(page, "refused");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await letIn(api("ada"));
  await page.goto("/settings/connections");
  await page.getByRole("button", { name: "Connect a system" }).click();
  await dialog.getByLabel("Name").fill("Shop metrics");
  await dialog.getByLabel("Address").fill(far.url);
  await dialog.getByLabel("Token").fill("wrong");
  await dialog.getByRole("button", { name: "Save and test" }).click();
  const line = page.getByRole("list", { name: "Connections" }).getByRole("listitem").filter({ hasText: "Shop metrics" });
  await expect(line).toContainText("failing");
  await expect(line.getByRole("status")).toContainText(
    "Prometheus answered 401: check the token of “Shop metrics” in Settings → Connections. It said: token not known",
  );
  await expectAccessible(page);
  await look(page, "wrong-token");

  await line.getByRole("button", { name: "Edit Shop metrics" }).click();
  await dialog.getByLabel("Token").fill(TOKEN);
  await dialog.getByRole("button", { name: "Save and test" }).click();
  await expect(line.getByRole("status")).toContainText("Prometheus 2.42.0, 1,214 series of 2 jobs.");
  await expect(line).toContainText("working");
  await page.reload();
  await expect(line.getByRole("status")).toContainText("1,214 series");
  await expect(page.getByText(TOKEN)).toHaveCount(0);
  await look(page, "working");
  await line.getByRole("button", { name: "Edit Shop metrics" }).click();
  await expect(dialog.getByText("Stored: •••6789.")).toBeVisible();
  await expect(dialog.getByLabel("Token")).toHaveValue("");
  await page.keyboard.press("Escape");

  await line.getByRole("button", { name: "Actions for Shop metrics" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete the connection" }).click();
  await expect(page.getByText("No system is connected yet")).toBeVisible();
});

test("a service says how connected systems are asked for it, and a placeholder that stands for nothing is refused", async ({ enter, api, look }) => {
  const { slug } = await api("grace").services.create.mutate({ name: `Baskets ${Date.now()}` });
  const page = await enter("grace", `/services/${slug}`);
  await page.getByRole("button", { name: "Edit" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Add a query" }).click();
  const queries = sheet.getByRole("group", { name: "Queries" });
  await queries.getByLabel("Name").fill("errors");
  await queries.getByLabel("Query").fill('errors{app="{{team}}"}');
  await sheet.getByLabel("Namespace").fill("shop");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(queries.getByRole("alert")).toHaveText("{{team}} stands for nothing. Known are {{service}}, {{namespace}}, {{window}}.");
  await expectAccessible(page);
  await look(page, "queries");
  await queries.getByLabel("Query").fill('errors{app="{{service}}"}');
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("errors (Prometheus)")).toBeVisible();
  expect(await api("grace").services.read.query({ slug })).toMatchObject({ namespace: "shop", queries: [{ query: 'errors{app="{{service}}"}' }] });
});

test("an administrator connects a Slack channel, is told how to let Muster in, and sees the test message arrive", async ({ enter, api, look }) => {
  const slack = await new FakeSlack().open();
  slack.channels.set("C024BE91L", { name: "incidents", isMember: false, invited: [], topic: "" });
  try {
    await letIn(api("ada"));
    const page = await enter("ada", "/settings/connections");
    await expect(page.getByText("No channel is connected yet")).toBeVisible();
    await page.getByRole("button", { name: "Connect a channel" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Channel" }).fill("#incidents");
    await dialog.getByLabel("Another address").fill(slack.url);
    await dialog.getByLabel("Bot token").fill(slack.token);
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await expect(dialog.getByText("Give the channel's ID, such as C024BE91L")).toBeVisible();
    await expectAccessible(page);
    await look(page, "channel-refused");
    await dialog.getByRole("textbox", { name: "Channel" }).fill("C024BE91L");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();

    const line = page.getByRole("list", { name: "Channels" }).getByRole("listitem").filter({ hasText: "Slack" });
    await expect(line).toContainText("not tested yet");
    expect(slack.said).toEqual([]);
    await line.getByRole("button", { name: "Test connection Slack" }).click();
    await expect(line.getByRole("status")).toContainText("Invite Muster to #incidents: /invite @Muster.");
    slack.channels.set("C024BE91L", { name: "incidents", isMember: true, invited: [], topic: "" });
    await line.getByRole("button", { name: "Test connection Slack" }).click();
    await expect(line.getByRole("status")).toContainText("A test message stands in #incidents.");
    expect(slack.said).toHaveLength(1);
    await expectAccessible(page);
    await look(page, "channel");
  } finally {
    await slack.close();
  }
});

/** Every port of this machine: other stories that let a host in leave it there. */
async function letIn(admin: Api): Promise<void> {
  const { version, settings } = await admin.settings.read.query();
  if (settings.allowedHosts.includes("127.0.0.1")) return;
  await admin.settings.change.mutate({ version, settings: { ...settings, allowedHosts: [...settings.allowedHosts, "127.0.0.1"] } });
}
