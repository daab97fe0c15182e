import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-attachments-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import { MAX_ATTACHMENT_BYTES } from "#lib/contracts/attachment-limits.ts";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { auditOf, type Somebody, somebody } from "#server/auth/testing/people.ts";
import { declareIncident } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { pathOf } from "./files.ts";
import { deleteUnclaimedAttachments, readAttachment, storeAttachment } from "./index.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* chunks(size: number, of: Uint8Array = new Uint8Array(64 * 1024)): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < size; sent += of.byteLength) yield of.subarray(0, Math.min(of.byteLength, size - sent));
}

const incoming = () => (existsSync(join(folder, "attachments/incoming")) ? readdirSync(join(folder, "attachments/incoming")) : []);
const store = (ctx: Ctx, reference: string, content: Uint8Array, type = "text/plain", name = "log.txt") =>
  storeAttachment(ctx, { reference, name, type, stream: chunks(content.byteLength, content) });

let ada: Somebody;
let bob: Somebody;
let reference: string;
let secret: string;

beforeEach(async () => {
  [ada, bob] = [await somebody(), await somebody()];
  reference = (await declareIncident(ada.ctx, DeclareIncident.parse({ title: "Open", severity: "SEV2" }))).reference;
  secret = (await declareIncident(ada.ctx, DeclareIncident.parse({ title: "Secret", severity: "SEV2", visibility: "private" }))).reference;
});

async function contentOf(ctx: Ctx, id: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of (await readAttachment(ctx, { id })).open()) parts.push(part);
  return Buffer.concat(parts);
}

