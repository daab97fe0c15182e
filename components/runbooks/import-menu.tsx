"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FileText, Folder, GitBranch } from "lucide-react";
import { useRef, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import { RUNBOOK_LIMITS } from "#lib/contracts/runbook-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { GitDialog } from "./git-dialog.tsx";
import { readTexts, type Taken } from "./read-texts.ts";

/** Known to every browser, and not to the types of React. */
const A_FOLDER = { webkitdirectory: "" };

/** Takes runbooks in: files, a folder with all below it, or a Git repository. */
export function ImportMenu() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const unread = useRef<Taken[]>([]);
  const [isGitOpen, setGitOpen] = useState(false);
  const [failed, setFailed] = useState<Taken[]>([]);
  const told = ({ files: taken }: { files: Taken[] }) => {
    const good = taken.filter(({ outcome }) => outcome === "new" || outcome === "changed").length;
    const same = taken.filter(({ outcome }) => outcome === "unchanged").length;
    setFailed(taken.filter(({ outcome }) => outcome === "failed"));
    toast.done(`${good} of ${taken.length} ${taken.length === 1 ? "file" : "files"} taken in${same > 0 ? `, ${same} as they were` : ""}.`);
    void queries.invalidateQueries({ queryKey: trpc.runbooks.list.queryKey() });
  };
  const take = useCommand(trpc.runbooks.import.mutationOptions(), ({ files: taken }) => told({ files: [...taken, ...unread.current] }));
  const read = async (chosen: File[]): Promise<void> => {
    const { texts, failed: unreadable } = await readTexts(chosen);
    unread.current = unreadable;
    if (texts.length > RUNBOOK_LIMITS.importFiles)
      toast.failed(`There are ${texts.length} texts. Import at most ${RUNBOOK_LIMITS.importFiles} at once.`);
    else if (texts.length > 0) take.mutate({ files: texts, origin: "" });
    else if (unreadable.length > 0) told({ files: unreadable });
    else toast.failed("There are no runbooks among them: no files whose names end in .md, .yaml or .yml.");
  };
  const onChange = ({ target }: { target: HTMLInputElement }): void => {
    const chosen = [...(target.files ?? [])];
    // Otherwise the same file, put right, could not be chosen again.
    target.value = "";
    if (chosen.length > 0) void read(chosen);
  };
  const input = { type: "file", multiple: true, hidden: true, onChange };
  return (
    <>
      <input ref={files} {...input} accept=".md,.markdown,.yaml,.yml" aria-label="Files to import" />
      <input ref={folder} {...input} {...A_FOLDER} aria-label="Folder to import" />
      <Menu
        label="Import runbooks"
        trigger={<Button isPending={take.isPending}>Import</Button>}
        items={[
          { label: "Files…", icon: <FileText size={14} aria-hidden />, onSelect: () => files.current?.click() },
          { label: "A folder…", icon: <Folder size={14} aria-hidden />, onSelect: () => folder.current?.click() },
          { label: "From Git…", icon: <GitBranch size={14} aria-hidden />, onSelect: () => setGitOpen(true) },
        ]}
      />
      {isGitOpen ? <GitDialog onClose={() => setGitOpen(false)} onTaken={told} /> : null}
      {failed.length > 0 ? <FailedDialog failed={failed} onClose={() => setFailed([])} /> : null}
    </>
  );
}

function FailedDialog({ failed, onClose }: { failed: Taken[]; onClose: () => void }) {
  return (
    <Dialog isOpen title={failed.length === 1 ? "One file was not taken in" : `${failed.length} files were not taken in`} onClose={onClose}>
      <ul className="grid gap-2 text-13">
        {failed.map(({ path, message }) => (
          <li key={path}>
            <p className="font-mono text-12 [overflow-wrap:anywhere]">{path}</p>
            <p className="text-ink-soft">{message}</p>
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}
