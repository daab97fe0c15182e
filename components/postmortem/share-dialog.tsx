"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { OneTimeSecret } from "#components/ui/one-time-secret.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PostmortemHead } from "#lib/contracts/postmortem.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** A link for readers without an account, and its end. */
export function ShareButton({ head: { reference, isShared }, onChanged }: { head: PostmortemHead; onChanged: () => void }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const share = useCommand(trpc.postmortems.share.mutationOptions(), ({ path }) => {
    setLink(path && `${window.location.origin}${path}`);
    if (path === null) {
      setOpen(false);
      toast.done("The link was taken back. Nobody reads by it any more.");
    }
    onChanged();
  });
  const close = () => {
    setOpen(false);
    setLink(null);
  };
  return (
    <>
      <Button icon={<Link2 size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {isShared ? "Shared" : "Share"}
      </Button>
      <Dialog isOpen={isOpen} title="A link for readers" onClose={close}>
        {link === null ? (
          <div className="grid gap-3 text-13">
            <p className="text-ink-soft">
              {isShared
                ? "There is a link. A new one takes its place; the old one ends."
                : "Whoever has the link reads the text as it is now, with its numbers and action items, without an account. Comments and history stay here."}
            </p>
            <DialogActions>
              {isShared ? (
                <Button variant="danger" isPending={share.isPending} onClick={() => share.mutate({ reference, isShared: false })}>
                  Take the link back
                </Button>
              ) : null}
              <Button variant="primary" isPending={share.isPending} onClick={() => share.mutate({ reference, isShared: true })}>
                {isShared ? "Make a new link" : "Make the link"}
              </Button>
            </DialogActions>
          </div>
        ) : (
          <OneTimeSecret label="Link for readers" secret={link} title="Copy it now" copy="Copy the link" onClose={close}>
            It is shown this once. It can be taken back at any time.
          </OneTimeSecret>
        )}
      </Dialog>
    </>
  );
}
