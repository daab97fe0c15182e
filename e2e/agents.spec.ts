import { setTimeout as pause } from "node:timers/promises";
import { devices, type Page } from "@playwright/test";
import { ask, hasKeyboard, lineOn, panelOn, runIn, typeToAsk } from "./asking.ts";
import { expectAccessible } from "./axe.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const { defaultBrowserType: _, ...android } = devices["Pixel 7"] ?? { defaultBrowserType: "chromium" };
const PHONE = { ...android, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("a sentence in the command bar declares an incident, and its room answers what to do next", async ({ enter, look }) => {
  const page = await enter("grace", "/incidents");
  const panel = panelOn(page);
  const run = runIn(panel);

  await test.step("the last item of the command bar asks, and Enter chooses it when nothing else fits", async () => {
    await typeToAsk(page, "Declare SEV2 incident: Payment API returning 500 errors", "Control+k");
    await look(page, "command-bar");
    await page.keyboard.press("Enter");
  });

  await test.step("the panel says what was understood, and waits for a person", async () => {
    await expect(panel).toContainText("Declare SEV2 incident: Payment API returning 500 errors");
    await expect(panel.getByText(/^Understood: /)).toBeVisible();
    await expect(run.tool("Look up people, services and roles")).toBeVisible();
    await expect(run.tool("Suggest who takes which role")).toBeVisible();
    await expect(run.transcript.getByRole("row", { name: /^Subject Expert / })).toBeVisible();
    await expect(run.proposals).toContainText("Declares a SEV2 incident: “Payment API returning 500 errors”");
    await expect(run.proposals).toContainText("tells people");
    await run.stands("Done");
    await expect(panel.getByText("built-in analyst")).toBeVisible();
    await run.button("Exactly what is sent").click();
    await expect(panel.getByRole("region", { name: "Exactly what is sent" })).toContainText('"severity": "SEV2"');
    await look(page, "proposal");
    await expectAccessible(page);
  });

  await test.step("accepting says once more what will happen, and leads to the room", async () => {
    await run.button("Accept…").click();
    const asked = page.getByRole("alertdialog");
    await expect(asked).toContainText("Payment API returning 500 errors");
    await expect(asked).toContainText("under your name");
    await look(page, "confirm");
    await asked.getByRole("button", { name: "Accept" }).click();
    await expect(page).toHaveURL(/\/incidents\/INC-/);
    await expect(panel).toHaveCount(0);
    await expect(roomOn(page).title).toContainText("Payment API returning 500 errors");
    await expect(roomOn(page).entry("Incident declared")).toBeVisible();
  });

  await test.step("in the room the question is about the room, and its timeline and rail lead to the run", async () => {
    await ask(page, "What should I do next?");
    await expect(panel).toContainText("What should I do next?");
    await run.stands("Done");
    await expect(run.transcript.getByRole("listitem").first()).toBeVisible();
    await look(page, "next-actions");
    await page.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
    await expect(roomOn(page).rail.getByRole("region", { name: "Agents" })).toContainText("What should I do next?");
    await look(page, "room");
    await roomOn(page).entry("read the run").getByRole("link", { name: "read the run" }).click();
    await expect(panel).toContainText("What should I do next?");
  });
});

test("an unclear request is asked back; who asked leaves, comes back and answers; others read along", async ({ enter, api, look }) => {
  const reference = await declare(api("grace"), "Parcels are routed to the wrong depot", { severity: "SEV2" });
  const first = await enter("grace", `/incidents/${reference}`);
  await ask(first, "Bananas are yellow on sundays");
  const asked = runIn(panelOn(first));
  await asked.stands("Asks you back");
  await expect(asked.answer).toBeFocused();
  await look(first, "question");
  await expectAccessible(first);
  await first.keyboard.type("What is the");
  await panelOn(first).getByRole("button", { name: "Open as a page" }).click();
  await expect(first).toHaveURL(/\/agents\/runs\//);
  const address = first.url();
  await first.close();

  const linus = runIn(await enter("linus", address));
  await linus.stands("Asks you back");
  await expect(linus.transcript).toContainText("Waits for Grace Okafor");
  await expect(linus.answer).toHaveCount(0);

  const again = await enter("grace", "/agents?mine=yes");
  await again.getByRole("link", { name: "Bananas are yellow on sundays" }).click();
  const run = runIn(again);
  await run.answer.fill("What's the current status?");
  await again.keyboard.press("Enter");
  for (const one of [run, linus]) {
    await one.stands("Done");
    await expect(one.transcript).toContainText("Parcels are routed to the wrong depot");
    await expect(one.transcript).toContainText("Grace Okafor: What's the current status?");
  }
  await look(again, "answered");
  await again.reload();
  await expect(run.transcript).toContainText("Parcels are routed to the wrong depot");
});

test("what was typed is kept when it could not be asked", async ({ enter, look }) => {
  const page = await enter("mara", "/incidents");
  const text = "List open SEV1 incidents";
  await page.context().route("**/api/trpc/agents.start*", (route) => route.fulfill({ status: 500, body: "{}" }));
  await ask(page, text);
  const panel = page.getByRole("dialog");
  await expect(panel.getByRole("alert")).toContainText("What you typed is kept", { timeout: 45_000 });
  await look(page, "not-asked");
  await page.context().unroute("**/api/trpc/agents.start*");
  await page.reload();
  await page.keyboard.press("/");
  await expect(lineOn(page)).toHaveValue(text);
  await page.keyboard.press("Enter");
  await runIn(panelOn(page)).stands("Done");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(lineOn(page)).toHaveValue("");
  await expect(page.getByRole("option", { name: text, exact: true })).toBeVisible();
  await look(page, "ask-mode");
});

test("a proposal is rejected in one browser, and the other one sees by whom", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "Labels are printed upside down", { severity: "SEV3" });
  const { id } = await api("grace").agents.start.mutate({ agent: "incident-commander", prompt: "Note: rolled back to 4.17.3", incident: reference });
  const [grace, linus] = [runIn(await enter("grace", `/agents/runs/${id}`)), runIn(await enter("linus", `/agents/runs/${id}`))];
  await expect(grace.proposals).toContainText("rolled back to 4.17.3");
  await linus.button("Reject").click();
  await expect(grace.proposals).toContainText("Rejected by Linus Brandt");
  await expect(grace.button("Accept")).toHaveCount(0);
  const log = await api("grace").room.log.query({ reference });
  expect(log.filter(({ fact }) => fact.kind === "note")).toEqual([]);
});

