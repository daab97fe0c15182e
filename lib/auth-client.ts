import { passkeyClient } from "@better-auth/passkey/client";
import { createAuthClient } from "better-auth/client";
import { twoFactorClient } from "better-auth/client/plugins";

/**
 * Signing in and out and one's own means of doing so, from the browser. Only what server/auth/endpoints.ts lists answers;
 * everything else about people and sessions goes through the API.
 */
export const authClient = createAuthClient({ basePath: "/api/auth", plugins: [twoFactorClient(), passkeyClient()] });

const WORDS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The e-mail address or the password is not right. Check both and try again.",
  INVALID_EMAIL: "Give your e-mail address, such as ada@example.com.",
  INVALID_PASSWORD: "This is not your password. Try again.",
  PASSWORD_TOO_SHORT: "The new password is too short. Use at least 12 characters.",
  PASSWORD_TOO_LONG: "The password is too long. Use at most 128 characters.",
  INVALID_CODE: "This code is not right. Wait for the next one and try again.",
  INVALID_BACKUP_CODE: "This backup code is not right, or was used already.",
  INVALID_TWO_FACTOR_COOKIE: "Signing in took too long. Give your password again.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Give your password again.",
  ACCOUNT_TEMPORARILY_LOCKED: "Too many wrong codes. Wait 15 minutes, or use a passkey.",
  TOTP_ALREADY_ENABLED: "An authenticator app is set up already. Remove it first.",
  PASSKEY_NOT_FOUND: "Muster does not know this passkey. Use another, or your password.",
  CHALLENGE_NOT_FOUND: "This took too long. Try again.",
  AUTHENTICATION_FAILED: "The passkey was not accepted. Try again, or use your password.",
  USER_NOT_VERIFIED: "Unlock the passkey with your finger, face or PIN.",
  AUTH_CANCELLED: "The passkey was not used. Try again, or use your password.",
  REGISTRATION_CANCELLED: "The passkey was not added. Try again.",
  FAILED_TO_VERIFY_REGISTRATION: "The passkey was not accepted. Try again with another.",
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: "This device has a passkey for Muster already.",
  ERROR_CEREMONY_ABORTED: "The passkey was not used. Try again.",
  ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY: "The browser gave no passkey. Try again, or use another device.",
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: "This key asks for no finger, face or PIN. Use one that does.",
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: "This key cannot keep passkeys. Use another.",
  ERROR_INVALID_DOMAIN: "Passkeys do not work at this address. Open Muster by its host name.",
  ERROR_INVALID_RP_ID: "Passkeys do not work at this address. Open Muster by its host name.",
};

type AuthError = { code?: string | undefined; message?: string | undefined; status?: number; detail?: unknown };

/** What to tell a person about a refusal of `authClient`. */
export function authProblem(error: AuthError): string {
  if (typeof error.detail === "string") return error.detail;
  const known = error.code ? WORDS[error.code] : undefined;
  if (known) return known;
  return error.status
    ? (error.message ?? "That did not work. Try again.")
    : "Muster cannot be reached. What you typed is kept; try again in a moment.";
}
