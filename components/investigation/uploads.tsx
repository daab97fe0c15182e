"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useHeard } from "#components/live/use-heard.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { droppedFiles, sendEvidence } from "./send-evidence.ts";

/** Files that people bring: by a button or dropped. What could not be taken is said with file and line, and can be sent again. */
export function Uploads({ reference, uploads, canWrite }: { reference: string; uploads: string | null; canWrite: boolean }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { data } = useQuery({
    ...trpc.investigations.read.queryOptions({ id: uploads ?? "" }),
    enabled: uploads !== null,
    staleTime: 0,
    refetchInterval: 15_000,
  });
  useHeard("muster:runs", () => {
    if (uploads) void client.invalidateQueries({ queryKey: trpc.investigations.read.queryKey({ id: uploads }) });
  });
  const send = useMutation({
    mutationFn: (files: File[]) => sendEvidence(reference, files),
    onSuccess: ({ captures, known }) => {
      const told = captures.length > 0 ? `${captures.length === 1 ? captures[0]?.title : `${captures.length} captures`} kept as evidence.` : "";
      toast.done(
        [told, known > 0 ? `${known} ${known === 1 ? "was" : "were"} there already.` : "", "Investigate, and it is looked at."]
          .filter(Boolean)
          .join(" "),
      );
      void client.invalidateQueries({ queryKey: trpc.investigations.pathKey() });
    },
  });
  const take = (files: File[]) => files.length > 0 && send.mutate(files);
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(await droppedFiles(event.dataTransfer));
  };
  const captures = data?.evidence ?? [];
  if (!canWrite && captures.length === 0) return null;
  return (
    <section
      aria-label="Uploaded evidence"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(canWrite);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => canWrite && void drop(event)}
      className={`grid min-w-0 gap-2 rounded-lg border border-dashed px-3 py-2.5 ${isOver ? "border-accent bg-accent-soft" : "border-line-strong"}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-13 font-semibold">Uploaded evidence</h2>
          <p className="text-12 text-ink-soft">CSV, JSON, JSON lines, logs, an evidence bundle; also as .gz or .tar. Drop files or a folder here.</p>
        </div>
        {canWrite ? (
          <>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              aria-label="Files of evidence"
              onChange={({ target }) => {
                take([...(target.files ?? [])]);
                target.value = "";
              }}
            />
            <Button icon={<Upload size={14} aria-hidden />} isPending={send.isPending} onClick={() => input.current?.click()}>
              Upload files
            </Button>
          </>
        ) : null}
      </div>
      {send.error ? (
        <div role="alert">
          <Callout tone="bad" title="The upload was not taken">
            <p className="[overflow-wrap:anywhere]">{send.error.message}</p>
            <div className="pt-2">
              <Button size="sm" onClick={() => send.variables && send.mutate(send.variables)}>
                Try again
              </Button>
            </div>
          </Callout>
        </div>
      ) : null}
      {captures.length > 0 ? (
        <ul aria-label="Uploaded files" className="grid gap-0.5 text-13">
          {captures.map(({ n, title, kind, rows, capturedBy, capturedAt }) => (
            <li key={n} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
              <bdi className="min-w-0 truncate">{title}</bdi>
              <span className="text-12 text-ink-faint tabular-nums">
                {kind}, {rows.toLocaleString("en")} {rows === 1 ? "row" : "rows"} · <bdi>{capturedBy.name}</bdi>{" "}
                <TimeText at={capturedAt} format="time" />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
