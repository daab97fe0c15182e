import type { Metadata } from "next";
import { auditFilterFrom } from "#components/audit/audit-filter.ts";
import { AuditTrail } from "#components/audit/audit-trail.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { load, requirePerson } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Audit trail" };

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const { person } = await requirePerson();
  if (person.role !== "admin")
    return <EmptyState title="Only administrators read the audit trail">Ask one of them for what you need to know.</EmptyState>;
  const filter = auditFilterFrom(await searchParams);
  const first = await load((api) => api.audit.list({ ...filter, limit: 50 }));
  return <AuditTrail key={JSON.stringify(filter)} filter={filter} first={first} />;
}
