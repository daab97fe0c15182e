import { afterAll, beforeAll, expect, test } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import { MAX_SEALED_BYTES } from "#lib/contracts/sealed.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { somebody } from "#server/auth/testing/people.ts";
import { createKey } from "#server/keys/index.ts";
import { resetDatabase } from "#server/testing/database.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let token: string;

beforeAll(async () => {
  await resetDatabase();
  api = await startApi();
  token = (await createKey((await somebody("admin")).ctx, CreateKey.parse({ name: "Terminal" }))).token;
});
afterAll(() => api.close());

async function taken(content: string): Promise<{ status: number; detail: string }> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(`${api.url}/api/v1/sealed`, { method: "POST", headers, body: JSON.stringify({ content }) });
  return { status: response.status, detail: ((await response.json()) as { detail: string }).detail };
}

test("a file within the limit is read, however much longer its JSON makes it; one beyond it is refused in words", async () => {
  expect(await taken('"'.repeat(MAX_SEALED_BYTES / 2 + 2 ** 20))).toMatchObject({
    status: 422,
    detail: expect.stringContaining("This is no sealed export"),
  });
  expect(await taken("x".repeat(MAX_SEALED_BYTES + 1))).toMatchObject({ status: 413, detail: expect.stringContaining("more than 64 MB") });
});
