"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpenCheck, FilePlus2 } from "lucide-react";
import { useRef, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { toast } from "#components/ui/toast.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import type { RunbookCard } from "#lib/contracts/runbook-run.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
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

type Taken = { path: string; outcome: string; message: string | null }[];

function Writing() {
  const trpc = useTRPC();
  const input = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState<Taken>([]);
  const take = useCommand(trpc.runbooks.import.mutationOptions(), ({ files }) => {
    const good = files.filter(({ outcome }) => outcome === "new" || outcome === "changed").length;
    setFailed(files.filter(({ outcome }) => outcome === "failed"));
    toast.done(`${good} of ${files.length} ${files.length === 1 ? "file" : "files"} taken in.`);
  });
  const read = async (files: FileList | null): Promise<void> => {
    const texts = [...(files ?? [])].filter(({ name }) => /\.(md|markdown|ya?ml)$/i.test(name));
    if (texts.length === 0) return;
    take.mutate({
      files: await Promise.all(texts.map(async (file) => ({ path: file.webkitRelativePath || file.name, text: await file.text() }))),
      origin: "",
    });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".md,.markdown,.yaml,.yml"
        aria-label="Files to import"
        onChange={(event) => void read(event.target.files)}
      />
      <Button isPending={take.isPending} onClick={() => input.current?.click()}>
        Import
      </Button>
      <LinkButton href="/runbooks/new" variant="primary" icon={<FilePlus2 size={14} aria-hidden />}>
        New runbook
      </LinkButton>
      {failed.length > 0 ? (
        <Callout tone="bad">
          {failed.map(({ path, message }) => (
            <p key={path}>
              {path}: {message}
            </p>
          ))}
        </Callout>
      ) : null}
    </>
  );
}
