import { beforeEach, expect, test } from "vitest";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { SharePostmortem } from "#lib/contracts/postmortem.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { draftPostmortem, readHead, readShared, sharePostmortem } from "./index.ts";
import { paymentOutage } from "./testing/payment-outage.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  reference = (await paymentOutage(ada)).reference;
  await draftPostmortem(ada, { reference });
});

const share = async (isShared: boolean) => (await sharePostmortem(ada, SharePostmortem.parse({ reference, isShared }))).path;
const tokenIn = (path: string | null) => path?.split("/").at(-1) ?? "";

test("whoever has the link reads the text, until it is taken back or replaced", async () => {
  const first = tokenIn(await share(true));
  expect(await readShared(first)).toContain("<h1>Postmortem: Payment API Outage</h1>");
  expect((await readHead(ada, { reference })).isShared).toBe(true);
  const second = tokenIn(await share(true));
  expect(await readShared(first)).toBeNull();
  expect(await readShared(second)).toContain("12,000");
  expect(await share(false)).toBeNull();
  expect(await readShared(second)).toBeNull();
  expect((await readHead(ada, { reference })).isShared).toBe(false);
});

test("a link is made by those who may write", async () => {
  const viewer = await testPerson({ name: "Vi", role: "viewer" });
  expect(await refusal(sharePostmortem(viewer, { reference, isShared: true }))).toMatchObject({ status: 403 });
});

test("a private incident is read by no link, neither by one from before nor by a new one", async () => {
  const token = tokenIn(await share(true));
  const show = (visibility: "private" | "normal") => changeAccess(ada, ChangeAccess.parse({ reference, visibility }));
  await show("private");
  expect(await readShared(token)).toBeNull();
  expect(await refusal(share(true))).toMatchObject({ status: 409, message: expect.stringContaining("is private, so there is no link to it") });
  await show("normal");
  expect(await readShared(token)).toBeNull();
  expect(await readShared(tokenIn(await share(true)))).not.toBeNull();
});
