"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { ExactCommand } from "#components/runbooks/exact-command.tsx";
import { SeverityBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Countdown } from "#components/ui/clock.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { NowItem } from "#lib/contracts/deadline.ts";
import { keyOf } from "#lib/contracts/deadlines-of.ts";
import type { Answering } from "./use-answering.ts";

type QueueCardProps = {
  item: NowItem;
  isActive: boolean;
  isAcross: boolean;
  serverNow: string;
  answering: Answering;
  onToggle: () => void;
};

export function cardId(item: NowItem): string {
  return `now-${item.reference ?? "none"}-${keyOf(item.deadline)}`.replaceAll(" ", "-");
}

/** One decision: a line with its clock; open, it says why, what each answer does, and what happens without one. */
export function QueueCard({ item, isActive, isAcross, serverNow, answering, onToggle }: QueueCardProps) {
  const { words, deadline } = item;
  return (
    <li className={`px-3 sm:px-3.5 ${isActive ? "bg-surface-raised" : ""}`}>
      <div className="flex min-h-9 items-center gap-2.5 pointer-coarse:min-h-11">
        <h3 className="min-w-0 flex-1">
          <button
            type="button"
            id={cardId(item)}
            aria-expanded={isActive}
            onClick={onToggle}
            className="flex w-full min-w-0 items-center gap-1.5 rounded-md py-1 text-left text-13 font-semibold pointer-coarse:min-h-11"
          >
            <ChevronRight size={14} aria-hidden className={`shrink-0 text-ink-faint transition-transform ${isActive ? "rotate-90" : ""}`} />
            <bdi className={isActive ? "[overflow-wrap:anywhere]" : "truncate"}>{words.title}</bdi>
          </button>
        </h3>
        <Countdown until={deadline.dueAt} serverNow={serverNow} announced={`The decision “${words.title}”`} />
      </div>
      {isAcross ? <IncidentLine item={item} /> : null}
      {isActive ? <CardBody item={item} isAcross={isAcross} answering={answering} /> : null}
    </li>
  );
}

function IncidentLine({ item }: { item: NowItem }) {
  if (!item.reference) return <p className="pb-1.5 pl-5 text-12 text-ink-faint">About no incident yet</p>;
  return (
    <p className="flex min-w-0 items-center gap-2 pb-1.5 pl-5 text-12 text-ink-soft">
      <SeverityBadge severity={item.severity} look="plain" />
      <Link href={`/incidents/${item.reference}`} className="flex min-w-0 items-center gap-2 hover:text-ink hover:underline pointer-coarse:min-h-11">
        <span className="font-mono whitespace-nowrap">{item.reference}</span>
        <bdi className="truncate">{item.incident}</bdi>
      </Link>
    </p>
  );
}

function CardBody({ item, isAcross, answering }: Pick<QueueCardProps, "item" | "isAcross" | "answering">) {
  const { accept, decline, why, onExpiry } = item.words;
  const [from] = item.evidence;
  return (
    <div className="grid gap-2 pb-3 pl-5 text-13">
      <p className="[overflow-wrap:anywhere] text-ink-soft" dir="auto">
        {why}{" "}
        {from ? (
          <a href={isAcross ? `/incidents/${item.reference}?entry=${from}` : `#entry-${from}`} className="underline hover:text-ink">
            Where it comes from
          </a>
        ) : null}
      </p>
      {item.exact ? <ExactCommand exact={item.exact} /> : null}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 text-12">
        <dt className="text-ink-faint">{accept.label.replace("…", "")}</dt>
        <dd className="text-ink-soft">{accept.effect}</dd>
        {decline ? (
          <>
            <dt className="text-ink-faint">{decline.label}</dt>
            <dd className="text-ink-soft">{decline.effect}</dd>
          </>
        ) : null}
        <dt className="text-ink-faint">No answer</dt>
        <dd className="text-ink-soft">{onExpiry}</dd>
      </dl>
      {item.problem ? (
        <p className="text-12 text-warn">What follows without an answer could not be done yet and is tried again: {item.problem}</p>
      ) : null}
      <div className="flex flex-wrap gap-2 pointer-coarse:grid pointer-coarse:grid-cols-2">
        <Button variant="primary" kbd="a" isPending={answering.isPending("accept", item)} onClick={() => answering.accept(item)}>
          {accept.label}
        </Button>
        <OtherWay words={item.words} onEdit={() => answering.edit(item)} />
        {decline ? (
          <Button kbd="x" isPending={answering.isPending("decline", item)} onClick={() => answering.decline(item)}>
            {decline.label}
          </Button>
        ) : (
          <Button variant="ghost" kbd="x" onClick={() => answering.decline(item)}>
            Not now
          </Button>
        )}
      </div>
    </div>
  );
}

/** A dialog or a page beside the two answers, unless it is the first one's own. */
function OtherWay({ words: { edit, accept }, onEdit }: { words: NowItem["words"]; onEdit: () => void }) {
  if (!edit) return null;
  if ("dialog" in edit && edit.dialog === accept.dialog) return null;
  return (
    <div className="grid pointer-coarse:order-last pointer-coarse:col-span-2">
      {"href" in edit ? (
        <LinkButton href={edit.href} kbd="e">
          {edit.label}
        </LinkButton>
      ) : (
        <Button kbd="e" onClick={onEdit}>
          {edit.label}
        </Button>
      )}
    </div>
  );
}
