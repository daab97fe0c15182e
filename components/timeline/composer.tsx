"use client";

import { Paperclip, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { v4 as newNoteKey } from "uuid";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useDraft } from "#components/live/drafts.ts";
import { outbox } from "#components/live/outbox.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { AttachmentRef } from "#lib/contracts/timeline.ts";
import { sizeWords } from "./attachment-list.tsx";
import { HappenedAt } from "./happened-at.tsx";
import { MentionList, useMentions } from "./mentions.tsx";
import { uploadFile } from "./upload-file.ts";

/** Where notes are written: Markdown, @mentions, pasted pictures and logs, and when it happened. What is typed survives everything. */
export function Composer({ reference }: { reference: string }) {
  const { text, setText, clear, isRestored } = useDraft(`note ${reference}`);
  const [files, setFiles] = useState<AttachmentRef[]>([]);
  const [uploading, setUploading] = useState(0);
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const mentions = useMentions(field, text, setText);
  useShortcut("n", () => field.current?.focus(), { label: "Write a note", group: "Room" });

  function add(): void {
    if (text.trim() === "" && files.length === 0) return;
    const words = text.trim() === "" ? files.map(({ name }) => name).join(", ") : text;
    outbox.add({
      id: newNoteKey(),
      reference,
      text: words,
      attachments: files.map(({ id }) => id),
      occurredAt,
      writtenAt: new Date().toISOString(),
      refusal: null,
    });
    clear();
    setFiles([]);
    setOccurredAt(null);
  }

  async function attach(chosen: Iterable<File>): Promise<void> {
    for (const file of chosen) {
      setUploading((count) => count + 1);
      try {
        const stored = await uploadFile(reference, file);
        setFiles((before) => [...before, stored]);
      } catch (error) {
        toast.failed(error instanceof Error ? error.message : `${file.name} was not uploaded. Try again.`);
      } finally {
        setUploading((count) => count - 1);
      }
    }
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    void attach(pasted);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (mentions.onKeyDown(event)) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      add();
    }
    if (event.key === "Escape") field.current?.blur();
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className="relative">
        <MentionList mentions={mentions} />
        <label className="sr-only" htmlFor="composer">
          Write a note
        </label>
        <textarea
          id="composer"
          ref={field}
          value={text}
          rows={1}
          dir="auto"
          placeholder="Write a note, @ mentions a person…"
          className="block max-h-[40dvh] min-h-6 w-full resize-none bg-transparent text-14 text-ink outline-none [field-sizing:content] placeholder:text-ink-faint"
          onChange={(event) => setText(event.target.value)}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
          {...mentions.fieldProps}
        />
      </div>
      <FileChips files={files} uploading={uploading} onRemove={(id) => setFiles((before) => before.filter((file) => file.id !== id))} />
      <div className="mt-2 flex items-center gap-3 text-12 text-ink-faint">
        <HappenedAt value={occurredAt} onChange={setOccurredAt} />
        <IconButton size="sm" label="Attach files, up to 25 MB each" icon={<Paperclip size={14} />} onClick={() => picker.current?.click()} />
        <input ref={picker} type="file" multiple hidden onChange={(event) => void attach(event.target.files ?? [])} />
        <span className="hidden sm:inline">{isRestored ? "Draft restored" : "Markdown · paste pictures and logs"}</span>
        <span className="ml-auto" />
        <Button type="submit" variant="primary" size="md" kbd="mod+enter" isDisabled={(text.trim() === "" && files.length === 0) || uploading > 0}>
          Add note
        </Button>
      </div>
    </form>
  );
}

function FileChips({ files, uploading, onRemove }: { files: AttachmentRef[]; uploading: number; onRemove: (id: string) => void }) {
  if (files.length === 0 && uploading === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-1.5 text-12 text-ink-soft">
      {files.map((file) => (
        <li key={file.id} className="flex items-center gap-1 rounded-md border border-line px-1.5">
          <bdi className="max-w-48 truncate">{file.name}</bdi> {sizeWords(file.bytes)}
          <IconButton size="sm" label={`Remove ${file.name}`} icon={<X size={12} />} onClick={() => onRemove(file.id)} />
        </li>
      ))}
      {uploading > 0 ? <li aria-live="polite">Uploading {uploading}…</li> : null}
    </ul>
  );
}
