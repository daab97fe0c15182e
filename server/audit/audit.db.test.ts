import { beforeAll, describe, expect, it } from "vitest";
import { ListAudit } from "#lib/contracts/audit.ts";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { auditOf, type Somebody, somebody } from "#server/auth/testing/people.ts";
import { declareIncident } from "#server/incidents/index.ts";
import { updateProfile } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { exportAudit, listAudit } from "./index.ts";

let admin: Somebody;
let member: Somebody;
let open: string;
let secret: string;

beforeAll(async () => {
  admin = await somebody("admin");
  member = await somebody("admin", { name: '=HYPERLINK("http://evil.example")' });
  open = (await declareIncident(member.ctx, DeclareIncident.parse({ title: "Open", severity: "SEV2" }))).reference;
  secret = (await declareIncident(member.ctx, DeclareIncident.parse({ title: "Acquisition leak", severity: "SEV2", visibility: "private" })))
    .reference;
  await updateProfile(member.ctx, { phone: "+43 1 2345" });
});

const list = (ctx: Ctx, filter: object = {}) => listAudit(ctx, ListAudit.parse({ limit: 200, ...filter }));

async function textOf(ctx: Ctx, format: "csv" | "jsonl", filter: object = {}): Promise<string> {
  let text = "";
  for await (const lines of (await exportAudit(ctx, { format, ...filter })).lines) text += lines;
  return text;
}

describe("the audit trail", () => {
  it("is for administrators", async () => {
    const { ctx } = await somebody("responder");
    await expect(list(ctx)).rejects.toMatchObject({ code: "forbidden" });
    await expect(exportAudit(ctx, { format: "csv" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("holds the organisation's and every incident's entries, the newest first, page by page without loss", async () => {
    const everything = (await list(admin.ctx)).items;
    expect(everything.length).toBe(await db().auditEntry.count());
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(admin.ctx, { limit: 3, cursor });
      paged.push(...page.items.map(({ chain, seq }) => `${chain}/${seq}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(everything.map(({ chain, seq }) => `${chain}/${seq}`));
    expect(everything.map(({ at }) => at)).toEqual(
      everything
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    expect(everything[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is filtered by action, kind of action, actor, subject and time", async () => {
    const actions = async (filter: object) => (await list(admin.ctx, filter)).items.map(({ action }) => action);
    expect(await actions({ action: "person.profile" })).toEqual(["person.profile"]);
    expect(new Set(await actions({ action: "incident." }))).toEqual(
      new Set(["incident.declare", "incident.declared", "incident.role", "incident.watcher"]),
    );
    expect((await actions({ actor: member.person.id })).length).toBe(
      await db().auditEntry.count({ where: { actor: { path: ["id"], equals: member.person.id } } }),
    );
    expect(await actions({ actorType: "agent" })).toEqual([]);
    expect(new Set(await actions({ subject: open }))).toContain("incident.declared");
    expect(await actions({ to: "2001-01-01T00:00:00.000Z" })).toEqual([]);
    expect(await actions({ from: "2001-01-01T00:00:00.000Z" })).not.toEqual([]);
  });

  it("says nothing of a private incident to those not named on it, however they ask", async () => {
    const { items } = await list(admin.ctx);
    expect(JSON.stringify(items)).not.toContain("Acquisition");
    expect(JSON.stringify(items)).not.toContain(secret);
    expect(items.filter(({ isHidden }) => isHidden).length).toBeGreaterThanOrEqual(4);
    expect((await list(admin.ctx, { subject: secret })).items).toEqual([]);
    for (const format of ["csv", "jsonl"] as const) expect(await textOf(admin.ctx, format)).not.toContain(secret);
    expect(JSON.stringify((await list(member.ctx)).items)).toContain("Acquisition leak");
  });
});

describe("an export", () => {
  it("has one line per entry and no cell that a spreadsheet would run", async () => {
    const csv = await textOf(member.ctx, "csv", { action: "incident." });
    const lines = csv.trimEnd().split("\r\n");
    expect(lines[0]).toBe("at,actor_type,actor_id,actor_name,action,subject,detail,chain,seq,hash,hidden");
    expect(lines.length - 1).toBe((await list(member.ctx, { action: "incident." })).items.length);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(csv).not.toMatch(/,=HYPERLINK|,"=HYPERLINK/);
  });

  it("as JSON lines can be read back", async () => {
    const items = (await textOf(member.ctx, "jsonl", { subject: open }))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(items).toEqual((await list(member.ctx, { subject: open })).items);
  });

  it("is itself an entry", async () => {
    const before = (await auditOf("audit.export")).length;
    await textOf(admin.ctx, "csv", { action: "person." });
    expect((await auditOf("audit.export")).slice(before)).toMatchObject([
      { actor: { id: admin.person.id }, detail: { format: "csv", action: "person." } },
    ]);
  });
});
