"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { FieldConflict } from "#lib/contracts/errors.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

type ServiceConflictProps = { conflict: FieldConflict; slug: string; onMine: (version: number) => void; onTheirs: () => void };

/** Two people changed the same of a service: both values stand here until one is chosen. */
export function ServiceConflict({ conflict, slug, onMine, onTheirs }: ServiceConflictProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { by, yours, theirs } = conflict;
  const fields = Object.keys(theirs as object);
  const saveMine = () =>
    void client.fetchQuery({ ...trpc.services.read.queryOptions({ slug }), staleTime: 0 }).then(({ version }) => onMine(version));
  return (
    <Callout tone="warn" title={`${by ?? "Somebody"} changed this service while you were editing`}>
      <dl className="grid gap-2 pt-1">
        {fields.map((field) => (
          <div key={field}>
            <dt className="text-12 font-medium">{WORDS[field] ?? field}</dt>
            <dd className="grid grid-cols-2 gap-2 text-12">
              <Value label="Yours" value={(yours as Record<string, unknown>)[field]} />
              <Value label="Theirs" value={(theirs as Record<string, unknown>)[field]} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex gap-2 pt-2">
        <Button size="sm" variant="primary" onClick={saveMine}>
          Save mine
        </Button>
        <Button size="sm" onClick={onTheirs}>
          Keep theirs
        </Button>
      </div>
    </Callout>
  );
}

const WORDS: Record<string, string> = {
  name: "Name",
  description: "What it does",
  tier: "Tier",
  team: "Team",
  revenuePerMinute: "Revenue per minute",
  slos: "Objectives",
  dependsOn: "Depends on",
  queries: "Queries",
  namespace: "Namespace",
};

function Value({ label, value }: { label: string; value: unknown }) {
  const text = typeof value === "string" ? value : Array.isArray(value) ? `${value.length} entries` : JSON.stringify(value);
  return (
    <span className="min-w-0 [overflow-wrap:anywhere]">
      <span className="block text-ink-soft">{label}</span>
      {text || "(empty)"}
    </span>
  );
}
