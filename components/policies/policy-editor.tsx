"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Plus, Undo2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { ServicePicker } from "#components/services/service-picker.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PolicyBook, PolicyView } from "#lib/contracts/escalation/policies.ts";
import { fieldError, type Problem, useTRPC } from "#lib/trpc/client.tsx";
import { addLevel, moveLevel, type PolicyDraft } from "./draft.ts";
import { LevelCard } from "./level-card.tsx";
import { placeOf } from "./places.ts";
import { PolicyConflict } from "./policy-conflict.tsx";
import { Preview } from "./preview.tsx";
import { RoundsFields } from "./rounds-fields.tsx";
import { type DraftEditor, usePolicyDraft } from "./use-policy-draft.ts";

const SaveDialog = deferred(() => import("./save-dialog.tsx").then((module) => module.SaveDialog));

/** One policy: levels, what follows them, whom it is for; what it would do stands beside it. `standing` null: a new one. */
export function PolicyEditor({ book, standing }: { book: PolicyBook; standing: PolicyView | null }) {
  const editor = usePolicyDraft(standing);
  const { me } = useConsole();
  const { draft, isChanged } = editor;
  const [isSaving, setSaving] = useState(false);
  const saving = useSaving(standing, editor, () => setSaving(false));
  const canChange = me.role === "admin";
  return (
    <div data-wide className="grid min-w-0 grid-cols-1 gap-5">
      <EditorHead
        title={standing?.name ?? "New policy"}
        editor={editor}
        canChange={canChange}
        isNew={standing === null}
        onSave={() => setSaving(true)}
      />
      {canChange ? null : <Callout>Only administrators change policies. Ask one of them.</Callout>}
      {editor.isRestored ? <Callout tone="accent">This is what you had not saved yet. Save it, or discard it.</Callout> : null}
      <PolicyConflict problem={saving.problem} onMine={saving.saveOver} onTheirs={saving.keepTheirs} />
      {saving.problem && !saving.problem.conflict ? <Callout tone="bad" title={saving.problem.detail} /> : null}
      <div className="grid min-w-0 grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(300px,380px)]">
        <fieldset disabled={!canChange} className="grid min-w-0 grid-cols-1 content-start gap-5">
          <legend className="sr-only">The policy</legend>
          <PolicyFields editor={editor} standing={standing} problem={saving.problem} />
          <Levels editor={editor} book={book} problem={saving.problem} />
          <RoundsFields
            rules={draft.rules}
            book={book}
            names={draft.names}
            error={fieldError(saving.problem, "rules.fallback")}
            onChange={(part, names = draft.names) => editor.change({ rules: { ...draft.rules, ...part }, names })}
          />
        </fieldset>
        <div className="min-w-0 lg:sticky lg:top-4 lg:self-start">
          <Preview draft={draft} />
        </div>
      </div>
      {isSaving && (isChanged || standing?.id === null || standing === null) ? (
        <SaveDialog
          draft={draft}
          standingId={standing?.id ?? null}
          isPending={saving.isPending}
          onSave={saving.save}
          onClose={() => setSaving(false)}
        />
      ) : null}
    </div>
  );
}

type HeadProps = { title: string; editor: DraftEditor; canChange: boolean; isNew: boolean; onSave: () => void };

function EditorHead({ title, editor, canChange, isNew, onSave }: HeadProps) {
  const { isChanged, canUndo, undo, discard, draft } = editor;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Link
        href="/settings/escalation"
        aria-label="All policies"
        className="grid size-7 place-items-center rounded-md hover:bg-surface-hover pointer-coarse:size-11"
      >
        <ArrowLeft size={15} aria-hidden />
      </Link>
      <h2 className="min-w-0 flex-1 text-16 font-semibold [overflow-wrap:anywhere]">{title}</h2>
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
          <Button variant="primary" isDisabled={draft.name.trim() === "" || !(isChanged || isNew)} onClick={onSave}>
            Save…
          </Button>
        </>
      ) : null}
    </div>
  );
}

