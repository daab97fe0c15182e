"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useEffect, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ProblemList } from "./problem-list.tsx";
import { StepList } from "./step-list.tsx";
import { TextEditor } from "./text-editor.tsx";

type EditorPageProps = { slug: string | null; text: string; version: number; isDraft?: boolean };

const SETTLE_MS = 250;

/** The text of a runbook, with what is read out of it beside. What is typed is kept on this machine until it is saved. */
export function EditorPage({ slug, text: first, version, isDraft = false }: EditorPageProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const draftKey = `runbook ${slug ?? "new"} ${version}`;
  const [text, setText] = useState(first);
  const [note, setNote] = useState("");
  const settled = useSettled(useDeferredValue(text));
  useEffect(() => {
    const kept = localStorage.getItem(draftKey);
    if (kept !== null) setText(kept);
  }, [draftKey]);
  const change = (next: string): void => {
    setText(next);
    if (next === first) localStorage.removeItem(draftKey);
    else localStorage.setItem(draftKey, next);
  };
  const { data } = useQuery({ ...trpc.runbooks.check.queryOptions({ text: settled, slug: slug ?? "" }), placeholderData: keepPreviousData });
  const save = useCommand(trpc.runbooks.save.mutationOptions(), ({ slug: saved }) => {
    localStorage.removeItem(draftKey);
    router.push(`/runbooks/${saved}`);
    router.refresh();
  });
  const submit = () => save.mutate({ text, note, version, isDraft: false, ...(slug ? { slug } : {}) });
  useShortcut("mod+s", submit, { label: "Save the runbook", group: "Runbooks" });
  const hasErrors = data?.problems.some(({ level }) => level === "error") ?? true;
  return (
    <>
      <PageHeader
        title={slug ? `Edit ${slug}` : "New runbook"}
        description="Markdown with fenced commands, or YAML. Each heading or numbered point with a command is a step."
        actions={
          <>
            {text !== first ? (
              <Button variant="ghost" onClick={() => change(first)}>
                Discard changes
              </Button>
            ) : null}
            <LinkButton href={slug ? `/runbooks/${slug}` : "/runbooks"}>Back</LinkButton>
            <Button variant="primary" kbd="mod+s" isPending={save.isPending} isDisabled={hasErrors || settled !== text} onClick={submit}>
              {isDraft ? "Reviewed: save" : "Save"}
            </Button>
          </>
        }
      />
      <div className="grid gap-5 px-4 py-4 sm:px-6 lg:grid-cols-2">
        <div className="grid content-start gap-3">
          <TextEditor label="The text" value={text} onChange={change} />
          <Input label="What changed" placeholder="For those who look at the versions" value={note} onChange={setNote} maxLength={200} />
        </div>
        <section aria-label="As it is read" className="grid min-w-0 content-start gap-3">
          <h2 className="text-14 font-semibold">{data?.runbook ? data.runbook.title : "As it is read"}</h2>
          {save.problem ? <Callout tone="bad">{save.problem.detail}</Callout> : null}
          <div aria-live="polite">
            <ProblemList problems={data?.problems ?? []} />
          </div>
          {data?.runbook ? (
            <StepList runbook={data.runbook} />
          ) : (
            <p className="text-13 text-ink-soft">Once the errors are gone, the steps stand here.</p>
          )}
        </section>
      </div>
    </>
  );
}

/** The value once it has rested. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
