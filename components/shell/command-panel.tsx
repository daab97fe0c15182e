"use client";

import { useQuery } from "@tanstack/react-query";
import { Command as Cmdk } from "cmdk";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState, useSyncExternalStore } from "react";
import { SeverityBadge } from "#components/ui/badge.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { type Command, commandStore } from "./commands.ts";

export type Place = { href: string; label: string; keys: string };
const NONE: Command[] = [];
const ITEM = "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 data-[selected=true]:bg-accent-soft pointer-coarse:min-h-11";

/** What ⌘K opens: a line to type in, and what fits. */
export function CommandPanel({ places, onClose }: { places: Place[]; onClose: () => void }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const q = useDeferredValue(search.trim());
  const commands = useSyncExternalStore(commandStore.subscribe, commandStore.read, () => NONE);
  const found = useQuery({
    ...trpc.board.list.queryOptions({ q, state: "all", limit: 6 }),
    enabled: q.length > 1,
    placeholderData: (old) => old,
  });
  const choose = (run: () => void) => {
    onClose();
    run();
  };
  const sections = Map.groupBy(commands, ({ section }) => section);
  return (
    <Cmdk.Dialog
      open
      onOpenChange={onClose}
      label="Command bar"
      overlayClassName="fixed inset-0 z-40 bg-scrim"
      contentClassName="fixed inset-x-2 top-[10vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-line bg-surface-raised text-13 shadow-float"
    >
      <Cmdk.Input
        value={search}
        onValueChange={setSearch}
        placeholder="Go to, do, or find an incident…"
        className="w-full border-b border-line bg-transparent px-4 py-3 text-14 outline-none placeholder:text-ink-faint"
      />
      <Cmdk.List className="max-h-[50dvh] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-faint">
        <Cmdk.Empty className="px-3 py-6 text-center text-ink-soft">Nothing fits “{search}”.</Cmdk.Empty>
        {[...sections].map(([section, items]) => (
          <Cmdk.Group key={section} heading={section}>
            {items.map((command) => (
              <Cmdk.Item
                key={command.id}
                value={command.id}
                keywords={[command.title, command.keywords ?? ""]}
                onSelect={() => choose(command.run)}
                className={ITEM}
              >
                {command.icon ? <command.icon size={14} aria-hidden className="text-ink-faint" /> : null}
                <span className="flex-1">{command.title}</span>
                {command.kbd ? <Kbd keys={command.kbd} /> : null}
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        ))}
        <Cmdk.Group heading="Go to">
          {places.map(({ href, label, keys }) => (
            <Cmdk.Item key={href} value={`go ${label}`} onSelect={() => choose(() => router.push(href))} className={ITEM}>
              <span className="flex-1">{label}</span>
              <Kbd keys={keys} />
            </Cmdk.Item>
          ))}
        </Cmdk.Group>
        {q.length > 1 && found.data && found.data.items.length > 0 ? (
          <Cmdk.Group heading="Incidents" forceMount>
            {found.data.items.map((incident) => (
              <Cmdk.Item
                key={incident.id}
                value={`incident ${incident.reference} ${search}`}
                onSelect={() => choose(() => router.push(`/incidents/${incident.reference}`))}
                className={ITEM}
              >
                <SeverityBadge severity={incident.severity} />
                <bdi className="min-w-0 flex-1 truncate">{incident.title}</bdi>
                <span className="font-mono text-12 text-ink-faint">{incident.reference}</span>
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        ) : null}
      </Cmdk.List>
    </Cmdk.Dialog>
  );
}
