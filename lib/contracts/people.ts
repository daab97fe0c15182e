import { z } from "zod";
import { Uuid } from "./ids.ts";
import { page } from "./page.ts";
import { ORGANISATION_ROLES } from "./permissions.ts";
import { Instant, lineOf, optionalLineOf } from "./text.ts";

export const OrganisationRoleName = z.enum(ORGANISATION_ROLES);

export const PersonName = lineOf(80, "The name");

export const Email = z
  .string()
  .max(254, "An e-mail address has at most 254 characters.")
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email("Give an e-mail address such as ada@example.com."));

/** Names of agents and of everybody: no person may be mentioned by them. */
export const RESERVED_HANDLES: readonly string[] = [
  "all",
  "channel",
  "here",
  "everyone",
  "muster",
  "incident-commander",
  "rca-agent",
  "postmortem-writer",
  "runbook-executor",
  "escalation-manager",
];

export const MAX_HANDLE_LENGTH = 39;

/** What follows `@` in a mention. */
export const Handle = z
  .string()
  .max(200)
  .transform((value) => value.trim().replace(/^@/, "").toLowerCase())
  .pipe(
    z
      .string()
      .regex(
        /^[a-z0-9](?:[a-z0-9._-]{0,37}[a-z0-9])?$/,
        "Use 1 to 39 small letters, digits, dots, hyphens or underscores; begin and end with a letter or digit.",
      )
      .refine((value) => !RESERVED_HANDLES.includes(value), "This handle is reserved. Choose another."),
  );

export const TimeZone = z.string().max(64).refine(isTimeZone, "Give a time zone such as Europe/Vienna.");

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

export const Phone = optionalLineOf(32, "The phone number").refine(
  (value) => value === "" || /^\+?[0-9][0-9 ()./-]{3,}$/.test(value),
  "Give a phone number such as +43 1 234567.",
);

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 128;

/** A new password. What an existing one looks like is nobody's business. */
export const NewPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
  .refine((value) => value.length <= MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`)
  .refine((value) => value.isWellFormed(), "The password has characters that cannot be stored.")
  .refine((value) => new Set(value.toLowerCase()).size >= 5, "Use at least five different characters.");

export const ListPeople = z.object({ q: optionalLineOf(100, "The search").optional(), includeDeactivated: z.boolean().default(false), ...page });
export const ReadPerson = z.object({ id: Uuid });

export const InvitePerson = z.object({ email: Email.optional(), name: PersonName.optional(), role: OrganisationRoleName.default("responder") });
export const RevokeInvitation = z.object({ id: Uuid });

export const InvitationToken = z.string().min(16).max(200);
export const ReadInvitation = z.object({ token: InvitationToken });
export const AcceptInvitation = z.object({
  token: InvitationToken,
  name: PersonName,
  email: Email,
  password: NewPassword,
  handle: Handle.optional(),
});

export const CheckSetup = z.object({ token: InvitationToken.optional() });
export const CompleteSetup = z.object({
  token: InvitationToken,
  name: PersonName,
  email: Email,
  password: NewPassword,
  organisation: lineOf(80, "The organisation's name"),
});

export const ChangeRole = z.object({ id: Uuid, role: OrganisationRoleName });
export const DeactivatePerson = z.object({ id: Uuid });
export const ReactivatePerson = z.object({ id: Uuid });
/** `id`: who cannot sign in. */
export const MakePasswordLink = z.object({ id: Uuid });
export const ReadPasswordLink = z.object({ token: InvitationToken });
export const SetPasswordByLink = z.object({ token: InvitationToken, password: NewPassword });
export const UpdateProfile = z.object({
  name: PersonName.optional(),
  handle: Handle.optional(),
  timeZone: TimeZone.nullish(),
  phone: Phone.nullish(),
});

export const PersonSummary = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string(),
  email: z.string(),
  role: OrganisationRoleName,
  isActive: z.boolean(),
});
export type PersonSummary = z.infer<typeof PersonSummary>;

export const PersonDetails = PersonSummary.extend({
  timeZone: z.string().nullable(),
  phone: z.string().nullable(),
  createdAt: Instant,
  deactivatedAt: Instant.nullable(),
  hasSecondFactor: z.boolean(),
  teams: z.array(z.object({ id: z.string(), name: z.string(), isLead: z.boolean() })),
});
export type PersonDetails = z.infer<typeof PersonDetails>;

export const InvitationSummary = z.object({
  id: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  role: OrganisationRoleName,
  invitedBy: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  isExpired: z.boolean(),
});
export type InvitationSummary = z.infer<typeof InvitationSummary>;
