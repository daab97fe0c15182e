"use client";

import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { NowItem } from "#lib/contracts/deadline.ts";
import type { Answering } from "./use-answering.ts";

/** Asks once more before a proposal that reaches people or cannot be taken back, and says what will happen. */
export function ConfirmDecision({ item, answering }: { item: NowItem; answering: Answering }) {
  const { title, accept } = item.words;
  return (
    <ConfirmDialog
      isOpen
      title={title}
      confirm="Accept"
      isPending={answering.isPending("accept", item)}
      onConfirm={() => answering.confirm(item)}
      onClose={answering.close}
    >
      <bdi className="[overflow-wrap:anywhere]">{accept.effect}</bdi>
      <p className="pt-1.5">It is done at once, with your rights and under your name.</p>
    </ConfirmDialog>
  );
}