function PolicyFields({ editor, standing, problem }: { editor: DraftEditor; standing: PolicyView | null; problem: Problem | null }) {
  const { draft, change } = editor;
  const isStandingDefault = standing?.isDefault ?? false;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      <Input label="Name" value={draft.name} onChange={(name) => change({ name })} error={fieldError(problem, "name")} dir="auto" />
      <Input label="Description (optional)" value={draft.description} onChange={(description) => change({ description })} dir="auto" />
      <ServicePicker
        label="Pages for"
        help={
          draft.isDefault
            ? "As the default it also pages for every service that has no policy of its own."
            : "Services that have none page by the default."
        }
        chosen={draft.services}
        onChange={(services) => change({ services })}
      />
      <Checkbox
        label="The default"
        help={isStandingDefault ? "Make another policy the default to change this." : "Pages where no other policy does."}
        isChecked={draft.isDefault}
        isDisabled={isStandingDefault}
        onChange={(isDefault) => change({ isDefault })}
      />
    </div>
  );
}

function Levels({ editor, book, problem }: { editor: DraftEditor; book: PolicyBook; problem: Problem | null }) {
  const { draft, change } = editor;
  const { levels } = draft.rules;
  const set = (next: PolicyDraft["rules"]["levels"], names = draft.names) => change({ rules: { ...draft.rules, levels: next }, names });
  return (
    <section aria-label="Levels" className="grid min-w-0 grid-cols-1 gap-2">
      <h3 className="text-14 font-semibold">Levels</h3>
      <ol className="grid min-w-0 grid-cols-1 gap-2">
        {levels.map((level, index) => (
          <LevelCard
            key={level.id}
            level={level}
            index={index}
            count={levels.length}
            book={book}
            names={draft.names}
            error={fieldError(problem, `rules.levels.${index}.title`)}
            targetsError={fieldError(problem, `rules.levels.${index}.targets`)}
            onChange={(part, names) =>
              set(
                levels.map((one, at) => (at === index ? { ...one, ...part } : one)),
                names,
              )
            }
            onMove={(to) => set(moveLevel(levels, index, to))}
            onDropFrom={(from) => set(moveLevel(levels, from, index))}
            onRemove={() => set(levels.filter((_, at) => at !== index))}
          />
        ))}
      </ol>
      {levels.length < 10 ? (
        <div>
          <Button icon={<Plus size={14} aria-hidden />} onClick={() => set(addLevel(levels))}>
            Add a level
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** Saves what stands in the editor; a conflict is decided there. */
function useSaving(standing: PolicyView | null, { draft, discard }: DraftEditor, onEnd: () => void) {
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const command = useCommand(trpc.policies.save.mutationOptions({ onSettled: onEnd }), ({ id, warnings }) => {
    discard();
    toast.done(warnings.length > 0 ? `Saved. ${warnings[0]}.` : "Saved");
    router.push(placeOf({ id }));
    router.refresh();
  });
  const send = (version: number, id = standing?.id ?? null) => {
    const { names: _, services, ...rest } = draft;
    command.mutate({ ...rest, id, version, services: services.map((service) => service.id) });
  };
  return {
    problem: command.problem,
    isPending: command.isPending,
    save: () => send(standing?.version ?? 0),
    /** Over what somebody else saved meanwhile: the newest version is read first. */
    saveOver: () => {
      const newest = client.fetchQuery({ ...trpc.policies.book.queryOptions(), staleTime: 0 });
      void newest.then(({ policies }) => {
        const rival = policies.find(({ id, isDefault }) => (standing?.id ? id === standing.id : isDefault));
        send(rival?.version ?? 0, rival?.id ?? null);
      });
    },
    keepTheirs: () => {
      discard();
      command.reset();
      router.refresh();
    },
  };
}
