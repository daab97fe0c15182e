"use client";

import { useQuery } from "@tanstack/react-query";
import { Command as Cmdk } from "cmdk";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState, useSyncExternalStore } from "react";
import { AskItems, askValue, useAgents } from "#components/agents/ask-items.tsx";
import { readsAsSentence } from "#components/agents/ask-store.ts";
import { useAsking } from "#components/agents/use-asking.ts";
import { SeverityBadge } from "#components/ui/badge.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { byFitness } from "#lib/fit-agents.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CommandFrame, ITEM } from "./command-frame.tsx";
import { type Command, commandStore } from "./commands.ts";
import { rank } from "./rank-commands.ts";

export type Place = { href: string; label: string; keys: string };
type Item = Pick<Command, "id" | "title" | "kbd" | "icon" | "run"> & { words: string };
const NONE: Command[] = [];

/** What ⌘K opens: a line to type in, and what fits; last of all, asking an agent what was typed. */
export function CommandPanel({ places, onClose }: { places: Place[]; onClose: () => void }) {
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const groups = useGroups(places, search);
  const incidents = useIncidents(search);
  const { mayAsk } = useAsking();
  const agents = byFitness(useAgents(mayAsk && readsAsSentence(search)), search);
  const [seen, setSeen] = useState(incidents);
  if (seen !== incidents) {
    setSeen(incidents);
    setPicked(null);
  }
  const choose = (run: () => void) => {
    onClose();
    run();
  };
  const values = [...groups.flatMap(({ items }) => items.map(({ id }) => id)), ...incidents.map(incidentValue), ...agents.map(askValue)];
  const isPicked = picked !== null && values.includes(picked);
  return (
    <CommandFrame
      label="Command bar"
      search={search}
      placeholder="Go to, do, find an incident, or ask…"
      value={isPicked ? picked : (values[0] ?? "")}
      onSearch={setSearch}
      onValue={setPicked}
      onClose={onClose}
    >
      {values.length === 0 ? <p className="px-3 py-6 text-center text-ink-soft">Nothing fits “{search}”.</p> : null}
      {groups.map(({ heading, items }) => (
        <Cmdk.Group key={heading} heading={heading}>
          {items.map((item) => (
            <Cmdk.Item key={item.id} value={item.id} onSelect={() => choose(item.run)} className={ITEM}>
              {item.icon ? <item.icon size={14} aria-hidden className="text-ink-faint" /> : null}
              <span className="flex-1">{item.title}</span>
              {item.kbd ? <Kbd keys={item.kbd} /> : null}
            </Cmdk.Item>
          ))}
        </Cmdk.Group>
      ))}
      {incidents.length > 0 ? (
        <Cmdk.Group heading="Incidents">
          {incidents.map((incident) => (
            <Cmdk.Item
              key={incident.id}
              value={incidentValue(incident)}
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
      <AskItems agents={agents} text={search} />
    </CommandFrame>
  );
}

function incidentValue({ reference }: { reference: string }): string {
  return `incident ${reference}`;
}

/** What this page and every page offers, as far as it fits. */
function useGroups(places: Place[], search: string) {
  const router = useRouter();
  const commands = useSyncExternalStore(commandStore.subscribe, commandStore.read, () => NONE);
  return useMemo(() => {
    const sections = [...Map.groupBy(commands, ({ section }) => section)].map(([heading, items]) => ({
      heading,
      items: items.map((command): Item => ({ ...command, words: `${command.title} ${command.keywords ?? ""}` })),
    }));
    const going = places.map(
      ({ href, label, keys }): Item => ({
        id: `go ${label}`,
        title: label,
        kbd: keys,
        run: () => router.push(href),
        words: `Go to ${label}`,
      }),
    );
    return rank([...sections, { heading: "Go to", items: going }], search);
  }, [commands, places, router, search]);
}

const NO_INCIDENTS: never[] = [];

function useIncidents(search: string) {
  const trpc = useTRPC();
  const q = useDeferredValue(search.trim());
  const found = useQuery({
    ...trpc.board.list.queryOptions({ q, state: "all", limit: 6 }),
    enabled: q.length > 1,
    placeholderData: (old) => old,
  });
  return q.length > 1 ? (found.data?.items ?? NO_INCIDENTS) : NO_INCIDENTS;
}
