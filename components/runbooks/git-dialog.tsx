"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import type { Taken } from "./read-texts.ts";

/** Takes in the runbooks of a repository, as it stands now. */
export function GitDialog({ onClose, onTaken }: { onClose: () => void; onTaken: (taken: { files: Taken[] }) => void }) {
  const trpc = useTRPC();
  const [given, setGiven] = useState({ url: "", ref: "", folder: "" });
  const set = (part: Partial<typeof given>) => setGiven((before) => ({ ...before, ...part }));
  const take = useCommand(trpc.runbooks.importGit.mutationOptions(), (taken) => {
    onTaken(taken);
    onClose();
  });
  const { problem } = take;
  const isGeneral = problem && problem.errors.length === 0;
  return (
    <Dialog isOpen title="Import from Git" description="Runbooks that are new or changed become their next version." onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          take.mutate(given);
        }}
      >
        <Input
          label="Repository"
          help="Its https address. Only what needs no sign-in can be read."
          placeholder="https://github.com/acme/runbooks.git"
          value={given.url}
          onChange={(url) => set({ url })}
          spellCheck={false}
          isAutoFocused
          error={fieldError(problem, "url")}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <Input label="Branch (the usual one, if empty)" value={given.ref} onChange={(ref) => set({ ref })} spellCheck={false} />
          <Input
            label="Folder (all, if empty)"
            value={given.folder}
            onChange={(folder) => set({ folder })}
            spellCheck={false}
            error={fieldError(problem, "folder")}
          />
        </div>
        {isGeneral ? <Callout tone="bad">{problem.detail}</Callout> : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={take.isPending} isDisabled={given.url.trim() === ""}>
            Import
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
