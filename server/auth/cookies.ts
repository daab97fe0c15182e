import { createHmac, timingSafeEqual } from "node:crypto";
import { publicUrl } from "#server/platform/env.ts";

export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** Behind https cookies are bound to this very host; on plain http (a laptop) browsers refuse that prefix. */
export function isSecure(): boolean {
  return publicUrl().startsWith("https:");
}

export function cookiePrefix(): string {
  return isSecure() ? "__Host-muster" : "muster";
}

export function sessionCookieName(): string {
  return `${cookiePrefix()}.session_token`;
}

/** The session token in a Cookie header, if its signature is ours; in the format of the auth library: `token.base64(HMAC-SHA256)`. */
export function sessionToken(cookieHeader: string | null | undefined, secret: string): string | null {
  const value = cookieHeader ? cookieValue(cookieHeader, sessionCookieName()) : null;
  const dot = value?.lastIndexOf(".") ?? -1;
  if (!value || dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const expected = Buffer.from(signatureOf(token, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** The Set-Cookie header that keeps a session's cookie for as long as the session. */
export function sessionCookie(token: string, secret: string): string {
  const value = encodeURIComponent(`${token}.${signatureOf(token, secret)}`);
  return `${sessionCookieName()}=${value}; Max-Age=${SESSION_SECONDS}; Path=/; HttpOnly${isSecure() ? "; Secure" : ""}; SameSite=Lax`;
}

function signatureOf(token: string, secret: string): string {
  return createHmac("sha256", secret).update(token).digest("base64");
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(";")) {
    const equals = part.indexOf("=");
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(equals + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}
