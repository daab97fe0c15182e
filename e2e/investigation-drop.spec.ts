import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { poolBundle } from "./bundle.ts";
import { investigationOn } from "./investigating.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

/** What an operating system tells a browser when files are dragged over a part of its page, and let go there or not. */
async function drag(page: Page, over: Locator, files: string[], ends: "drop" | "dragCancel" | null): Promise<void> {
  const box = await over.boundingBox();
  if (!box) throw new Error("There is nothing to drop on.");
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ["dragEnter", "dragOver", ...(ends ? [ends] : [])] as const) await session.send("Input.dispatchDragEvent", { type, ...at });
  await session.detach();
}

/** A folder with the bundle in it, as somebody has it on their desk. */
function folderWith(folder: string, service: string): string {
  mkdirSync(folder, { recursive: true });
  for (const { name, buffer } of poolBundle(Date.now(), service)) writeFileSync(join(folder, name), buffer);
  return folder;
}

test("a folder of evidence is dropped, told of where it will fall, and looked at", async ({ enter, api, look }, info) => {
  const reference = await declare(api("grace"), "Stamps are not printed", { startedAt: new Date(Date.now() - 30 * 60_000).toISOString() });
  const page = await enter("grace", `/incidents/${reference}/investigation`);
  const on = investigationOn(page);
  await on.uploads.scrollIntoViewIfNeeded();
  const folder = folderWith(info.outputPath("evidence"), "stamps");

  await test.step("the place shows that it takes it", async () => {
    const before = await on.uploads.evaluate((part) => getComputedStyle(part).borderColor);
    await drag(page, on.uploads, [folder], null);
    await expect.poll(() => on.uploads.evaluate((part) => getComputedStyle(part).borderColor)).not.toBe(before);
    await look(page, "over");
  });

  await test.step("a file that says nothing is refused by name", async () => {
    const file = info.outputPath("picture.png");
    writeFileSync(file, Buffer.from([137, 80, 78, 71, 0, 1, 2, 3]));
    await drag(page, on.uploads, [file], "drop");
    await expect(on.uploads.getByRole("alert")).toContainText("picture.png");
  });

  await test.step("the folder is taken, and the analyst finds its pool", async () => {
    await drag(page, on.uploads, [folder], "drop");
    await expect(on.uploads.getByRole("listitem")).toHaveCount(4);
    await expect(on.uploads.getByRole("alert")).toHaveCount(0);
    await on.button("Investigate").click();
    await on.stands("Done");
    await expect(on.report).toContainText("stamps");
    await expect(on.captures.getByRole("row", { name: /logs\.jsonl/ })).toContainText("Grace Okafor");
  });
});

test("log lines lie under the metrics on the same axis, and all colours follow light and dark without a reload", async ({ enter, api, look }) => {
  const reference = await declare(api("grace"), "Seals break early", { startedAt: new Date(Date.now() - 30 * 60_000).toISOString() });
  const page = await enter("grace", `/incidents/${reference}/investigation`);
  const on = investigationOn(page);
  await on.upload(poolBundle(Date.now(), "seals"));
  await expect(on.uploads.getByRole("listitem")).toHaveCount(4);
  await on.button("Investigate").click();
  await on.stands("Done");
  await expect(on.lanes.getByTitle("Error lines, lines a minute")).toBeVisible();
  await expect(on.lanes.getByTitle(/^seals: Connection pool exhausted.*lines a minute$/)).toBeVisible();
  await expect(on.lanes.getByRole("slider", { name: "Time" })).toHaveAttribute("aria-valuetext", /Error lines \d/);
  await on.lanes.scrollIntoViewIfNeeded();
  const curve = on.lanes.locator("canvas").first();
  await expect(curve).toBeVisible();
  const colour = () =>
    curve.evaluate((canvas: HTMLCanvasElement) => {
      const { data = [] } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      const counts = new Map<string, number>();
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] === 255)
          counts.set(`${data[at]} ${data[at + 1]} ${data[at + 2]}`, (counts.get(`${data[at]} ${data[at + 1]} ${data[at + 2]}`) ?? 0) + 1);
      return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? "none";
    });
  const light = await colour();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(colour).not.toBe(light);
  const dark = await colour();
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "light";
  });
  await expect.poll(colour).toBe(light);
  await page.evaluate(() => {
    delete document.documentElement.dataset.theme;
  });
  await expect.poll(colour).toBe(dark);
  await page.emulateMedia({ colorScheme: "light" });
  await look(page, "log-lanes");
});
