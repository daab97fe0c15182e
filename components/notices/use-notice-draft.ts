"use client";

import { useCallback, useEffect, useState } from "react";
import { useDraft } from "#components/live/drafts.ts";
import type { NoticeBook, NoticeMatrix } from "#lib/contracts/notice.ts";
import { type NoticeDraft, noticeDraftFrom } from "./audience.ts";

const MOST_STEPS = 50;

export type NoticeEditor = {
  draft: NoticeDraft;
  change: (matrix: NoticeMatrix, names?: Record<string, string>) => void;
  undo: () => void;
  canUndo: boolean;
  isChanged: boolean;
  isRestored: boolean;
  discard: () => void;
};

/** Who is told, as it is being edited: kept in this browser until it is saved or discarded, each change undone by one press. */
export function useNoticeDraft(book: NoticeBook): NoticeEditor {
  const { text, setText, clear, isRestored: isKept } = useDraft(`notices ${book.version}`);
  const standing: NoticeDraft = { matrix: book.matrix, names: book.names };
  const [edited, setEdited] = useState<NoticeDraft | null>(null);
  const [before, setBefore] = useState<(NoticeDraft | null)[]>([]);
  const [isRestored, setRestored] = useState(false);
  useEffect(() => {
    const found = isKept ? noticeDraftFrom(text) : null;
    if (!found) return;
    setEdited(found);
    setRestored(true);
  }, [isKept, text]);
  const set = useCallback(
    (next: NoticeDraft | null) => {
      setEdited(next);
      if (next) setText(JSON.stringify(next));
      else clear();
    },
    [setText, clear],
  );
  const draft = edited ?? standing;
  return {
    draft,
    change: (matrix, names = draft.names) => {
      setBefore((steps) => [...steps, edited].slice(-MOST_STEPS));
      set({ matrix, names });
    },
    undo: () => {
      set(before.at(-1) ?? null);
      setBefore(before.slice(0, -1));
    },
    canUndo: before.length > 0,
    isChanged: JSON.stringify(draft.matrix) !== JSON.stringify(standing.matrix),
    isRestored,
    discard: () => {
      set(null);
      setBefore([]);
      setRestored(false);
    },
  };
}
