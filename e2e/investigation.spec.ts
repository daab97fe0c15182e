import { readFile } from "node:fs/promises";
import { expectAccessible } from "./axe.ts";
import { poolBundle } from "./bundle.ts";
import { investigationOn } from "./investigating.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

test("from uploaded files to a report that two people watch grow, with the evidence behind each sentence", async ({ enter, api, look }) => {
  test.setTimeout(180_000);
  const reference = await declare(api("grace"), "Payments are refused", {
    severity: "SEV2",
    startedAt: new Date(Date.now() - 30 * 60_000).toISOString(),
  });
  const grace = await enter("grace", `/incidents/${reference}`);
  await test.step("the room's tab leads there, and the screen says what it is for", async () => {
    await roomOn(grace).isLive();
    await grace.keyboard.press("i");
    await expect(grace).toHaveURL(/\/investigation$/);
    await expect(grace.getByText("Nobody has looked for the cause yet")).toBeVisible();
    await look(grace, "empty");
    await expectAccessible(grace);
  });
  const page = investigationOn(grace);

  await test.step("a broken file is refused by name and line, and nothing is kept", async () => {
    await page.upload([{ name: "spans.jsonl", mimeType: "text/plain", buffer: Buffer.from('{"trace":"a"}\nnot json') }]);
    await expect(page.uploads.getByRole("alert")).toContainText("spans.jsonl, line 2: “not json” is no JSON object.");
    await look(grace, "refused");
  });

  await test.step("a bundle is taken", async () => {
    await page.upload(poolBundle(Date.now()));
    await expect(page.uploads.getByRole("listitem")).toHaveCount(4);
    await expect(page.uploads.getByRole("list", { name: "Uploaded files" })).toContainText("metrics.csv");
    await expect(page.uploads.getByRole("alert")).toHaveCount(0);
  });

  const linus = await enter("linus", `/incidents/${reference}/investigation`);
  const other = investigationOn(linus);
  await test.step("one asks, both see it at work, and it ends for both alike", async () => {
    await page.button("Investigate").click();
    await expect(page.stream).toContainText("Investigate this incident");
    await expect(other.stream).toContainText("Investigate this incident");
    await page.stands("Done");
    await other.stands("Done");
    for (const one of [page, other]) {
      await expect(one.stream).toContainText(/Uploaded files: metrics\.csv, 150 rows \[C\d\]/);
      await expect(one.stream.getByRole("img", { name: /of payments: .*shifts at/ }).first()).toBeAttached();
      await expect(one.stream.getByRole("group", { name: /^Log template/ }).first()).toBeAttached();
      await expect(one.report).toContainText("Executive summary");
      await expect(one.board.getByRole("article").first()).toBeVisible();
    }
    await look(grace, "reported");
    await expectAccessible(grace);
  });

  await test.step("a chip shows the chart and where it was captured, by pointer and by keyboard", async () => {
    const chip = page.report.getByRole("button", { name: /^Evidence E\d+: / }).first();
    await chip.scrollIntoViewIfNeeded();
    await chip.hover();
    const shown = grace.getByRole("dialog", { name: /^Evidence E/ });
    await expect(shown).toContainText(/captured as C\d/);
    await look(grace, "chip");
    await grace.mouse.move(0, 0);
    await expect(shown).toHaveCount(0);
    await chip.focus();
    await grace.keyboard.press("Enter");
    await expect(shown).toBeVisible();
    await grace.keyboard.press("Escape");
    await expect(shown).toHaveCount(0);
  });

  await test.step("one cursor goes through all lanes, by keyboard too", async () => {
    const time = page.lanes.getByRole("slider", { name: "Time" });
    const before = await time.getAttribute("aria-valuetext");
    await time.focus();
    await grace.keyboard.press("ArrowLeft");
    await expect(time).not.toHaveAttribute("aria-valuetext", before ?? "");
    await expect(time).toHaveAttribute("aria-valuetext", /UTC: .*of payments \d/);
    const curve = page.lanes.locator(".u-over").first();
    await curve.scrollIntoViewIfNeeded();
    const words = await time.getAttribute("aria-valuetext");
    await curve.hover({ position: { x: 20, y: 20 } });
    await expect(time).not.toHaveAttribute("aria-valuetext", words ?? "");
    await page.lanes.getByText("As a table").click();
    await expect(page.lanes.getByRole("row", { name: /async-payments switched on/ })).toBeVisible();
    await look(grace, "lanes");
    await expectAccessible(grace);
  });

  await test.step("captures keep who brought them and can be downloaded as they are hashed; the report as Markdown", async () => {
    const capture = page.captures.getByRole("row", { name: /metrics\.csv/ });
    await expect(capture).toContainText("Grace Okafor");
    const [kept] = await Promise.all([grace.waitForEvent("download"), capture.getByRole("button", { name: /^Download/ }).click()]);
    expect(Object.keys(JSON.parse(await readFile(await kept.path(), "utf8")))).toEqual(["metrics.csv"]);
    const [report] = await Promise.all([grace.waitForEvent("download"), page.button("Export Markdown").click()]);
    expect(report.suggestedFilename()).toBe(`${reference}-root-cause.md`);
    expect(await readFile(await report.path(), "utf8")).toContain("# Root Cause Analysis: Payments are refused");
  });

  await test.step("a follow-up and a doubt are asked on the spot", async () => {
    await grace.getByLabel("Ask a follow-up").fill("Which change did it?");
    await grace.keyboard.press("Enter");
    await expect(page.stream).toContainText("Which change did it?");
    await page.stands("Done");
    await expect(page.stream).toContainText("async-payments switched on");
    await page.button("Challenge this").click();
    await expect(page.stream).toContainText(/The confidence is \d+ %|No cause is claimed/);
    await expect(other.stream).toContainText("Are you sure?");
  });

  await test.step("what was closed meanwhile is complete when it is opened again, and the timeline leads back", async () => {
    await linus.close();
    const again = await enter("linus", `/incidents/${reference}`);
    await expect(roomOn(again).rail.getByRole("region", { name: "Hypotheses" }).getByRole("listitem").first()).toBeVisible();
    await look(again, "rail");
    await roomOn(again).entry("see the investigation").getByRole("link", { name: "see the investigation" }).last().click();
    await expect(investigationOn(again).report).toContainText("Executive summary");
    await expect(investigationOn(again).stream).toContainText("Are you sure?");
  });
});

test("a run goes on while nobody looks, and the rail's button begins one", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "The ledger is late", { severity: "SEV3" });
  const page = await enter("grace", `/incidents/${reference}`);
  await roomOn(page).rail.getByRole("region", { name: "Hypotheses" }).getByRole("button", { name: "Investigate" }).click();
  await expect(page).toHaveURL(/\/investigation$/);
  await page.close();
  const again = investigationOn(await enter("grace", `/incidents/${reference}/investigation`));
  await again.stands("Done");
  await expect(again.stream).toContainText("There is nothing to look at");
});

test("the room does not carry the charts in its first load", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "The bell does not ring", { severity: "SEV4" });
  const page = await enter("grace", "/welcome");
  const html = await (await page.request.get(`/incidents/${reference}`)).text();
  const scripts = [...new Set([...html.matchAll(/\/_next\/static\/[^"\\]+\.js/g)].map(([script]) => script))];
  expect(scripts.length).toBeGreaterThan(3);
  const texts = await Promise.all(scripts.map(async (script) => (await page.request.get(script)).text()));
  expect(texts.some((text) => text.includes("u-over"))).toBe(false);
});
