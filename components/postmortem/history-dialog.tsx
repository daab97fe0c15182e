"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { BlockText } from "#components/blocks/block-text.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

const WORDS: Record<string, string> = {
  draft: "drafted it",
  edit: "wrote",
  section: "wrote a section anew",
  restore: "restored a version",
  import: "took in Markdown",
};

/** How the document came to be, and the way back to any of its versions. */
export function HistoryButton({ reference, canWrite }: { reference: string; canWrite: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<History size={14} aria-hidden />} onClick={() => setOpen(true)}>
        History
      </Button>
      {isOpen ? <HistoryDialog reference={reference} canWrite={canWrite} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function HistoryDialog({ reference, canWrite, onClose }: { reference: string; canWrite: boolean; onClose: () => void }) {
  const trpc = useTRPC();
  const { data: versions } = useQuery({ ...trpc.postmortems.versions.queryOptions({ reference }), staleTime: 0 });
  const [chosen, setChosen] = useState<number | null>(null);
  const seq = chosen ?? versions?.[0]?.seq ?? null;
  const { data: version } = useQuery({ ...trpc.postmortems.version.queryOptions({ reference, seq: seq ?? 0 }), enabled: seq !== null });
  const restore = useCommand(trpc.postmortems.restore.mutationOptions(), () => {
    toast.done("It reads as it did then. What was written since stays in the history.");
    onClose();
  });
  return (
    <Dialog isOpen title="History" size="lg" onClose={onClose}>
      {versions ? null : <Skeleton rows={4} />}
      <div className="grid gap-4 sm:grid-cols-[210px_minmax(0,1fr)]">
        <ul aria-label="Versions" className="grid max-h-[50vh] content-start gap-0.5 overflow-y-auto">
          {versions?.map((one) => (
            <li key={one.seq}>
              <button
                type="button"
                aria-pressed={one.seq === seq}
                onClick={() => setChosen(one.seq)}
                className="w-full rounded-md px-2 py-1.5 text-left text-13 hover:bg-surface-hover aria-pressed:bg-surface-hover"
              >
                <bdi className="font-medium">{one.by}</bdi> <span className="text-ink-soft">{WORDS[one.what] ?? one.what}</span>
                <span className="block text-12 text-ink-faint">
                  <TimeText at={one.at} />
                </span>
              </button>
            </li>
          ))}
        </ul>
        <div className="max-h-[50vh] min-w-0 overflow-y-auto rounded-md border border-line px-3 py-2 text-13">
          {version ? <BlockText words={version.markdown} figures={{}} /> : <Skeleton rows={3} />}
        </div>
      </div>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        {canWrite && seq !== null && seq !== versions?.[0]?.seq ? (
          <Button variant="primary" isPending={restore.isPending} onClick={() => restore.mutate({ reference, seq })}>
            Restore this version
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  );
}
