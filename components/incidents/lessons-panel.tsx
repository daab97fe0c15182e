"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { lessonWords } from "#lib/describe-lesson.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { RailSection } from "./rail-section.tsx";
import { useRoomView } from "./room-context.tsx";

/** Earlier incidents like this one, and what was to keep it from coming. Not shown while there is none. */
export function LessonsPanel() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { room, entries } = useRoomView();
  const { reference } = room;
  const { data: earlier = [] } = useQuery({ ...trpc.actionItems.lessons.queryOptions({ reference }), staleTime: 0 });
  const told = entries.filter(({ fact }) => fact.kind === "lesson").length;
  const key = trpc.actionItems.lessons.queryKey({ reference });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new entry on the timeline is what asks to read it anew.
  useEffect(() => void client.invalidateQueries({ queryKey: key }), [client, told]);
  if (earlier.length === 0) return null;
  return (
    <RailSection title="Seen before">
      <ul className="grid gap-2.5 text-13">
        {earlier.map(({ reference: other, title, items }) => (
          <li key={other} className="grid gap-1">
            <Link href={`/incidents/${other}`} className="min-w-0 truncate hover:underline">
              <span className="font-mono text-12 text-ink-faint">{other}</span> <bdi>{title}</bdi>
            </Link>
            <ul className="grid gap-1 border-l-2 border-warn pl-2">
              {items.map((item) => (
                <li key={item.item} className="[overflow-wrap:anywhere]">
                  <Link href={`/incidents/${other}/postmortem`} className="font-medium hover:underline">
                    <bdi>{item.title}</bdi>
                  </Link>
                  <p className="text-12 text-warn">
                    It {lessonWords(item)}
                    {item.owner ? <span className="text-ink-faint"> · {item.owner}</span> : null}
                  </p>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </RailSection>
  );
}
