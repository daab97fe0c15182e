"use client";

import { ExactCommand } from "#components/runbooks/exact-command.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { NowItem } from "#lib/contracts/deadline.ts";
import type { Answering } from "./use-answering.ts";

/** Asks once more before what reaches people or cannot be taken back, and says what will happen, word for word where a command waits. */
export function ConfirmDecision({ item, answering }: { item: NowItem; answering: Answering }) {
  const { title, accept } = item.words;
  return (
    <ConfirmDialog
      isOpen
      title={title}
      confirm={accept.label.replace("…", "")}
      isPending={answering.isPending("accept", item)}
      onConfirm={() => answering.confirm(item)}
      onClose={answering.close}
    >
      <bdi className="[overflow-wrap:anywhere]">{accept.effect}</bdi>
      {item.exact ? (
        <div className="pt-2">
          <ExactCommand exact={item.exact} />
        </div>
      ) : (
        <p className="pt-1.5">It is done at once, with your rights and under your name.</p>
      )}
    </ConfirmDialog>
  );
}
