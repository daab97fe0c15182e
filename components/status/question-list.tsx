"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Question } from "#lib/contracts/status/publication.ts";
import { answerFromPublished, openQuestions } from "#lib/contracts/status/questions.ts";
import { relativeTime } from "#lib/time.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

/** What stakeholders ask, each with a draft made of what was published. One answer is for all who asked. */
export function QuestionList({ room, onDone }: { room: RoomState; onDone: () => void }) {
  const open = openQuestions(room);
  if (open.length === 0) return null;
  return (
    <section aria-label="Questions of stakeholders">
      <h2 className="pb-2 text-14 font-semibold">Questions of stakeholders</h2>
      <ul className="divide-y divide-line border-y border-line">
        {open.map((question) => (
          <OpenQuestion key={question.id} room={room} question={question} onDone={onDone} />
        ))}
      </ul>
    </section>
  );
}

function OpenQuestion({ room, question, onDone }: { room: RoomState; question: Question; onDone: () => void }) {
  const trpc = useTRPC();
  const { reference } = room;
  const [text, setText] = useState(() => answerFromPublished(room));
  const answer = useCommand(trpc.status.answer.mutationOptions(), onDone);
  const dismiss = useCommand(trpc.status.dismiss.mutationOptions(), onDone);
  const { id, people, askedAt, wordings } = question;
  return (
    <li className="grid gap-2 py-3">
      <p className="font-medium">{question.text}</p>
      <p className="text-12 text-ink-soft">
        {people === 1 ? "One person asks" : `${people} people ask`}, the first {relativeTime(askedAt, Date.now())}
        {wordings.length > 1 ? ` · also as: ${wordings.slice(1).join(" · ")}` : ""}
      </p>
      <form
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          answer.mutate({ reference, id, text });
        }}
      >
        <Textarea
          label="The answer"
          rows={2}
          value={text}
          onChange={setText}
          help="Only what was published: a number that no update says is refused."
          error={fieldError(answer.problem, "text")}
        />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" isPending={answer.isPending} isDisabled={text.trim() === ""}>
            Answer for all
          </Button>
          <Button isPending={dismiss.isPending} onClick={() => dismiss.mutate({ reference, id })}>
            Leave unanswered
          </Button>
        </div>
      </form>
    </li>
  );
}
