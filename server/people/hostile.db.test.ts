import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { StoreAttachment } from "#lib/contracts/attachment.ts";
import * as audit from "#lib/contracts/audit.ts";
import { ListNotifications } from "#lib/contracts/notification.ts";
import { ChangeOrganisation, DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import * as people from "#lib/contracts/people.ts";
import * as service from "#lib/contracts/service.ts";
import * as team from "#lib/contracts/team.ts";
import { SaveView } from "#lib/contracts/view.ts";
import { hostileText } from "#lib/testing/hostile-text.ts";
import { listAudit } from "#server/audit/index.ts";
import { readInvitation } from "#server/auth/index.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { listNotifications } from "#server/notifications/index.ts";
import { db } from "#server/platform/db.ts";
import { MusterError } from "#server/platform/errors.ts";
import { createService, listServices, readService } from "#server/services/index.ts";
import { changeOrganisation, readOrganisation } from "#server/settings/index.ts";
import { createTeam } from "#server/teams/index.ts";
import { saveView } from "#server/views/index.ts";
import { invitePerson, listPeople, updateProfile } from "./index.ts";

let admin: Somebody;
beforeAll(async () => {
  admin = await somebody("admin");
});

type Family = { name: string; schema: z.ZodType; input: (text: string) => unknown; run: (input: never) => Promise<unknown> };
const family = <S extends z.ZodType>(
  name: string,
  schema: S,
  input: (text: string) => unknown,
  run: (input: z.output<S>) => Promise<unknown>,
): Family => ({
  name,
  schema,
  input,
  run: run as Family["run"],
});

const settings = async (change: (text: typeof DEFAULT_SETTINGS) => typeof DEFAULT_SETTINGS) => {
  const { version, settings: present } = await readOrganisation(admin.ctx);
  return changeOrganisation(admin.ctx, { version, settings: change(present) });
};

const FAMILIES: Family[] = [
  family(
    "a person's name and phone",
    people.UpdateProfile,
    (text) => ({ name: text, phone: text }),
    (input) => updateProfile(admin.ctx, input),
  ),
  family(
    "a handle",
    people.UpdateProfile,
    (handle) => ({ handle }),
    (input) => updateProfile(admin.ctx, input),
  ),
  family(
    "a time zone",
    people.UpdateProfile,
    (timeZone) => ({ timeZone }),
    (input) => updateProfile(admin.ctx, input),
  ),
  family(
    "an invitation",
    people.InvitePerson,
    (text) => ({ name: text, role: "viewer" }),
    (input) => invitePerson(admin.ctx, input),
  ),
  family(
    "an invitation's link",
    people.ReadInvitation,
    (token) => ({ token }),
    (input) => readInvitation({ ...admin.ctx, address: `10.${Math.random()}` }, input),
  ),
  family(
    "a search for people",
    people.ListPeople,
    (q) => ({ q }),
    (input) => listPeople(admin.ctx, input),
  ),
  family(
    "a cursor",
    people.ListPeople,
    (cursor) => ({ cursor }),
    (input) => listPeople(admin.ctx, input),
  ),
  family(
    "a cursor of the inbox",
    ListNotifications,
    (cursor) => ({ cursor }),
    (input) => listNotifications(admin.ctx, input),
  ),
  family(
    "a team",
    team.CreateTeam,
    (text) => ({ name: text, description: text }),
    (input) => createTeam(admin.ctx, input),
  ),
  family(
    "a service",
    service.CreateService,
    (text) => ({ name: text, description: text, slos: [{ name: text, objective: 0.9, windowDays: 7 }] }),
    (input) => createService(admin.ctx, input),
  ),
  family(
    "a service's slug",
    service.ReadService,
    (slug) => ({ slug }),
    (input) => readService(admin.ctx, input),
  ),
  family(
    "a search for services",
    service.ListServices,
    (q) => ({ q }),
    (input) => listServices(admin.ctx, input),
  ),
  family(
    "a view",
    SaveView,
    (text) => ({ name: text, query: text }),
    (input) => saveView(admin.ctx, input),
  ),
  family(
    "a filter of the trail",
    audit.ListAudit,
    (text) => ({ subject: text, action: text, actor: text }),
    (input) => listAudit(admin.ctx, input),
  ),
  family(
    "the settings' labels",
    ChangeOrganisation,
    (text) => ({
      version: 0,
      settings: {
        ...DEFAULT_SETTINGS,
        name: text,
        phaseLabels: { triage: text },
        customRoles: [{ key: "legal", label: text, isMany: false, duties: text }],
      },
    }),
    (input) => settings(() => input.settings),
  ),
  family(
    "a file's name and type",
    StoreAttachment,
    (text) => ({ reference: "INC-2026-1123-001", name: text, type: text }),
    async () => undefined,
  ),
];

const isStorable = (value: unknown): boolean =>
  typeof value === "string"
    ? value.isWellFormed() && !value.includes("\0")
    : value === null || typeof value !== "object" || Object.values(value).every(isStorable);

describe("a thousand hostile inputs", () => {
  it.each(FAMILIES)("as $name are refused by the schema or come out clean", ({ name, schema, input }) => {
    const isKeptRaw = name.includes("cursor") || name.includes("link");
    fc.assert(
      fc.property(hostileText, (text) => {
        const parsed = schema.safeParse(input(text));
        if (parsed.success && !isKeptRaw) expect(isStorable(parsed.data)).toBe(true);
        if (!parsed.success) expect(parsed.error.issues.every(({ message }) => message.length > 0)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(FAMILIES)("as $name never make a command fail but by its own refusal", async ({ schema, input, run }) => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const parsed = schema.safeParse(input(text));
        if (!parsed.success) return;
        await run(parsed.data as never).catch((error: unknown) => {
          if (!(error instanceof MusterError) || error.status >= 500) throw error;
        });
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it("leave the audit chain with an entry for each change", async () => {
    expect(await db().auditEntry.count()).toBeGreaterThan(100);
  });
});
