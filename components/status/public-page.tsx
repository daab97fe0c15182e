"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { RoomState } from "#lib/contracts/room.ts";
import type { UpdateDraft } from "#lib/contracts/status/commands.ts";
import { Composer } from "./composer.tsx";
import { PublishedList } from "./published-list.tsx";
import { QuestionList } from "./question-list.tsx";
import { RequestList } from "./request-list.tsx";

/** What the public is told of one incident: the next update with its preview, what waits for approval, and what was published. */
export function PublicPage({ room, draft }: { room: RoomState; draft: UpdateDraft }) {
  const router = useRouter();
  const [round, setRound] = useState(0);
  const again = () => {
    setRound((before) => before + 1);
    router.refresh();
  };
  return (
    <>
      <PageHeader
        title="Public updates"
        description={`${room.reference} · ${room.title}`}
        actions={<LinkButton href={`/incidents/${room.reference}`}>Back to the room</LinkButton>}
      />
      <div className="mx-auto grid max-w-[1200px] gap-6 px-4 py-4 sm:px-6">
        <RequestList room={room} onDone={again} />
        <QuestionList room={room} onDone={again} />
        {room.visibility === "private" ? (
          <Callout tone="warn">This incident is private, so nothing of it may be on a status page.</Callout>
        ) : draft.pages.length === 0 ? (
          <Callout>
            {room.kind === "drill" || room.kind === "test"
              ? "There is no status page for practice yet. Make one under Status pages, and mark it so."
              : "There is no status page yet. An administrator makes one under Status pages."}
          </Callout>
        ) : (
          <Composer key={`${round} ${room.told.publications.length}`} room={room} draft={draft} onDone={again} />
        )}
        <PublishedList room={room} onDone={again} />
      </div>
    </>
  );
}
