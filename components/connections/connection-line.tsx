"use client";

import { MoreHorizontal, PlugZap } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ConnectionSummary, ConnectionTest } from "#lib/contracts/connection.ts";
import { CONNECTION_KINDS, isReading } from "#lib/contracts/connection-kinds.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { inboundOf, placeOf, stateOf, variablesOf } from "./connection-words.ts";
import { useConnectionsChanged } from "./use-connections-changed.ts";

export type LineProps = { connection: ConnectionSummary; test: ConnectionTest | null; isTesting: boolean; onTest: () => void; onEdit: () => void };

/** One connected system: where it is, how its last test went, and what can be done with it. */
export function ConnectionLine(props: LineProps) {
  const { connection, test, isTesting } = props;
  const { name, kind, source, problem } = connection;
  const inbound = inboundOf(connection);
  const { word, tone } = isTesting ? ({ word: "testing", tone: "accent" } as const) : stateOf(connection, test);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 py-3 text-13">
      <h3 className="flex min-w-0 flex-wrap items-center gap-2">
        <bdi className="truncate font-semibold">{name}</bdi>
        {name === CONNECTION_KINDS[kind].title ? null : <Chip>{CONNECTION_KINDS[kind].title}</Chip>}
        {source === "environment" ? <Chip>from the environment</Chip> : null}
      </h3>
      <span className="flex justify-end">
        <Chip tone={tone}>{word}</Chip>
      </span>
      {source === "environment" ? (
        <Variables connection={connection} />
      ) : (
        <p className="col-span-full truncate font-mono text-12 text-ink-soft">{placeOf(connection)}</p>
      )}
      {inbound ? <p className="col-span-full truncate font-mono text-12 text-ink-soft">{inbound}</p> : null}
      <p role="status" className="col-span-full text-12 wrap-anywhere text-ink-soft">
        {isTesting ? (isReading(kind) ? "Asking what it is and what it has…" : "Sending a test message…") : (problem ?? <Told test={test} />)}
      </p>
      <LineActions {...props} />
    </li>
  );
}

function Told({ test }: { test: ConnectionTest | null }) {
  if (!test) return null;
  return (
    <>
      {test.message} · <TimeText at={test.at} format="relative" />
    </>
  );
}

function Variables({ connection }: { connection: ConnectionSummary }) {
  return (
    <dl className="col-span-full grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 font-mono text-12 text-ink-soft">
      {variablesOf(connection).map(({ name, value }) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd className="truncate">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function LineActions({ connection, isTesting, onTest, onEdit }: LineProps) {
  const trpc = useTRPC();
  const changed = useConnectionsChanged();
  const [isDeleting, setDeleting] = useState(false);
  const { id, kind, name, version, source, isEnabled } = connection;
  const change = useCommand(trpc.connections.change.mutationOptions(), changed);
  const remove = useCommand(trpc.connections.delete.mutationOptions(), () => {
    changed();
    toast.done(`${name} is deleted`);
  });
  const setEnabled = (wanted: boolean) => change.mutate({ id, version, isEnabled: wanted });
  return (
    <div className="col-span-full flex flex-wrap items-center gap-2 pt-1">
      <Button size="sm" icon={<PlugZap size={13} aria-hidden />} isPending={isTesting} aria-label={`Test connection ${name}`} onClick={onTest}>
        Test connection
      </Button>
      {source === "environment" ? null : (
        <>
          <Button size="sm" aria-label={`Edit ${name}`} onClick={onEdit}>
            Edit
          </Button>
          <Menu
            label={`Actions for ${name}`}
            align="start"
            trigger={<IconButton size="sm" label={`Actions for ${name}`} icon={<MoreHorizontal size={15} />} isPending={change.isPending} />}
            items={[
              { label: isEnabled ? "Disable" : "Enable", onSelect: () => setEnabled(!isEnabled) },
              { label: "Delete…", isDangerous: true, startsGroup: true, onSelect: () => setDeleting(true) },
            ]}
          />
          <ConfirmDialog
            isOpen={isDeleting}
            title={`Delete ${name}?`}
            confirm="Delete the connection"
            isDangerous
            isPending={remove.isPending}
            onConfirm={() => remove.mutate({ id })}
            onClose={() => setDeleting(false)}
          >
            {isReading(kind)
              ? "Its secrets are wiped, and investigations read no more from it. What was captured stays. This cannot be undone; disabling can."
              : "Its secrets are wiped, and no more pages go out by it, also where a policy names it. This cannot be undone; disabling can."}
          </ConfirmDialog>
        </>
      )}
    </div>
  );
}
