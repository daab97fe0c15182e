"use client";

import type { Editor } from "@tiptap/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { uploadFile } from "#components/timeline/upload-file.ts";
import { toast } from "#components/ui/toast.tsx";
import { INLINE_TYPES } from "#lib/contracts/attachment-limits.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import type { PicturesAtHand } from "./pictures.ts";

/** Puts pictures into a document: they are uploaded to the incident first, so that nothing large is ever in the text. */
export function usePictures(reference: string, editor: Editor | null): PicturesAtHand {
  const client = useTRPCClient();
  const chooser = useRef<HTMLInputElement>(null);
  const latest = useRef(editor);
  latest.current = editor;
  const [uploading, setUploading] = useState(0);
  const put = useCallback(
    (files: File[], at: number | null) => {
      for (const file of files) {
        setUploading((count) => count + 1);
        void uploadFile(reference, file)
          .then(({ id }) => client.postmortems.keepPicture.mutate({ reference, id }))
          .then(({ src, name }) => show(latest.current, { src, alt: name.replace(/\.\w+$/, "") }, at))
          .catch((error: unknown) => toast.failed(error instanceof Error ? error.message : `${file.name} was not uploaded. Try again.`))
          .finally(() => setUploading((count) => count - 1));
      }
    },
    [client, reference],
  );
  const choose = useCallback(() => chooser.current?.click(), []);
  const input = (
    <input
      ref={chooser}
      type="file"
      hidden
      multiple
      accept={INLINE_TYPES.join(",")}
      aria-label="Pictures to put into the text"
      onChange={(event) => {
        put([...(event.target.files ?? [])], null);
        event.target.value = "";
      }}
    />
  );
  return { ...useMemo(() => ({ put, choose }), [put, choose]), uploading, input };
}

/** After the block in which it was dropped, as far as the text still reaches; else after the one in which one writes. No sentence is split. */
function show(editor: Editor | null, attrs: { src: string; alt: string }, at: number | null): void {
  if (!editor) return;
  const { doc, selection } = editor.state;
  const near = doc.resolve(Math.min(at ?? selection.to, doc.content.size));
  const place = near.depth > 0 ? near.after(1) : near.pos;
  editor.chain().insertContentAt(place, { type: "image", attrs }).focus().run();
}