describe("a file", () => {
  it("comes back byte for byte, under its hash, with a row in the trail", async () => {
    const content = randomBytes(300_000);
    const ref = await store(ada.ctx, reference, content);
    expect(ref).toMatchObject({ name: "log.txt", type: "text/plain", bytes: 300_000 });
    expect(await contentOf(bob.ctx, ref.id)).toEqual(content);
    expect(readFileSync(pathOf(ref.sha256))).toEqual(content);
    expect(incoming()).toEqual([]);
    expect((await auditOf("attachment.store", reference))[0]?.detail).toMatchObject({ id: ref.id, sha256: ref.sha256 });
  });

  it("of 25 MB is stored; one byte more is refused and leaves nothing behind", async () => {
    const ref = await storeAttachment(ada.ctx, {
      reference,
      name: "big.bin",
      type: "application/octet-stream",
      stream: chunks(MAX_ATTACHMENT_BYTES),
    });
    expect(ref.bytes).toBe(MAX_ATTACHMENT_BYTES);
    const before = await db().attachment.count();
    const over = storeAttachment(ada.ctx, { reference, name: "big.bin", type: "text/plain", stream: chunks(MAX_ATTACHMENT_BYTES + 1) });
    await expect(over).rejects.toMatchObject({ status: 413, code: "too_large" });
    const announced = storeAttachment(ada.ctx, {
      reference,
      name: "big.bin",
      type: "text/plain",
      stream: chunks(1),
      length: MAX_ATTACHMENT_BYTES + 1,
    });
    await expect(announced).rejects.toMatchObject({ status: 413 });
    expect(await db().attachment.count()).toBe(before);
    expect(incoming()).toEqual([]);
  });

  it("that breaks off or is empty leaves nothing behind", async () => {
    async function* broken() {
      yield new Uint8Array(1000);
      throw new Error("the connection was lost");
    }
    await expect(storeAttachment(ada.ctx, { reference, name: "x", type: "text/plain", stream: broken() })).rejects.toThrow("the connection was lost");
    await expect(store(ada.ctx, reference, new Uint8Array(0))).rejects.toMatchObject({ code: "invalid_input" });
    expect(incoming()).toEqual([]);
    expect(await auditOf("attachment.store", reference)).toEqual([]);
  });

  it("of a private incident does not exist for those not named on it", async () => {
    await expect(store(bob.ctx, secret, randomBytes(10))).rejects.toMatchObject({ code: "not_found" });
    const { id } = await store(ada.ctx, secret, randomBytes(10));
    await expect(readAttachment(bob.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(readAttachment((await somebody("admin")).ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    expect(await contentOf(ada.ctx, id)).toHaveLength(10);
    for (const wrong of [newId(), "not-an-id", ""]) await expect(readAttachment(ada.ctx, { id: wrong })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is not for viewers to add", async () => {
    const viewer = await somebody("viewer");
    await expect(store(viewer.ctx, reference, randomBytes(10))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("shows in place only as a picture, and never as something that runs", async () => {
    const headersOf = async (type: string, name: string) =>
      (await readAttachment(ada.ctx, { id: (await store(ada.ctx, reference, randomBytes(10), type, name)).id })).headers;
    const picture = await headersOf("image/png", "graph.png");
    expect(picture["content-type"]).toBe("image/png");
    expect(picture["content-disposition"]).toContain("inline");
    for (const type of ["text/html", "image/svg+xml", "application/javascript", "application/pdf"]) {
      const headers = await headersOf(type, 'näme".html');
      expect(headers["content-type"]).toBe("application/octet-stream");
      expect(headers["content-disposition"]).toBe(`attachment; filename="n_me_.html"; filename*=UTF-8''n%C3%A4me%22.html`);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["content-security-policy"]).toContain("sandbox");
    }
  });
});

describe("cleaning up", () => {
  const nextDay = () => db().$executeRaw`UPDATE attachment SET created_at = created_at - interval '25 hours'`;
  const cleanUp = () => deleteUnclaimedAttachments(systemCtx("Test"));

  it("deletes after a day what no note carries, and only that", async () => {
    const claimed = await store(ada.ctx, reference, randomBytes(100));
    const unclaimed = await store(ada.ctx, reference, randomBytes(100));
    await addNote(ada.ctx, { reference, text: "see", attachments: [claimed.id] });
    await cleanUp();
    expect(await contentOf(ada.ctx, unclaimed.id)).toHaveLength(100);
    await nextDay();
    const fresh = await store(ada.ctx, reference, randomBytes(100));
    await cleanUp();
    expect(existsSync(pathOf(unclaimed.sha256))).toBe(false);
    for (const kept of [claimed, fresh]) expect(await contentOf(ada.ctx, kept.id)).toHaveLength(100);
    expect((await auditOf("attachment.clean-up")).at(-1)?.detail).toMatchObject({ deleted: expect.arrayContaining([unclaimed.id]) });
    await expect(addNote(ada.ctx, { reference, text: "late", attachments: [unclaimed.id] })).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps bytes that another file shares", async () => {
    const content = randomBytes(100);
    const [one, two] = [await store(ada.ctx, reference, content), await store(bob.ctx, reference, content)];
    expect(one.sha256).toBe(two.sha256);
    await addNote(ada.ctx, { reference, text: "see", attachments: [two.id] });
    await nextDay();
    await cleanUp();
    expect(await contentOf(ada.ctx, two.id)).toEqual(content);
    await expect(readAttachment(ada.ctx, { id: one.id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("never deletes bytes that are stored anew at the same moment", async () => {
    for (let round = 0; round < 10; round += 1) {
      const content = randomBytes(50);
      await store(ada.ctx, reference, content);
      await nextDay();
      const [, again] = await Promise.all([cleanUp(), store(ada.ctx, reference, content)]);
      expect(await contentOf(ada.ctx, again.id)).toEqual(content);
    }
  });

  it("clears away what a crash left half received", async () => {
    await store(ada.ctx, reference, randomBytes(10));
    const left = join(folder, "attachments/incoming/left-over");
    writeFileSync(left, "half");
    await cleanUp();
    expect(existsSync(left)).toBe(true);
    utimesSync(left, new Date(Date.now() - 90_000_000), new Date(Date.now() - 90_000_000));
    await cleanUp();
    expect(existsSync(left)).toBe(false);
  });
});