test("who only looks on reads runs and decides nothing", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "The lift stands still", { severity: "SEV4" });
  const { id } = await api("grace").agents.start.mutate({
    agent: "incident-commander",
    prompt: "Note: the caretaker has the key",
    incident: reference,
  });
  const page = await enter("vera", `/agents/runs/${id}`);
  await expect(runIn(page).proposals).toContainText("A responder accepts or rejects this.");
  await expect(runIn(page).button("Accept")).toHaveCount(0);
  await page.keyboard.press("/");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the list teaches what to ask, and finds runs by agent, state and who asked", async ({ enter, join, api, look }) => {
  const nora = await join("Nora Pike");
  const page = await enter(nora, "/agents?mine=yes");
  await look(page, "list-empty");
  await page.getByRole("button", { name: "What severity is it if 15% of users cannot pay?" }).first().click();
  await expect(lineOn(page)).toHaveValue("What severity is it if 15% of users cannot pay?");
  await page.keyboard.press("Enter");
  await runIn(panelOn(page)).stands("Done");
  await hasKeyboard(panelOn(page));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("list", { name: "Runs" })).toContainText("Nora Pike");
  await page.getByRole("switch", { name: "Only mine" }).uncheck();
  const reference = await declare(api("grace"), "Rain in the server room", { severity: "SEV3" });
  await api("grace").agents.start.mutate({ agent: "incident-commander", prompt: "What should I do next?", incident: reference });
  await expect(page.getByRole("list", { name: "Runs" })).toContainText(reference, { timeout: 40_000 });
  await look(page, "list");
  await page.getByRole("switch", { name: "Only mine" }).check();
  await expect(page.getByRole("list", { name: "Runs" })).not.toContainText(reference);
  await page.goto(`/agents?incident=${reference}`);
  await expect(page.getByRole("list", { name: "Runs" }).getByRole("listitem")).toHaveCount(1);
  await page.getByLabel("State").selectOption("Failed");
  await expect(page.getByText("No run fits")).toBeVisible();
});

test("what is typed and sent while its line is still loading is asked, and a way out that comes early is taken", async ({ enter }) => {
  const page = await enter("grace", "/agents");
  await page.route("**/_next/static/chunks/**", async (route) => {
    await pause(600);
    await route.continue();
  });
  await page.keyboard.press("/");
  await page.keyboard.type("How do we reach the vendor of the lifts?");
  await page.keyboard.press("Enter");
  await page.keyboard.type("none of this");
  await expect(panelOn(page).getByText("How do we reach the vendor of the lifts?").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panelOn(page)).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Runs" })).toContainText("How do we reach the vendor of the lifts?");
});

test("on the phone a run is a sheet from below, and its buttons are for thumbs", async ({ enter, look }) => {
  const page = await enter("grace", "/agents", PHONE);
  await page.getByRole("button", { name: "Ask an agent" }).tap();
  await lineOn(page).fill("Declare SEV3 incident: The feeds of the partners are late");
  await page.getByRole("option", { name: /^Ask the incident-commander/ }).tap();
  const run = runIn(panelOn(page));
  await run.stands("Done");
  for (const name of ["Accept…", "Reject"]) {
    const box = await run.button(name).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  expect(await overhangOf(page)).toBeLessThanOrEqual(0);
  await look(page, "phone");
  const health = await enter("ada", "/settings/agents", PHONE);
  await expect(health.getByRole("region", { name: "Model" })).toContainText("none: built-in analyst");
  expect(await overhangOf(health)).toBeLessThanOrEqual(0);
  await look(health, "phone-health");
});

/** Pixels that stick out sideways. */
const overhangOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("neither board nor room carries the folding of runs in its first load", async ({ enter, api }) => {
  const reference = await declare(api("grace"), "The gate opens by itself", { severity: "SEV4" });
  const { id } = await api("grace").agents.start.mutate({ agent: "incident-commander", prompt: "Help", incident: reference });
  const page = await enter("grace", "/welcome");
  const holdsFolding = async (path: string): Promise<boolean> => {
    const html = await (await page.request.get(path)).text();
    const scripts = [...new Set([...html.matchAll(/\/_next\/static\/[^"\\]+\.js/g)].map(([script]) => script))];
    expect(scripts.length).toBeGreaterThan(3);
    const texts = await Promise.all(scripts.map(async (script) => (await page.request.get(script)).text()));
    return texts.some((text) => text.includes("for missing text part with ID"));
  };
  expect(await holdsFolding(`/agents/runs/${id}`), "the page of a run does, so what is looked for is there").toBe(true);
  expect(await holdsFolding("/incidents")).toBe(false);
  expect(await holdsFolding(`/incidents/${reference}`)).toBe(false);
});
