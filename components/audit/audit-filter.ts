import { AuditFilter } from "#lib/contracts/audit.ts";

type Query = Record<string, string | string[] | undefined>;

const KEYS = ["action", "actorType", "actor", "subject", "from", "to"] as const;

/** The trail's filter as its address says it; what the address says wrongly is left out. Pure. */
export function auditFilterFrom(query: Query): AuditFilter {
  const filter: Record<string, unknown> = {};
  for (const key of KEYS) {
    const value = [query[key]].flat()[0];
    if (value && AuditFilter.shape[key].safeParse(value).success) filter[key] = value;
  }
  return AuditFilter.parse(filter);
}

/** The address of a filter. Pure. */
export function auditQuery(filter: AuditFilter): string {
  const query = new URLSearchParams();
  for (const key of KEYS) if (filter[key]) query.set(key, filter[key]);
  return query.toString();
}
