"use client";

import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { answersOf } from "./own-page.ts";

/** Answers one's page: it is mine, or I cannot. Whoever was not paged may take it while nobody has. `kbd`: only where no queue has that key. */
export function AnswerButtons({ kbd, size = "md" }: { kbd?: string; size?: "sm" | "md" }) {
  const trpc = useTRPC();
  const view = useRoomView();
  const { me } = useConsole();
  const { reference } = view.room;
  const { isPaged, canAcknowledge } = answersOf(view, me.id);
  const answer = useCommand(trpc.escalation.answer.mutationOptions(), ({ isFirst }) => {
    if (isFirst) toast.done("It is yours. Nobody further is paged for want of an answer.");
  });
  const send = (word: "acknowledge" | "decline") => answer.mutate({ reference, answer: word });
  if (!canAcknowledge) return null;
  const pending = answer.isPending ? answer.variables?.answer : null;
  return (
    <>
      {kbd ? <AnswerKey keys={kbd} onPress={() => send("acknowledge")} /> : null}
      <Button size={size} variant="primary" kbd={kbd} isPending={pending === "acknowledge"} onClick={() => send("acknowledge")}>
        Acknowledge
      </Button>
      {isPaged ? (
        <Button size={size} isPending={pending === "decline"} onClick={() => send("decline")}>
          I can't
        </Button>
      ) : null}
    </>
  );
}

function AnswerKey({ keys, onPress }: { keys: string; onPress: () => void }) {
  useShortcut(keys, onPress, { label: "Acknowledge", group: "Escalation" });
  return null;
}
