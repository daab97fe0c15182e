"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpenCheck, FilePlus2 } from "lucide-react";
import { useRef, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import type { RunbookCard } from "#lib/contracts/runbook-run.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ImportMenu } from "./import-menu.tsx";
import { RunbookLine } from "./runbook-line.tsx";
import { RunbooksFrame } from "./runbooks-frame.tsx";
import { StartButton } from "./start-button.tsx";

/** Every runbook, found by words. */
export function LibraryPage({ first }: { first: { items: RunbookCard[] } }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [words, setWords] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const { data } = useQuery({ ...trpc.runbooks.list.queryOptions({}), initialData: first });
  useShortcut("f", () => search.current?.focus(), { label: "Find a runbook", group: "Runbooks" });
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = data.items.filter(({ slug, title, summary, tags }) =>
    wanted.every((word) => `${slug} ${title} ${summary} ${tags.join(" ")}`.toLowerCase().includes(word)),
  );
  const mayManage = roleHolds(me.role, "runbook.manage");
  return (
    <RunbooksFrame actions={mayManage ? <Writing /> : null}>
      <Input
        ref={search}
        label="Find a runbook"
        isLabelHidden
        type="search"
        placeholder="Find by name, words or tag"
        value={words}
        onChange={setWords}
      />
      {shown.length === 0 ? (
        <EmptyState
          title="No runbook fits these words"
          icon={<BookOpenCheck size={16} />}
          action={mayManage ? <LinkButton href="/runbooks/new">Write one</LinkButton> : null}
        >
          A runbook is a text in Markdown or YAML: what to do, step by step, with the commands.
        </EmptyState>
      ) : (
        <ul aria-label="Runbooks" className="divide-y divide-line border-y border-line">
          {shown.map((card) => (
            <RunbookLine
              key={card.slug}
              card={card}
              action={roleHolds(me.role, "runbook.run") && !card.isArchived ? <StartButton slug={card.slug} title={card.title} /> : null}
            />
          ))}
        </ul>
      )}
    </RunbooksFrame>
  );
}

function Writing() {
  return (
    <>
      <ImportMenu />
      <LinkButton href="/runbooks/new" variant="primary" icon={<FilePlus2 size={14} aria-hidden />}>
        New runbook
      </LinkButton>
    </>
  );
}
