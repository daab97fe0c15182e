"use client";

import { Mail, Phone } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import type { OnCallNow } from "#lib/contracts/oncall-views.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { TakeOver } from "./take-over.tsx";
import { useViewerZone } from "./use-viewer-zone.ts";
import { momentWords, originWords } from "./words.ts";

/** Each schedule: who is on call, until when, how to reach them, who follows. */
export function NowList({ items }: { items: OnCallNow[] }) {
  const { me } = useConsole();
  const mayTake = roleHolds(me.role, "oncall.manage");
  return (
    <ul aria-label="On call now" className="-mt-3 divide-y divide-line border-b border-line">
      {items.map((item) => (
        <li
          key={item.schedule.id}
          className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[minmax(0,1.1fr)_minmax(0,1.6fr)_minmax(0,1.2fr)_auto] sm:items-center"
        >
          <div className="min-w-0">
            <h3 className="truncate text-14 font-semibold">
              <Link href={`/on-call/${item.schedule.slug}`} className="hover:underline pointer-coarse:inline-block pointer-coarse:min-h-8">
                <bdi>{item.schedule.name}</bdi>
              </Link>
            </h3>
            {item.schedule.team ? <p className="truncate text-12 text-ink-faint">{item.schedule.team.name}</p> : null}
          </div>
          <Present item={item} />
          <Following item={item} />
          <span className="flex justify-start sm:justify-end">{mayTake ? <TakeOver item={item} /> : null}</span>
        </li>
      ))}
    </ul>
  );
}

export function Present({ item: { now, gap, until, reach } }: { item: OnCallNow }) {
  const zone = useViewerZone();
  if (!now)
    return (
      <div className="min-w-0">
        <p className="flex items-center gap-2">
          <Chip tone="bad">Nobody is on call</Chip>
        </p>
        <p className="pt-0.5 text-12 text-ink-soft">
          {gap?.left ? `${gap.left.name} has left. ` : ""}
          {until ? `Until ${momentWords(until, zone)}` : "No shift is in sight."}
        </p>
      </div>
    );
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <Avatar id={now.person.id} name={now.person.name} size="lg" />
      <div className="min-w-0">
        <p className="flex items-center gap-2">
          <Link href={`/people/${now.person.id}`} className="truncate text-14 font-semibold hover:underline">
            <bdi>{now.person.name}</bdi>
          </Link>
          {now.origin.kind === "override" ? <Chip tone="accent">{originWords(now)}</Chip> : null}
        </p>
        <p className="text-12 text-ink-soft">{until ? `Until ${momentWords(until, zone)}` : "Always"}</p>
        {reach ? <ReachLinks email={reach.email} phone={reach.phone} name={now.person.name} /> : null}
      </div>
    </div>
  );
}

function ReachLinks({ email, phone, name }: { email: string; phone: string | null; name: string }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-12">
      {phone ? (
        <ReachLink href={`tel:${phone.replace(/[^+\d]/g, "")}`} label={`Call ${name}`} icon={<Phone size={12} aria-hidden />}>
          {phone}
        </ReachLink>
      ) : null}
      <ReachLink href={`mailto:${email}`} label={`Write to ${name}`} icon={<Mail size={12} aria-hidden />}>
        {email}
      </ReachLink>
    </p>
  );
}

function ReachLink({ href, label, icon, children }: { href: string; label: string; icon: ReactNode; children: ReactNode }) {
  return (
    <a
      href={href}
      title={label}
      className="inline-flex min-h-6 max-w-full items-center gap-1 text-accent-ink hover:underline pointer-coarse:min-h-11"
    >
      {icon}
      <span className="truncate">{children}</span>
    </a>
  );
}

export function Following({ item: { next } }: { item: OnCallNow }) {
  const zone = useViewerZone();
  if (!next) return <p className="text-12 text-ink-faint">Nobody follows.</p>;
  return (
    <p className="min-w-0 text-12 text-ink-soft">
      Then <bdi className="font-medium text-ink">{next.person.name}</bdi>
      <span className="block text-ink-faint">from {momentWords(next.from, zone)}</span>
    </p>
  );
}
