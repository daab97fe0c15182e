import { devices } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { investigationOn } from "./investigating.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const OUTAGE = "Payments fail";

test("a drill is started, investigated, judged and ended, and its systems go with it", async ({ enter, api, look }) => {
  test.setTimeout(180_000);
  const page = await enter("grace", "/drills");
  const running = page.getByRole("region", { name: "Running" }).getByRole("article", { name: OUTAGE });
  await test.step("the page says what one practises, and nothing of causes", async () => {
    await expect(page.getByRole("list", { name: "Scenarios" }).getByRole("listitem")).toHaveCount(16);
    await expect(page.getByRole("list", { name: "Scenarios" })).not.toContainText("async-payment-processing");
    await expect(running).toHaveCount(0);
    await look(page, "scenarios");
    await expectAccessible(page);
  });

  await test.step("Start opens the room of a drill", async () => {
    await page.getByRole("button", { name: `Start “${OUTAGE}”` }).click();
    await expect(page).toHaveURL(/\/incidents\/[^/]+$/);
    await expect(page.getByText("This is a drill. Nobody outside of it is told.")).toBeVisible();
    await look(page, "room");
  });
  const reference = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const on = investigationOn(page);

  await test.step("one press of Investigate names the flag, what its code keeps, and the pool", async () => {
    await page.goto(`/incidents/${reference}/investigation`);
    await on.button("Investigate").click();
    await on.stands("Done");
    await expect(on.stream).toContainText("Prometheus (drill)");
    await expect(on.report).toContainText("“async-payment-processing” was switched on");
    await expect(on.report).toContainText("GatewayException is caught, it is not released");
    await look(page, "report");
  });

  await test.step("the hypothesis is accepted, and the drill knows how far one is", async () => {
    await on.button("Accept its root cause").click();
    await expect(on.board.getByText("root cause", { exact: true })).toBeVisible();
    await api("grace").incidents.changeStatus.mutate({ reference, to: "investigating" });
    await page.goto("/drills");
    await expect(running.getByRole("list", { name: "How far you are" })).toContainText(/Root cause accepted after \d+/);
    await running.getByText("Its systems answer on the machine of the console").click();
    await expect(running.getByRole("list", { name: "Systems" }).getByRole("listitem")).toHaveCount(5);
    await look(page, "running");
    await expectAccessible(page);
  });

  await test.step("ending it tells the score and the truth, and the systems are gone", async () => {
    await running.getByRole("button", { name: "End drill" }).click();
    await page.getByRole("button", { name: "End and see the score" }).click();
    const past = page.getByRole("region", { name: "Past drills" }).getByRole("article", { name: OUTAGE });
    await expect(past).toContainText("root cause right");
    await expect(past).toContainText("The flag async-payment-processing put code into force");
    await expect(running).toHaveCount(0);
    await look(page, "score");
    const run = await api("grace").agents.start.mutate({ agent: "rca-agent", prompt: "Investigate this incident", incident: reference });
    await expect
      .poll(async () => JSON.stringify((await api("grace").agents.read.query({ id: run.id })).chunks), { timeout: 30_000 })
      .toContain("The drill has ended, and its world with it.");
  });
});

test("on a phone, scenarios are read and started", async ({ enter, api, look }) => {
  const page = await enter("linus", "/drills", PHONE);
  await expect(page.getByRole("listitem").first()).toBeVisible();
  await look(page, "phone");
  await expectAccessible(page);
  const [scenario] = (await api("linus").drills.list.query()).scenarios.filter(({ name }) => name === "calm");
  await page.getByRole("button", { name: `Start “${scenario?.title}”` }).tap();
  await expect(page).toHaveURL(/\/incidents\//);
  await page.goto("/drills");
  await page.getByRole("button", { name: "End drill" }).tap();
  await page.getByRole("button", { name: "End and see the score" }).tap();
  await expect(page.getByText("right: no cause was claimed")).toBeVisible();
});

test("who only looks on sees drills, and starts none", async ({ enter }) => {
  const page = await enter("vera", "/drills");
  await expect(page.getByText("Responders start drills.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Start “/ })).toHaveCount(0);
});
