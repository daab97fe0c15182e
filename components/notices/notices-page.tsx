"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { EditConflict } from "#components/forms/edit-conflict.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import type { NoticeBook } from "#lib/contracts/notice.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { SeverityLines } from "./severity-lines.tsx";
import { type NoticeEditor, useNoticeDraft } from "./use-notice-draft.ts";

/** Who is told of incidents without working on them: by severity and by what happened. */
export function NoticesPage({ first, policies }: { first: NoticeBook; policies: PolicyBook }) {
  const trpc = useTRPC();
  const { me, settings } = useConsole();
  const options = trpc.notices.book.queryOptions();
  const { data } = useQuery({ ...options, initialData: first, staleTime: 0 });
  const book = data.version >= first.version ? data : first;
  const editor = useNoticeDraft(book);
  const saving = useSaving(book, editor);
  const canChange = me.role === "admin";
  const { draft, change } = editor;
  return (
    <div data-wide className="grid min-w-0 grid-cols-1 gap-5">
      <Head editor={editor} canChange={canChange} isPending={saving.isPending} onSave={saving.save} />
      {canChange ? null : <Callout>Only administrators change who is told. Ask one of them.</Callout>}
      {editor.isRestored && editor.isChanged ? <Callout tone="accent">This is what you had not saved yet. Save it, or discard it.</Callout> : null}
      <EditConflict
        what="changed who is told while you were editing"
        problem={saving.problem}
        onMine={saving.saveOver}
        onTheirs={saving.keepTheirs}
      />
      {saving.problem && !saving.problem.conflict ? <Callout tone="bad" title={saving.problem.errors[0]?.message ?? saving.problem.detail} /> : null}
      <fieldset disabled={!canChange} className="grid min-w-0 grid-cols-1 gap-5">
        <legend className="sr-only">Who is told</legend>
        {SEVERITIES.map((severity) => (
          <SeverityLines
            key={severity}
            severity={severity}
            label={settings.severities[severity].label}
            rules={draft.matrix[severity]}
            standing={book}
            isChanged={JSON.stringify(draft.matrix[severity]) !== JSON.stringify(book.matrix[severity])}
            policies={policies}
            names={draft.names}
            problem={saving.problem}
            onChange={(rules, names) => change({ ...draft.matrix, [severity]: rules }, names)}
          />
        ))}
      </fieldset>
    </div>
  );
}

type HeadProps = { editor: NoticeEditor; canChange: boolean; isPending: boolean; onSave: () => void };

function Head({ editor, canChange, isPending, onSave }: HeadProps) {
  const { isChanged, canUndo, undo, discard } = editor;
  return (
    <div className="flex flex-wrap items-start gap-2">
      <div className="min-w-60 flex-1 text-13 text-ink-soft">
        <p>People who should know without working on it. They are told in their inbox at once, and by the first of their own means.</p>
        <p>Quiet hours hold news back until they end, then only the last is sent; that a SEV1 begins always comes through.</p>
        <p>Private incidents are told to their members only, drills and tests to nobody.</p>
      </div>
      {canChange ? (
        <>
          <Button variant="ghost" icon={<Undo2 size={14} aria-hidden />} isDisabled={!canUndo} onClick={undo}>
            Undo
          </Button>
          {isChanged ? (
            <Button variant="ghost" onClick={discard}>
              Discard
            </Button>
          ) : null}
          <Button variant="primary" isDisabled={!isChanged} isPending={isPending} onClick={onSave}>
            Save
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** Saves what stands in the editor; a conflict is decided there. */
function useSaving(book: NoticeBook, { draft, discard }: NoticeEditor) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.notices.book.queryOptions();
  const reread = () => client.fetchQuery({ ...options, staleTime: 0 });
  const command = useCommand(trpc.notices.save.mutationOptions(), () => {
    toast.done("Saved");
    void reread().then(discard);
  });
  const send = (version: number) => command.mutate({ version, matrix: draft.matrix });
  return {
    problem: command.problem,
    isPending: command.isPending,
    save: () => send(book.version),
    saveOver: () => void reread().then(({ version }) => send(version)),
    keepTheirs: () => {
      command.reset();
      void reread().then(discard);
    },
  };
}
