"use client";

import { useCallback, useEffect, useState } from "react";
import { useDraft } from "#components/live/drafts.ts";
import type { PolicyView } from "#lib/contracts/escalation/policies.ts";
import { draftFrom, draftOf, type PolicyDraft } from "./draft.ts";

const MOST_STEPS = 50;

export type DraftEditor = {
  draft: PolicyDraft;
  change: (part: Partial<PolicyDraft>) => void;
  undo: () => void;
  canUndo: boolean;
  isChanged: boolean;
  /** Whether what is shown was kept from before, and not saved. */
  isRestored: boolean;
  /** Forgets what was not saved. */
  discard: () => void;
};

/** A policy as it is being edited: kept in this browser until it is saved or discarded, each change undone by one press. */
export function usePolicyDraft(standing: PolicyView | null): DraftEditor {
  const kept = useDraft(`policy ${standing ? `${standing.id ?? "default"} ${standing.version}` : "new"}`);
  const { setText, clear } = kept;
  const [draft, setDraft] = useState(() => draftOf(standing));
  const [before, setBefore] = useState<PolicyDraft[]>([]);
  const [isRestored, setRestored] = useState(false);
  useEffect(() => {
    if (!kept.isRestored) return;
    const found = draftFrom(kept.text);
    if (found) {
      setDraft(found);
      setRestored(true);
    }
  }, [kept.isRestored, kept.text]);
  const change = useCallback(
    (part: Partial<PolicyDraft>) => {
      const next = { ...draft, ...part };
      setBefore((steps) => [...steps, draft].slice(-MOST_STEPS));
      setDraft(next);
      setText(JSON.stringify(next));
    },
    [draft, setText],
  );
  const undo = () => {
    const last = before.at(-1);
    if (!last) return;
    setBefore(before.slice(0, -1));
    setDraft(last);
    setText(JSON.stringify(last));
  };
  const discard = () => {
    clear();
    setBefore([]);
    setRestored(false);
    setDraft(draftOf(standing));
  };
  const isChanged = JSON.stringify({ ...draft, names: {} }) !== JSON.stringify({ ...draftOf(standing), names: {} });
  return { draft, change, undo, canUndo: before.length > 0, isChanged, isRestored: isRestored && isChanged, discard };
}
