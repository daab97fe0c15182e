"use client";

import { useQuery } from "@tanstack/react-query";
import type { Editor } from "@tiptap/react";
import { useEffect, useState } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";
import { blamesIn, type FoundBlame, NAMES } from "./blame-plugin.ts";

/** What in the text blames somebody, as it is now. */
export function useBlames(editor: Editor | null): FoundBlame[] {
  const trpc = useTRPC();
  const { data: names } = useQuery({ ...trpc.postmortems.names.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const [blames, setBlames] = useState<FoundBlame[]>([]);
  useEffect(() => {
    if (!editor) return;
    const read = (): void => setBlames((before) => (isSame(before, blamesIn(editor.state)) ? before : blamesIn(editor.state)));
    if (names) editor.view.dispatch(editor.state.tr.setMeta(NAMES, names));
    read();
    editor.on("transaction", read);
    return () => void editor.off("transaction", read);
  }, [editor, names]);
  return blames;
}

function isSame(one: readonly FoundBlame[], other: readonly FoundBlame[]): boolean {
  return one.length === other.length && one.every(({ key, words }, index) => key === other[index]?.key && words === other[index]?.words);
}
