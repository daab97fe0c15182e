"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { AccountItem } from "#components/account/account-section.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { roleWord } from "#components/people/role-words.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { KeySummary } from "#lib/contracts/key.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useKeysChanged } from "./use-keys-changed.ts";

/** One key: whose, what it may, when it was used last, and its end. */
export function KeyItem({ apiKey, isOwn }: { apiKey: KeySummary; isOwn: boolean }) {
  const trpc = useTRPC();
  const changed = useKeysChanged();
  const [isEnding, setEnding] = useState(false);
  const { id, name, prefix, owner, role, scopes, createdAt, expiresAt, lastUsedAt, isExpired } = apiKey;
  const revoke = useCommand(trpc.keys.revoke.mutationOptions(), () => {
    setEnding(false);
    changed();
    toast.done(`“${name}” does not work any more`);
  });
  return (
    <>
      <AccountItem
        icon={<KeyRound size={16} />}
        title={
          <>
            <span className="[overflow-wrap:anywhere]">{name}</span>
            <code className="font-mono text-12 font-normal text-ink-faint">{prefix}…</code>
            {isOwn ? null : <Chip>{role ? roleWord(role) : owner?.name}</Chip>}
            {isExpired ? <Chip tone="bad">expired</Chip> : null}
          </>
        }
        detail={
          <>
            {scopes.length > 0 ? `Only ${scopes.join(", ")} · ` : null}
            {lastUsedAt ? (
              <>
                used <TimeText at={lastUsedAt} format="relative" />
              </>
            ) : (
              "never used"
            )}{" "}
            · made <TimeText at={createdAt} format="relative" />
            {expiresAt && !isExpired ? (
              <>
                {" "}
                · ends <TimeText at={expiresAt} format="relative" />
              </>
            ) : null}
          </>
        }
        action={
          <Button size="sm" onClick={() => setEnding(true)} aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        }
      />
      <ConfirmDialog
        isOpen={isEnding}
        title={`Revoke “${name}”?`}
        confirm="Revoke"
        isDangerous
        isPending={revoke.isPending}
        onConfirm={() => revoke.mutate({ id })}
        onClose={() => setEnding(false)}
      >
        Whatever uses it stops working at once. This cannot be undone; a new key can be made.
      </ConfirmDialog>
    </>
  );
}
