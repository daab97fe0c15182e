import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { type Channel, ChannelError } from "../channel.ts";

/** The inbox of the console: a row, and the call that wakes whoever looks. The same page is one row however often it is sent. */
export const inbox: Channel = {
  send: async (message) => {
    const { recipient, page, severity, title, reference, step, kind } = message;
    if (!recipient) throw new ChannelError("Only people have an inbox.", { isFinal: true });
    const marks = kind === "drill" ? "Drill · " : "";
    await db().$executeRaw`
      WITH made AS (
        INSERT INTO notification (id, user_id, kind, incident_id, seq, title, body, href, created_at)
        SELECT ${newId()}::uuid, ${recipient.id}::uuid, ${`page:${page}`}, p.incident_id, 0, ${`${marks}${severity ?? "Severity open"} · ${title}`},
          ${`You are paged: ${step}. Acknowledge, or say that you cannot.`}, ${`/incidents/${reference}?page=${page}`}, muster_now()
        FROM page p WHERE p.id = ${page}::uuid
        ON CONFLICT (user_id, incident_id, seq, kind) DO NOTHING RETURNING user_id
      )
      SELECT pg_notify('muster', 'inbox ' || user_id) FROM made`;
    return { state: "delivered", reference: null };
  },
};
