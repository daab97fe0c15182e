"use client";

import { useState } from "react";
import { useDraft } from "#components/live/drafts.ts";
import { DEFAULT_RULES, PostmortemRules, type PostmortemRulesBook } from "#lib/contracts/postmortem-template.ts";

const MOST_STEPS = 50;

export type RulesEditor = {
  draft: PostmortemRules;
  change: (part: Partial<PostmortemRules>) => void;
  undo: () => void;
  canUndo: boolean;
  isChanged: boolean;
  isRestored: boolean;
  isShipped: boolean;
  reset: () => void;
  discard: () => void;
};

/** How postmortems are made, as it is being edited: kept in this browser until it is saved or discarded, each change undone by one press. */
export function useRulesDraft(book: PostmortemRulesBook): RulesEditor {
  const kept = useDraft(`postmortem rules ${book.version}`);
  const [before, setBefore] = useState<string[]>([]);
  const draft = draftFrom(kept.text) ?? book.rules;
  const set = (text: string) => (text ? kept.setText(text) : kept.clear());
  const change = (part: Partial<PostmortemRules>) => {
    setBefore((steps) => [...steps, kept.text].slice(-MOST_STEPS));
    const next = { ...draft, ...part };
    set(isSame(next, book.rules) ? "" : JSON.stringify(next));
  };
  return {
    draft,
    change,
    undo: () => {
      set(before.at(-1) ?? "");
      setBefore(before.slice(0, -1));
    },
    canUndo: before.length > 0,
    isChanged: !isSame(draft, book.rules),
    isRestored: kept.isRestored,
    isShipped: isSame(draft, DEFAULT_RULES),
    reset: () => change(DEFAULT_RULES),
    discard: () => {
      kept.clear();
      setBefore([]);
    },
  };
}

function draftFrom(text: string): PostmortemRules | null {
  if (!text) return null;
  try {
    return PostmortemRules.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whatever the order of their keys. */
function isSame(one: PostmortemRules, other: PostmortemRules): boolean {
  return ordered(one) === ordered(other);
}

function ordered({ sections, approvals, dueDays }: PostmortemRules): string {
  return JSON.stringify([
    sections.map(({ key, title, text }) => [key, title, text]),
    Object.entries(approvals).sort(),
    Object.entries(dueDays).sort(),
  ]);
}
