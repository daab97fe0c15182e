import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import type { Person } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ask } from "#server/platform/sql.ts";
import { SESSION_SECONDS, sessionCookie, sessionToken } from "./cookies.ts";
import { authSecret } from "./secret.ts";

/** `renewal`: a Set-Cookie header to answer with, when the session's life was prolonged. */
export type SignedIn = { person: Person; sessionId: string; renewal: string | null };

type Row = { session_id: string; is_aging: boolean; id: string; name: string; handle: string; email: string; role: OrganisationRole };

const RENEW_AFTER_SECONDS = 60 * 60;

/**
 * Who is signed in with these headers' cookie, read from the database each time: a revoked session ends at once.
 * With `renew`, for callers that can answer with a cookie, the session lives on, written at most once an hour.
 */
export async function sessionOf(headers: { get(name: string): string | null }, options: { renew?: boolean } = {}): Promise<SignedIn | null> {
  const cookie = headers.get("cookie");
  if (!cookie) return null;
  const secret = await authSecret();
  const token = sessionToken(cookie, secret);
  if (!token) return null;
  const [row] = await ask<Row>({
    name: "session",
    text: `
      SELECT s.id AS session_id, s.expires_at < now() + make_interval(secs => $2) AS is_aging, u.id, u.name, u.handle, u.email, u.role
      FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.token = $1 AND s.expires_at > now() AND u.deactivated_at IS NULL`,
    values: [token, SESSION_SECONDS - RENEW_AFTER_SECONDS],
  });
  if (!row) return null;
  const { session_id: sessionId, is_aging: isAging, ...person } = row;
  return { person, sessionId, renewal: isAging && options.renew ? await renew(sessionId, token, secret) : null };
}

/** Several requests at once may find the same session aging; each prolongs it to the same end. */
async function renew(sessionId: string, token: string, secret: string): Promise<string> {
  await db().$executeRaw`
    UPDATE session SET expires_at = now() + make_interval(secs => ${SESSION_SECONDS}), updated_at = now() WHERE id = ${sessionId}::uuid AND expires_at > now()`;
  return sessionCookie(token, secret);
}
