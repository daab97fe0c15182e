"use client";

import { MessageCircleQuestion } from "lucide-react";
import type { FormEvent } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useDraft } from "#components/live/drafts.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Markdown } from "#components/timeline/markdown.tsx";
import { Button } from "#components/ui/button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { RunSummary } from "#lib/contracts/agent.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { questionOf, type ToolPart } from "./run-words.ts";

/** What the agent asked back, and what was answered; the field for it while it waits for who asked. */
export function Question({ part, run, onAnswered }: { part: ToolPart; run: RunSummary; onAnswered: () => void }) {
  const { me } = useConsole();
  const isOpen = part.state === "input-available" && run.endedAt === null;
  const isMine = run.askedBy.id === me.id;
  const { answer } = ((part.state === "output-available" ? part.output : null) ?? {}) as { answer?: unknown };
  return (
    <section
      aria-label="The agent asks"
      className={`grid gap-2 rounded-lg border px-3 py-2.5 ${isOpen ? "border-warn/40 bg-warn-soft" : "border-line bg-surface-raised"}`}
    >
      <div className="flex gap-2">
        <MessageCircleQuestion size={15} aria-hidden className="mt-[3px] shrink-0 text-warn" />
        <div className="min-w-0 text-13">
          <Markdown text={questionOf(part)} />
        </div>
      </div>
      {typeof answer === "string" ? (
        <p className="border-l-2 border-line-strong pl-2.5 text-13 [overflow-wrap:anywhere] whitespace-pre-wrap" dir="auto">
          <span className="text-ink-faint">
            <bdi>{run.askedBy.name}</bdi>:{" "}
          </span>
          {answer}
        </p>
      ) : null}
      {isOpen && isMine ? <AnswerForm run={run} onAnswered={onAnswered} /> : null}
      {isOpen && !isMine ? (
        <p className="text-12 text-ink-soft">
          Waits for <bdi>{run.askedBy.name}</bdi>, with whose rights it works.
        </p>
      ) : null}
    </section>
  );
}

function AnswerForm({ run, onAnswered }: { run: RunSummary; onAnswered: () => void }) {
  const trpc = useTRPC();
  const { text, setText, clear } = useDraft(`answer ${run.id}`);
  const send = useCommand(trpc.agents.answer.mutationOptions(), () => {
    clear();
    onAnswered();
  });
  const isReady = run.state === "waiting";
  const submit = (event: Pick<FormEvent, "preventDefault">) => {
    event.preventDefault();
    if (text.trim() !== "" && isReady && !send.isPending) send.mutate({ id: run.id, text });
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Textarea
        label="Your answer"
        isLabelHidden
        placeholder="Your answer"
        rows={1}
        value={text}
        onChange={setText}
        isAutoFocused
        error={fieldError(send.problem, "text")}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
        }}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" kbd="enter" isPending={send.isPending} isDisabled={!isReady}>
          Answer
        </Button>
      </div>
    </form>
  );
}
