import { installation } from "./installation.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

const NOTHING = "There is nothing here for you";

test("a private incident exists only for the people named on it", async ({ enter, api, cast, look }) => {
  const title = "Payroll figures were sent to the wrong list";
  const others = await enter("mara", "/incidents");
  const named = await enter("linus", "/incidents");
  const reference = await declare(api("grace"), title, { severity: "SEV2", visibility: "private", members: [cast.linus.id] });
  await api("grace").notes.add.mutate({ reference, text: "Legal knows since 10:15" });

  await test.step("whoever is named has it on the board, marked, and can work in it", async () => {
    const row = named.getByRole("listitem").filter({ hasText: title });
    await expect(row.getByLabel("Private")).toBeVisible();
    await row.getByRole("link").click();
    await expect(roomOn(named).entry("Legal knows since 10:15")).toBeVisible();
    await roomOn(named).note("The list has 40 readers");
    await expect(roomOn(named).rail.getByText("May see it").locator("..")).toContainText(cast.linus.name);
    await look(named, "private-room");
  });

  await test.step("nobody else finds it: not on the open board, not in the search, not while declaring, not in the command bar", async () => {
    const marker = await declare(api("grace"), "Payroll page is slow");
    await expect(others.getByRole("listitem").filter({ hasText: marker })).toBeVisible();
    await expect(others.getByText(title)).toHaveCount(0);
    await others.goto("/incidents?q=payroll&state=all");
    await expect(others.getByRole("listitem").filter({ hasText: marker })).toBeVisible();
    await expect(others.getByText(title)).toHaveCount(0);
    await others.getByRole("main").getByRole("button", { name: "Declare incident" }).click();
    await others.keyboard.type("Payroll figures");
    await expect(others.getByRole("dialog").getByText("Payroll page is slow")).toBeVisible();
    await expect(others.getByText(title)).toHaveCount(0);
    await others.keyboard.press("Escape");
    await others.keyboard.press("Control+k");
    await others.keyboard.type("payroll");
    await expect(others.getByRole("option", { name: /Payroll page is slow/ })).toBeVisible();
    await expect(others.getByText(title)).toHaveCount(0);
  });

  await test.step("and its address says no more than an address that never was", async () => {
    const answers = await Promise.all([
      others.goto(`/incidents/${reference}`),
      others
        .context()
        .newPage()
        .then((page) => page.goto("/incidents/INC-2020-0101-001")),
    ]);
    expect(answers.map((answer) => answer?.status())).toEqual([404, 404]);
    await expect(others.getByText(NOTHING)).toBeVisible();
    await expect(others).toHaveTitle(/^(?!.*Payroll)/);
    await look(others, "not-found");
    const { url } = await installation();
    for (const path of [`/api/v1/incidents/${reference}/events`, "/api/v1/incidents/INC-2020-0101-001/events"]) {
      expect((await others.request.get(url + path)).status()).toBe(404);
    }
  });
});

test("an incident that becomes private leaves the screens of everybody else", async ({ enter, api, cast }) => {
  const title = "Odd sign-ins from one partner's office";
  const reference = await declare(api("grace"), title);
  const grace = await enter("grace", `/incidents/${reference}`);
  const linus = await enter("linus", `/incidents/${reference}`);
  const inRoom = await enter("mara", `/incidents/${reference}`);
  const onBoard = await enter("mara", "/incidents");
  await roomOn(inRoom).isLive();
  await expect(onBoard.getByRole("listitem").filter({ hasText: title })).toBeVisible();

  await roomOn(grace).choose("Who may see this…");
  await grace.getByLabel("Private").check();
  await grace.getByLabel("People who may see it").fill("linus");
  await grace.getByRole("option", { name: new RegExp(cast.linus.name) }).click();
  await grace.getByRole("button", { name: "Save" }).click();

  await expect(roomOn(linus).entry("only those named can see this incident")).toBeVisible();
  await expect(inRoom.getByText(NOTHING)).toBeVisible();
  await expect(onBoard.getByText(title)).toHaveCount(0);
  await roomOn(linus).note("Partner confirms a new exit address");
  await expect(roomOn(grace).entry("Partner confirms")).toBeVisible();
});
