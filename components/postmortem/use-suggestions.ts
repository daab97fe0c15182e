"use client";

import type { Editor, Extension } from "@tiptap/core";
import { useMemo } from "react";
import { sentenceOf } from "#lib/describe-event.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { commandsFor } from "./commands.ts";
import type { GroundStore } from "./ground.ts";
import { suggesting } from "./suggesting.ts";
import type { Suggested } from "./suggestion-list.tsx";

const MOST_ENTRIES = 6;
const TOLD_AFTER_MS = 4_000;

type Client = ReturnType<typeof useTRPCClient>;

/** What `/` and `@` offer in the text of an incident's postmortem. */
export function useSuggestions(reference: string, ground: GroundStore, onPicture: () => void): Extension[] {
  const client = useTRPCClient();
  return useMemo(
    () => [
      suggesting({
        ...{ name: "commands", char: "/", label: "What can be put here" },
        items: async (query) => commandsFor({ query, ground: ground.read(), entries: await entriesLike(client, reference, query), onPicture }),
      }),
      suggesting({ name: "mentions", char: "@", label: "People", items: (query) => peopleLike(client, reference, query) }),
    ],
    [client, reference, ground, onPicture],
  );
}

async function entriesLike(client: Client, reference: string, query: string) {
  const q = query.trim();
  const found = await client.room.entries.query({ reference, ...(q ? { q } : {}), limit: MOST_ENTRIES }).catch(() => null);
  return (found?.items ?? []).map((entry) => ({ seq: entry.seq, at: entry.occurredAt, words: wordsOf(entry) }));
}

/** A note as it was written; anything else in its sentence. */
function wordsOf(entry: Parameters<typeof sentenceOf>[0]): string {
  const text = entry.fact.kind === "note" ? (entry.annotation?.text ?? entry.fact.text) : sentenceOf(entry);
  return text.replaceAll(/\s+/g, " ").slice(0, 200);
}

async function peopleLike(client: Client, reference: string, query: string): Promise<Suggested[]> {
  const found = await client.people.list.query({ q: query, limit: 6 }).catch(() => null);
  const begins = ({ name }: { name: string }): number => (name.toLowerCase().startsWith(query.toLowerCase()) ? 0 : 1);
  const people = (found?.items ?? []).toSorted((one, other) => begins(one) - begins(other));
  return people.map(({ id, name, handle }) => ({
    ...{ key: id, label: name, hint: `@${handle}` },
    put: (editor, range) => {
      const mention = { type: "mention", attrs: { id, handle, name } };
      editor
        .chain()
        .focus()
        .insertContentAt(range, [mention, { type: "text", text: " " }])
        .run();
      setTimeout(() => tell(client, editor, { reference, person: id }), TOLD_AFTER_MS);
    },
  }));
}

/** Whoever is named is told, unless the name was taken out again by then. */
function tell(client: Client, editor: Editor, { reference, person }: { reference: string; person: string }): void {
  if (editor.isDestroyed) return;
  let words: string | null = null;
  editor.state.doc.descendants((node, _, parent) => {
    if (node.type.name === "mention" && node.attrs.id === person)
      words = parent?.textBetween(0, parent.content.size, " ", (leaf) => leafWords(leaf)) ?? "";
  });
  if (words !== null) void client.postmortems.mention.mutate({ reference, person, words: String(words).slice(0, 290) }).catch(() => undefined);
}

function leafWords({ type, attrs }: { type: { name: string }; attrs: Record<string, unknown> }): string {
  return type.name === "mention" ? `@${String(attrs.name)}` : "";
}
