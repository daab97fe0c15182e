import { z } from "zod";
import { Uuid } from "./ids.ts";
import { PersonDetails } from "./people.ts";
import { Instant } from "./text.ts";

/** For how long a proof of identity (password, passkey, code) opens sensitive administration. */
export const PROOF_LASTS_MINUTES = 10;

/** Proves again who is asking: by the password, or by a code of the authenticator app. */
export const ProveAgain = z.union([
  z.object({ password: z.string().min(1).max(256) }),
  z.object({ code: z.string().regex(/^\d{6}$/, "Give the six digits of the code.") }),
]);

/** `person` absent: one's own sessions. */
export const ListSessions = z.object({ person: Uuid.optional() });
export const RevokeSession = z.object({ id: Uuid });
/** `person` absent: one's own other sessions. */
export const RevokeSessions = z.object({ person: Uuid.optional() });

export const SessionSummary = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
});
export type SessionSummary = z.infer<typeof SessionSummary>;

export const OwnAccount = PersonDetails.extend({
  hasPassword: z.boolean(),
  /** Whether an authenticator app is asked for after the password. */
  hasTwoFactor: z.boolean(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string().nullable(), createdAt: Instant.nullable(), isSynced: z.boolean() })),
  /** Until when sensitive administration is open without proving again; null when it is not. */
  provedUntil: Instant.nullable(),
});
export type OwnAccount = z.infer<typeof OwnAccount>;
