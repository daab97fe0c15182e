import { isIP } from "node:net";
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "#lib/contracts/people.ts";
import { publicUrl } from "#server/platform/env.ts";
import { newId } from "#server/platform/id.ts";
import { log } from "#server/platform/log.ts";
import { cookiePrefix, isSecure, SESSION_SECONDS } from "./cookies.ts";
import { authSecret } from "./secret.ts";
import { authTables } from "./tables.ts";

/** Carries the sender's address, as we know it, to the library. Never taken from outside. */
export const ADDRESS_HEADER = "x-muster-address";

type Library = Awaited<ReturnType<typeof createLibrary>>;
let library: Promise<Library> | undefined;

export function authLibrary(): Promise<Library> {
  library ??= createLibrary().catch((error) => {
    library = undefined;
    throw error;
  });
  return library;
}

/** The same refusal as for a wrong password, so that it tells nothing about an account. */
export function wrongCredentials(): APIError {
  return new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" });
}

/** Passkeys belong to a host name; an address of numbers cannot have any, so there they belong to localhost. */
function relyingParty(): string {
  const { hostname } = new URL(publicUrl());
  return isIP(hostname.replace(/^\[|\]$/g, "")) ? "localhost" : hostname;
}

async function createLibrary() {
  return betterAuth({
    appName: "Muster",
    baseURL: publicUrl(),
    basePath: "/api/auth",
    secret: await authSecret(),
    database: prismaAdapter(authTables, { provider: "postgresql" }),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: "error", log: (_level, message) => log.warn({ part: "sign-in" }, message) },
    onAPIError: { onError: (error) => logFailure(error) },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD_LENGTH, maxPasswordLength: MAX_PASSWORD_LENGTH },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: 60 * 60,
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    databaseHooks: { session: { create: { before: async ({ userId }) => refuseDeactivated(userId) } } },
    advanced: {
      database: { generateId: () => newId() },
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(),
      defaultCookieAttributes: { secure: isSecure(), httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 128 },
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    trustedOrigins: (request) => (request ? [ownOrigin(request)] : []),
    plugins: [
      twoFactor({ issuer: "Muster" }),
      passkey({
        rpID: relyingParty(),
        rpName: "Muster",
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        authentication: { afterVerification: async ({ verification }) => requireVerifiedUser(verification.authenticationInfo.userVerified) },
        registration: { afterVerification: async ({ verification }) => requireVerifiedUser(verification.registrationInfo?.userVerified ?? false) },
      }),
    ],
  });
}

/** Refusals are ordinary; only failures of our own are worth a line. */
function logFailure(error: unknown): void {
  const isRefusal = error instanceof APIError && error.statusCode < 500;
  if (!isRefusal) log.error({ part: "sign-in", error: error instanceof Error ? error.stack : String(error) }, "A sign-in request failed.");
}

/** The handler has checked the origin of every change before the library sees it. */
function ownOrigin(request: Request): string {
  return request.headers.get("origin") ?? new URL(publicUrl()).origin;
}

async function refuseDeactivated(userId: string): Promise<void> {
  const user = await authTables.user.findUnique({ where: { id: userId }, select: { deactivatedAt: true } });
  if (!user || user.deactivatedAt) throw wrongCredentials();
}

/** A passkey stands for password and second factor together only if its device asked for a finger, face or PIN. */
function requireVerifiedUser(isVerified: boolean): void {
  if (!isVerified) throw new APIError("UNAUTHORIZED", { code: "USER_NOT_VERIFIED", message: "Unlock the passkey with your finger, face or PIN." });
}
