"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import type { ConnectionSummary, ConnectionTest } from "#lib/contracts/connection.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ConnectionDialog } from "./connection-dialog.tsx";
import { ConnectionGroup } from "./connection-group.tsx";
import { ConnectionLine } from "./connection-line.tsx";
import { type Ability, abilityOf } from "./connection-words.ts";
import { useConnectionsChanged } from "./use-connections-changed.ts";

/** The systems that investigations read from, and the channels that pages go out by. */
export function ConnectionsPage({ first }: { first: ConnectionSummary[] }) {
  const trpc = useTRPC();
  const [editing, setEditing] = useState<ConnectionSummary | Ability | null>(null);
  const { data: connections } = useQuery({ ...trpc.connections.list.queryOptions(), initialData: first, staleTime: 0 });
  const { test, testing, tests } = useTesting();
  const edited = typeof editing === "string" ? null : editing;
  const lineOf = (connection: ConnectionSummary) => (
    <ConnectionLine
      key={connection.id}
      connection={connection}
      test={tests[connection.id] ?? connection.lastTest}
      isTesting={testing === connection.id}
      onTest={() => test(connection.id)}
      onEdit={() => setEditing(connection)}
    />
  );
  const those = (ability: Ability) => connections.filter(({ kind }) => abilityOf(kind) === ability).map(lineOf);
  return (
    <div className="grid gap-8">
      <ConnectionGroup ability="reads" lines={those("reads")} onConnect={() => setEditing("reads")} />
      <ConnectionGroup ability="notifies" lines={those("notifies")} onConnect={() => setEditing("notifies")} />
      <ConnectionGroup ability="tracks" lines={those("tracks")} onConnect={() => setEditing("tracks")} />
      <ConnectionDialog
        key={edited ? `${edited.id}:${edited.version}` : String(editing)}
        isOpen={editing !== null}
        connection={edited}
        ability={edited ? abilityOf(edited.kind) : typeof editing === "string" ? editing : "reads"}
        onClose={() => setEditing(null)}
        onSaved={test}
      />
    </div>
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
