import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { installation } from "./installation.ts";
import type { Person } from "./people.ts";
import { expect, test } from "./story.ts";

const STEP_SECONDS = 30;

/** The six digits that an authenticator app shows for this key, `ahead` steps from now (RFC 6238). */
function codeOf(key: string, ahead = 0): string {
  const bits = [...key.replaceAll(" ", "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP_SECONDS) + ahead));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function givePassword(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("an authenticator app: set up, asked for, and a backup code in its place", async ({ enter, join, look }) => {
  const rita = await join("Rita Sommer");
  const page = await enter(rita, "/settings/account");
  await page.getByRole("button", { name: /authenticator|Set up/i }).click();
  await page.getByRole("dialog").getByLabel("Your password").fill(rita.password);
  await page.getByRole("button", { name: "Continue" }).click();
  const key = await page.getByLabel("Key", { exact: true }).innerText();
  await look(page, "key");
  await page.getByLabel("The six digits that it shows").fill(codeOf(key));
  await page.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("list", { name: "Backup codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const code = await codes.first().innerText();
  await look(page, "backup-codes");

  const elsewhere = await enter("visitor", "/sign-in");
  await givePassword(elsewhere, rita);
  await elsewhere.getByLabel("Code of your authenticator app").fill("000000");
  await elsewhere.getByRole("button", { name: "Continue" }).click();
  await expect(elsewhere.getByText(/code is not right/)).toBeVisible();
  await look(elsewhere, "code");
  await elsewhere.getByLabel("Code of your authenticator app").fill(codeOf(key, 1));
  await elsewhere.getByRole("button", { name: "Continue" }).click();
  await elsewhere.waitForURL("**/incidents");

  const again = await enter("visitor", "/sign-in");
  await givePassword(again, rita);
  await again.getByRole("button", { name: "Use a backup code" }).click();
  await again.getByLabel("Backup code").fill(code);
  await again.getByRole("button", { name: "Continue" }).click();
  await again.waitForURL("**/incidents");
});

test("a passkey: added, then enough to come in", async ({ enter, join }) => {
  const sven = await join("Sven Ostrow");
  const baseURL = (await installation()).url.replace("127.0.0.1", "localhost");
  const page = await enter("visitor", "/sign-in", { baseURL });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  await givePassword(page, sven);
  await page.waitForURL("**/incidents");
  await page.goto("/settings/account");
  await page.getByRole("button", { name: /^Add a passkey/ }).click();
  await expect(page.getByRole("list", { name: "Passkeys" }).getByRole("listitem")).toHaveCount(1);

  await page.getByRole("button", { name: `Account of ${sven.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL("**/incidents");
  await expect(page.getByRole("button", { name: `Account of ${sven.name}` })).toBeVisible();
});
