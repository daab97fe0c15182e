"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { ConnectionSummary, ConnectionTest } from "#lib/contracts/connection.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ConnectionDialog } from "./connection-dialog.tsx";
import { ConnectionLine } from "./connection-line.tsx";
import { useConnectionsChanged } from "./use-connections-changed.ts";

/** The systems that investigations read from. */
export function ConnectionsPage({ first }: { first: ConnectionSummary[] }) {
  const trpc = useTRPC();
  const [editing, setEditing] = useState<ConnectionSummary | "new" | null>(null);
  const { data: connections } = useQuery({ ...trpc.connections.list.queryOptions(), initialData: first, staleTime: 0 });
  const { test, testing, tests } = useTesting();
  const connect = (
    <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setEditing("new")}>
      Connect a system
    </Button>
  );
  return (
    <>
      {connections.length === 0 ? (
        <EmptyState title="No system is connected yet" icon={<Plug size={16} />} action={connect}>
          Investigations read metrics, log lines, events and changes from Prometheus, Loki, Grafana, Datadog and Kubernetes. They only read. Systems
          named in the environment, such as GRAFANA_URL, appear here by themselves.
        </EmptyState>
      ) : (
        <section className="grid gap-3">
          <div className="flex flex-wrap items-end gap-3">
            <div className="min-w-0 flex-1 basis-60">
              <h2 className="text-14 font-semibold">Connections</h2>
              <p className="text-13 text-ink-soft">Investigations read evidence from these systems. They change nothing there.</p>
            </div>
            {connect}
          </div>
          <ul aria-label="Connections" className="divide-y divide-line border-y border-line">
            {connections.map((connection) => (
              <ConnectionLine
                key={connection.id}
                connection={connection}
                test={tests[connection.id] ?? connection.lastTest}
                isTesting={testing === connection.id}
                onTest={() => test(connection.id)}
                onEdit={() => setEditing(connection)}
              />
            ))}
          </ul>
        </section>
      )}
      <ConnectionDialog
        key={editing === "new" || editing === null ? "new" : `${editing.id}:${editing.version}`}
        isOpen={editing !== null}
        connection={editing === "new" ? null : editing}
        onClose={() => setEditing(null)}
        onSaved={test}
      />
    </>
  );
}

/** Tests of the environment's connections are stored nowhere, so they are kept while the page is. */
function useTesting() {
  const trpc = useTRPC();
  const changed = useConnectionsChanged();
  const [tests, setTests] = useState<Record<string, ConnectionTest>>({});
  const { mutate, isPending, variables } = useCommand(trpc.connections.test.mutationOptions(), changed);
  const test = (id: string) => mutate({ id }, { onSuccess: (met) => setTests((before) => ({ ...before, [id]: met })) });
  return { test, tests, testing: isPending ? variables?.id : null };
}
