import { z } from "zod";
import { AuditItem, ListAudit, VerifyTrail } from "#lib/contracts/audit.ts";
import { OrganisationSettings } from "#lib/contracts/organisation.ts";
import { operation } from "./define.ts";

const Settings = z.object({ version: z.number().int(), settings: OrganisationSettings }).loose();

export const organisationOperations = [
  operation("get_settings", {
    title: "Read the settings",
    about: "Read the organisation's settings: severities, roles, fields.",
    http: "GET /settings",
    permission: "settings.read",
    risk: "read",
    calls: ["settings.read"],
    input: z.object({}),
    output: Settings,
    run: ({ api }) => api.settings.read(),
  }),
  operation("list_audit", {
    title: "Read the audit trail",
    about: "Read the audit trail, newest first.",
    http: "GET /audit",
    permission: "audit.read",
    risk: "read",
    calls: ["audit.list"],
    input: ListAudit,
    output: z.object({ items: z.array(AuditItem), nextCursor: z.string().nullable() }),
    run: ({ api }, given) => api.audit.list(given),
  }),
  operation("verify_audit", {
    title: "Check the audit trail",
    about: "Check one stretch of the audit trail's hash chains; `nextCursor` leads to the next.",
    http: "GET /audit/verification",
    permission: "audit.read",
    risk: "read",
    calls: ["audit.verify"],
    input: VerifyTrail,
    output: z.object({
      chains: z.number().int(),
      entries: z.number().int(),
      allChains: z.number().int(),
      problems: z.array(z.string()),
      nextCursor: z.string().nullable(),
    }),
    run: ({ api }, given) => api.audit.verify(given),
  }),
] as const;
