"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

const OPEN_MENTION = /(?:^|\s)@([\p{L}\p{N}._-]{0,38})$/u;

type Person = { id: string; name: string; handle: string };

export type Mentions = {
  people: Person[];
  active: number;
  listId: string;
  choose: (person: Person) => void;
  onKeyDown: (event: KeyboardEvent) => boolean;
  fieldProps: { "aria-controls"?: string; "aria-activedescendant"?: string; onSelect: () => void; onBlur: () => void };
};

/** Suggests people while an `@` word is being typed at the cursor. */
export function useMentions(field: RefObject<HTMLTextAreaElement | null>, text: string, setText: (text: string) => void): Mentions {
  const trpc = useTRPC();
  const listId = useId();
  const [word, setWord] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const { data } = useQuery({ ...trpc.people.list.queryOptions({ q: word ?? "", limit: 6 }), enabled: word !== null });
  const people = word === null ? [] : (data?.items ?? []);

  function readWord(): void {
    const cursor = field.current?.selectionEnd ?? 0;
    const found = OPEN_MENTION.exec((field.current?.value ?? "").slice(0, cursor));
    setWord(found ? (found[1] ?? "") : null);
    setActive(0);
  }

  function choose(person: Person): void {
    const cursor = field.current?.selectionEnd ?? text.length;
    const before = text.slice(0, cursor).replace(/@[\p{L}\p{N}._-]*$/u, `@${person.handle} `);
    setText(before + text.slice(cursor));
    setWord(null);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    const person = people[active];
    if (!person) return false;
    if (event.key === "ArrowDown") setActive((active + 1) % people.length);
    else if (event.key === "ArrowUp") setActive((active + people.length - 1) % people.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(person);
    else if (event.key === "Escape") setWord(null);
    else return false;
    event.preventDefault();
    return true;
  }

  const isOpen = people.length > 0;
  return {
    people,
    active,
    listId,
    choose,
    onKeyDown,
    fieldProps: {
      ...(isOpen ? { "aria-controls": listId, "aria-activedescendant": `${listId}-${active}` } : {}),
      onSelect: readWord,
      onBlur: () => setWord(null),
    },
  };
}

export function MentionList({ mentions }: { mentions: Mentions }) {
  if (mentions.people.length === 0) return null;
  return (
    <div
      id={mentions.listId}
      role="listbox"
      aria-label="People"
      className="absolute bottom-full left-0 z-20 mb-2 w-64 rounded-md border border-line bg-surface-raised p-1 shadow-float"
    >
      {mentions.people.map((person, index) => (
        <div
          key={person.id}
          id={`${mentions.listId}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === mentions.active}
          className="flex items-center gap-2 rounded-sm px-2 py-1 text-13 aria-selected:bg-accent-soft"
          onPointerDown={(event) => {
            event.preventDefault();
            mentions.choose(person);
          }}
        >
          <Avatar id={person.id} name={person.name} size="sm" />
          <bdi className="truncate">{person.name}</bdi>
          <span className="ml-auto font-mono text-12 text-ink-faint">@{person.handle}</span>
        </div>
      ))}
    </div>
  );
}
