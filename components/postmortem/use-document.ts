"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { useConsole } from "#components/shell/organisation.tsx";
import { groundOf } from "#components/ui/avatar.tsx";
import type { PostmortemView } from "#lib/contracts/postmortem.ts";
import { problemFrom, useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { fromBase64 } from "./base64.ts";
import { createGround, type GroundStore } from "./ground.ts";
import { openProvider, type SaveState } from "./provider.ts";

export type OpenDocument = { doc: Y.Doc; awareness: Awareness; ground: GroundStore; save: SaveState };

const GROUND_AFTER_MS = 1_500;

/** The document of a postmortem, shared with everybody who has it open, and what its numbers and cites mean. */
export function useDocument(first: PostmortemView): OpenDocument {
  const { me } = useConsole();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { reference, id } = first;
  const [save, setSave] = useState<SaveState>({ kind: "saved" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one document a page; what comes later comes by the stream.
  const { doc, awareness, ground } = useMemo(() => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, fromBase64(first.update), "remote");
    return { doc, awareness: new Awareness(doc), ground: createGround(first.ground) };
  }, [id]);

  useEffect(() => {
    awareness.setLocalStateField("user", { name: me.name, ground: groundOf(me.id) });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readGround = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void client.postmortems.ground.query({ reference }).then(ground.write, () => undefined), GROUND_AFTER_MS);
    };
    doc.on("update", readGround);
    const close = openProvider({
      ...{ reference, id, doc, awareness, after: first.seq, onState: setSave },
      send: (update) => client.postmortems.append.mutate({ reference, update }),
      tellCursor: (told) => client.postmortems.tellCursor.mutate({ reference, awareness: told }),
      refusalOf: problemFrom,
      onChanged: () => {
        readGround();
        void queries.invalidateQueries({ queryKey: trpc.postmortems.head.queryKey({ reference }) });
        void queries.invalidateQueries({ queryKey: trpc.postmortems.comments.queryKey({ reference }) });
      },
    });
    return () => {
      clearTimeout(timer);
      doc.off("update", readGround);
      close();
    };
  }, [doc, awareness, ground, client, queries, trpc, reference, id, first.seq, me.name, me.id]);

  return { doc, awareness, ground, save };
}
