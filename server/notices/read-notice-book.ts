import { planDeliveries } from "#lib/contracts/contact.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { NOTICE_EVENTS, type NoticeBook, type NoticeOutlook } from "#lib/contracts/notice.ts";
import { readDirectory } from "#server/escalation/index.ts";
import { canTell } from "#server/paging/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow } from "#server/platform/db.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { readReachable } from "#server/timeline/index.ts";
import { tellThrough, type Where } from "./audience.ts";
import { noticeMatrix } from "./matrix.ts";

/** An incident of which nothing is known yet. */
const ANY: Where = { services: [], assignments: [], visibility: "normal", members: [], watchers: [] };

/** What depends on the incident itself is not missing only because nothing is known of it. */
const BY_INCIDENT = new Set(["owners", "watchers", "role", "on-call", "team-leads"]);

/** Who is told at which severity, and whom that would reach now: in the inbox, besides it, and which places. */
export async function readNoticeBook(ctx: Ctx): Promise<NoticeBook> {
  authorize(ctx, "settings.read");
  const [stored, now, directory] = await Promise.all([noticeMatrix(), databaseNow(), inTransaction(readDirectory)]);
  const reachable = await inTransaction((sql) => readReachable(sql, [...directory.people.keys()]));
  const isReachedOutside = (id: string) => {
    const { plan, methods } = reachable.get(id) ?? { plan: null, methods: [] };
    return planDeliveries({ urgency: "low", severity: null, plan, methods, now }).some(({ channel }) => canTell(channel));
  };
  const outlook = SEVERITIES.flatMap((severity) =>
    NOTICE_EVENTS.map((event): NoticeOutlook => {
      const rules = stored.matrix[severity].filter(({ events }) => events.includes(event));
      const { people, places } = tellThrough(directory, ANY, rules, now);
      return {
        severity,
        event,
        people: people.length,
        outside: people.filter(({ id }) => isReachedOutside(id)).length,
        places: places.map(({ name }) => name),
      };
    }),
  );
  const problems = SEVERITIES.flatMap((severity) => {
    const fixed = stored.matrix[severity].map((rule) => ({ ...rule, audiences: rule.audiences.filter(({ kind }) => !BY_INCIDENT.has(kind)) }));
    return tellThrough(directory, ANY, fixed, now).problems.map((problem) => ({ severity, problem }));
  });
  const named = SEVERITIES.flatMap((severity) => stored.matrix[severity].flatMap(({ audiences }) => audiences));
  const names = named.flatMap((one) => (one.kind === "user" ? [[one.id, directory.people.get(one.id)?.name ?? "Somebody who left"] as const] : []));
  return { ...stored, names: Object.fromEntries(names), outlook, problems };
}
