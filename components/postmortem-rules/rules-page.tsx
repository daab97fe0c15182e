"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Undo2 } from "lucide-react";
import { EditConflict } from "#components/forms/edit-conflict.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PostmortemRulesBook } from "#lib/contracts/postmortem-template.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { SectionsEditor } from "./sections-editor.tsx";
import { SeverityTable } from "./severity-table.tsx";
import { TemplatePreviewPanel } from "./template-preview.tsx";
import { type RulesEditor, useRulesDraft } from "./use-rules-draft.ts";

/** How postmortems are made: the template, how many approve, and until when. */
export function PostmortemRulesPage({ first }: { first: PostmortemRulesBook }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const { data } = useQuery({ ...trpc.postmortems.rules.queryOptions(), initialData: first, staleTime: 0 });
  const book = data.version >= first.version ? data : first;
  const editor = useRulesDraft(book);
  const saving = useSaving(book, editor);
  const canChange = me.role === "admin";
  return (
    <div data-wide className="grid min-w-0 grid-cols-1 gap-5">
      <Head editor={editor} canChange={canChange} isPending={saving.isPending} onSave={saving.save} />
      {canChange ? null : <Callout>Only administrators change how postmortems are made. Ask one of them.</Callout>}
      {editor.isRestored && editor.isChanged ? <Callout tone="accent">This is what you had not saved yet. Save it, or discard it.</Callout> : null}
      <EditConflict
        what="changed how postmortems are made while you were editing"
        problem={saving.problem}
        onMine={saving.saveOver}
        onTheirs={saving.keepTheirs}
      />
      {saving.problem && !saving.problem.conflict ? <Callout tone="bad" title={saving.problem.errors[0]?.message ?? saving.problem.detail} /> : null}
      <div className="grid min-w-0 grid-cols-1 items-start gap-x-8 gap-y-6 lg:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <SectionsEditor sections={editor.draft.sections} canChange={canChange} onChange={(sections) => editor.change({ sections })} />
          <SeverityTable rules={editor.draft} canChange={canChange} onChange={editor.change} />
        </div>
        <TemplatePreviewPanel sections={editor.draft.sections} />
      </div>
    </div>
  );
}

type HeadProps = { editor: RulesEditor; canChange: boolean; isPending: boolean; onSave: () => void };

function Head({ editor, canChange, isPending, onSave }: HeadProps) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <p className="min-w-60 flex-1 text-13 text-ink-soft">
        What the next postmortem is made of, and what it takes to be done. Documents that are written already stay as they are.
      </p>
      {canChange ? (
        <>
          <Button variant="ghost" icon={<RotateCcw size={14} aria-hidden />} isDisabled={editor.isShipped} onClick={editor.reset}>
            Reset to the shipped one
          </Button>
          <Button variant="ghost" icon={<Undo2 size={14} aria-hidden />} isDisabled={!editor.canUndo} onClick={editor.undo}>
            Undo
          </Button>
          {editor.isChanged ? (
            <Button variant="ghost" onClick={editor.discard}>
              Discard
            </Button>
          ) : null}
          <Button variant="primary" isDisabled={!editor.isChanged} isPending={isPending} onClick={onSave}>
            Save
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** Saves what stands in the editor; a conflict is decided there. */
function useSaving(book: PostmortemRulesBook, { draft, discard }: RulesEditor) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.postmortems.rules.queryOptions();
  const reread = () => client.fetchQuery({ ...options, staleTime: 0 });
  const command = useCommand(trpc.postmortems.saveRules.mutationOptions(), () => {
    toast.done("Saved");
    discard();
    void reread();
  });
  const send = (version: number) => command.mutate({ version, rules: draft });
  return {
    problem: command.problem,
    isPending: command.isPending,
    save: () => send(book.version),
    saveOver: () => void client.fetchQuery({ ...options, staleTime: 0 }).then(({ version }) => send(version)),
    keepTheirs: () => {
      command.reset();
      discard();
      void reread();
    },
  };
}
