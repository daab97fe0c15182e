"use client";

import { useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { NowItem } from "#lib/contracts/deadline.ts";
import { cardId, QueueCard } from "./queue-card.tsx";
import { type Answering, nameOf } from "./use-answering.ts";

type QueueListProps = {
  items: NowItem[];
  /** Over several incidents: each line names its own. */
  isAcross?: boolean;
  /** How many are shown until somebody asks for the rest. */
  foldedTo?: number;
  serverNow: string;
  answering: Answering;
};

/** What needs one's decision, the earliest due first; by keyboard `j` and `k`, `a`, `e` and `x`. */
export function QueueList({ items, isAcross = false, foldedTo = Number.POSITIVE_INFINITY, serverNow, answering }: QueueListProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const waiting = items.filter((item) => !answering.isAside(item));
  const shown = isUnfolded ? waiting : waiting.slice(0, foldedTo);
  const [active, setActive] = useActive(shown, isAcross, serverNow);
  const hidden = waiting.length - shown.length;
  const aside = items.length - waiting.length;
  return (
    <section aria-label="Needs your decision" className="overflow-hidden rounded-lg border border-line-strong bg-surface">
      <div className="flex min-h-8 items-center gap-2 border-b border-line px-3 sm:px-3.5">
        <h2 className="flex-1 text-12 font-semibold text-ink-soft">
          Needs your decision <span className="font-normal text-ink-faint tabular-nums">{waiting.length}</span>
        </h2>
        {shown.length > 1 || !active ? <Kbd keys="j k" /> : null}
      </div>
      <QueueKeys shown={shown} active={active} onActivate={setActive} answering={answering} />
      <ul className="divide-y divide-line">
        {shown.map((item) => (
          <QueueCard
            key={nameOf(item)}
            item={item}
            isActive={item === active}
            isAcross={isAcross}
            serverNow={serverNow}
            answering={answering}
            onToggle={() => setActive(item === active ? null : item)}
          />
        ))}
      </ul>
      {hidden > 0 || (isUnfolded && waiting.length > foldedTo) || aside > 0 ? (
        <div className="flex flex-wrap gap-2 border-t border-line px-2 py-1">
          {hidden > 0 ? (
            <Button size="sm" variant="ghost" onClick={() => setUnfolded(true)}>
              {`${hidden} more`}
            </Button>
          ) : null}
          {isUnfolded && waiting.length > foldedTo ? (
            <Button size="sm" variant="ghost" onClick={() => setUnfolded(false)}>
              Show fewer
            </Button>
          ) : null}
          {aside > 0 ? (
            <Button size="sm" variant="ghost" onClick={answering.bringBack}>
              {`${aside} put aside: show`}
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

/** Later than this is not worth more than a line beside the timeline. */
const SOON_MS = 20 * 60_000;

/** The item that is open: the one chosen as long as it waits; else the first, where the queue is all there is to see or it is due soon. */
function useActive(shown: NowItem[], isAcross: boolean, serverNow: string): [NowItem | undefined, (item: NowItem | null) => void] {
  const [name, setName] = useState<string | undefined>(undefined);
  const now = useNow() ?? Date.parse(serverNow);
  const chosen = shown.find((item) => nameOf(item) === name);
  const [first] = shown;
  const isFirstSoon = first !== undefined && (isAcross || Date.parse(first.deadline.dueAt) - now < SOON_MS);
  const active = chosen ?? (isFirstSoon && name !== NONE ? first : undefined);
  return [active, (item) => setName(item ? nameOf(item) : NONE)];
}

/** Somebody closed what was open. */
const NONE = "";

type KeysProps = { shown: NowItem[]; active: NowItem | undefined; onActivate: (item: NowItem) => void; answering: Answering };

function QueueKeys({ shown, active, onActivate, answering }: KeysProps) {
  const group = "Needs your decision";
  const move = (step: number) => {
    const at = active ? shown.indexOf(active) : -1;
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + step))];
    if (!next) return;
    onActivate(next);
    document.getElementById(cardId(next))?.focus();
  };
  useShortcut("j", () => move(1), { label: "Next decision", group });
  useShortcut("k", () => move(-1), { label: "Previous decision", group });
  useShortcut("a", () => active && answering.accept(active), { label: "Accept", group });
  useShortcut("e", () => active && answering.edit(active), { label: "Answer otherwise", group });
  useShortcut("x", () => active && answering.decline(active), { label: "Decline, or not now", group });
  return null;
}
