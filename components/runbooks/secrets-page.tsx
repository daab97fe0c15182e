"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { RunbooksFrame } from "./runbooks-frame.tsx";
import { SecretDialog } from "./secret-dialog.tsx";

type Secret = { name: string; updatedAt: string; updatedBy: string };

/** Secrets that steps may name: their names, and who stored them when. Their values are never shown. */
export function SecretsPage({ first }: { first: Secret[] }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const queries = useQueryClient();
  const options = trpc.runbooks.secrets.queryOptions();
  const { data } = useQuery({ ...options, initialData: first });
  const readAgain = () => void queries.invalidateQueries({ queryKey: options.queryKey });
  const [entered, setEntered] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const remove = useCommand(trpc.runbooks.deleteSecret.mutationOptions(), ({ name }) => {
    setLeaving(null);
    toast.done(`${name} is deleted.`);
    readAgain();
  });
  const mayManage = roleHolds(me.role, "settings.manage");
  const add = mayManage ? (
    <Button variant="primary" onClick={() => setEntered("")}>
      Store a secret
    </Button>
  ) : null;
  return (
    <RunbooksFrame actions={data.length > 0 ? add : null}>
      {data.length === 0 ? (
        <EmptyState title="No secret is stored" icon={<KeyRound size={16} />} action={add}>
          A step that names a secret gets its value in its environment, and nowhere else: it is masked in everything that the step writes.
          {mayManage ? "" : " Administrators store secrets."}
        </EmptyState>
      ) : (
        <ul aria-label="Secrets" className="divide-y divide-line border-y border-line">
          {data.map(({ name, updatedAt, updatedBy }) => (
            <li key={name} aria-label={name} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-mono text-13 font-semibold [overflow-wrap:anywhere]">{name}</p>
                <p className="text-12 text-ink-soft">
                  Stored by {updatedBy}, <TimeText at={updatedAt} format="relative" />
                </p>
              </div>
              {mayManage ? (
                <>
                  <Button onClick={() => setEntered(name)}>Replace</Button>
                  <Button variant="ghost" onClick={() => setLeaving(name)}>
                    Delete
                  </Button>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {entered === null ? null : (
        <SecretDialog
          name={entered}
          onClose={() => setEntered(null)}
          onStored={() => {
            setEntered(null);
            readAgain();
          }}
        />
      )}
      <ConfirmDialog
        isOpen={leaving !== null}
        title={`Delete ${leaving ?? ""}?`}
        confirm="Delete"
        isDangerous
        isPending={remove.isPending}
        onConfirm={() => leaving && remove.mutate({ name: leaving })}
        onClose={() => setLeaving(null)}
      >
        Steps that name it fail from now on, until it is stored again. The value cannot be read back.
      </ConfirmDialog>
    </RunbooksFrame>
  );
}
