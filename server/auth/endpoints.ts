import { z } from "zod";
import { NewPassword } from "#lib/contracts/people.ts";

/** How the handler treats one endpoint of the auth library. */
export type Endpoint = {
  method: "GET" | "POST";
  path: string;
  /** What the audit trail calls a success; absent for what changes nothing lasting. */
  action?: string;
  /** Which attempts are counted: guesses against the e-mail given, against the person signed in, or visits by address. */
  counts?: "sign-in" | "proof" | "passkey";
  /** Asks for a proof of identity within the last minutes. */
  needsProof?: true;
  /** Whether success makes a session: the one it replaces ends. */
  signsIn?: true;
  /** Every other session and stream of the person ends. */
  endsOthers?: true;
  /** What the body has to be beyond what the library asks. */
  body?: z.ZodType;
  /** Values that replace what the browser sent. */
  fixed?: Record<string, unknown>;
};

/** All that is reachable under /api/auth; whatever else the library offers answers 404. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    method: "POST",
    path: "/sign-in/email",
    action: "session.sign-in",
    counts: "sign-in",
    signsIn: true,
    fixed: { rememberMe: true, callbackURL: undefined },
  },
  { method: "POST", path: "/sign-out", action: "session.sign-out" },
  {
    method: "POST",
    path: "/change-password",
    action: "account.password",
    counts: "proof",
    body: z.looseObject({ newPassword: NewPassword }),
    endsOthers: true,
    fixed: { revokeOtherSessions: true },
  },
  { method: "GET", path: "/passkey/generate-authenticate-options", counts: "passkey" },
  { method: "POST", path: "/passkey/verify-authentication", action: "session.sign-in", counts: "passkey", signsIn: true },
  { method: "GET", path: "/passkey/generate-register-options", needsProof: true },
  { method: "POST", path: "/passkey/verify-registration", action: "account.passkey-add", needsProof: true, fixed: { createSession: false } },
  { method: "GET", path: "/passkey/list-user-passkeys" },
  { method: "POST", path: "/passkey/update-passkey", action: "account.passkey-rename" },
  { method: "POST", path: "/passkey/delete-passkey", action: "account.passkey-delete", needsProof: true },
  { method: "POST", path: "/two-factor/enable", action: "account.two-factor-begin", counts: "proof", fixed: { method: "totp", issuer: undefined } },
  {
    method: "POST",
    path: "/two-factor/verify-totp",
    action: "account.two-factor-code",
    counts: "proof",
    signsIn: true,
    fixed: { trustDevice: false },
  },
  {
    method: "POST",
    path: "/two-factor/verify-backup-code",
    action: "account.backup-code",
    counts: "proof",
    signsIn: true,
    fixed: { trustDevice: false, disableSession: false },
  },
  { method: "POST", path: "/two-factor/generate-backup-codes", action: "account.backup-codes", counts: "proof" },
  { method: "POST", path: "/two-factor/disable", action: "account.two-factor-disable", counts: "proof" },
];

export function endpointOf(method: string, path: string): Endpoint | null {
  return ENDPOINTS.find((endpoint) => endpoint.method === method && endpoint.path === path) ?? null;
}
