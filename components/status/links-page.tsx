"use client";

import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { LINK_KIND_LABELS, type StatusLink } from "#lib/contracts/status/link.ts";
import type { PageDetails } from "#lib/contracts/status/page.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { LinkForm } from "./link-form.tsx";
import { ManageHeader } from "./manage-header.tsx";

type Open = { kind: "make" } | { kind: "change" | "renew" | "revoke"; link: StatusLink } | null;
const ABOUT =
  "A link shows more than the page to whoever has it: to stakeholders impact, commander and when it is over; to one customer or team only what they use. Each can be ended.";

/** Links that show more of a page, or less to one customer. */
export function LinksPage({ page, first }: { page: PageDetails; first: { items: StatusLink[] } }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState<Open>(null);
  const list = useQuery({ ...trpc.status.links.queryOptions({ slug: page.slug }), initialData: first });
  const close = () => {
    setOpen(null);
    void list.refetch();
  };
  const revoke = useCommand(trpc.status.revokeLink.mutationOptions(), close);
  const renew = useCommand(trpc.status.renewLink.mutationOptions(), close);
  const link = open && open.kind !== "make" ? open.link : null;
  const input = { slug: page.slug, id: link?.id ?? "" };
  const make = (
    <Button variant="primary" onClick={() => setOpen({ kind: "make" })}>
      New link
    </Button>
  );
  const { items } = list.data;
  return (
    <>
      <ManageHeader page={page} isManager />
      <div className="mx-auto max-w-[860px] px-4 py-4 sm:px-6">
        {items.length === 0 ? (
          <EmptyState title="No links yet" icon={<Link2 aria-hidden className="size-5" />} action={make}>
            {ABOUT}
          </EmptyState>
        ) : (
          <>
            <div className="flex items-start justify-between gap-4 pb-3">
              <p className="max-w-prose text-12 text-ink-soft">{ABOUT}</p>
              {make}
            </div>
            <ul className="divide-y divide-line border-y border-line">
              {items.map((one) => (
                <Row key={one.id} one={one} page={page} onOpen={(kind) => setOpen({ kind, link: one })} />
              ))}
            </ul>
          </>
        )}
      </div>
      <Dialog
        title={open?.kind === "change" ? "Change the link" : "New link"}
        isOpen={open?.kind === "make" || open?.kind === "change"}
        onClose={close}
      >
        {open ? <LinkForm page={page} before={link} onDone={close} /> : null}
      </Dialog>
      <ConfirmDialog
        isOpen={open?.kind === "revoke" || open?.kind === "renew"}
        title={open?.kind === "renew" ? "Give it a new address?" : "Revoke this link?"}
        confirm={open?.kind === "renew" ? "New address" : "Revoke"}
        isDangerous
        isPending={revoke.isPending || renew.isPending}
        onClose={() => setOpen(null)}
        onConfirm={() => (open?.kind === "renew" ? renew.mutate(input) : revoke.mutate(input))}
      >
        Whoever has the link of {link?.name} sees nothing behind it any more.
        {open?.kind === "renew" ? " Send them the new one." : " It cannot be brought back; you can make another."}
      </ConfirmDialog>
    </>
  );
}

type RowProps = { one: StatusLink; page: PageDetails; onOpen: (kind: "change" | "renew" | "revoke") => void };

function Row({ one, page, onOpen }: RowProps) {
  const names = page.components.filter(({ id }) => one.components.includes(id)).map(({ name }) => name);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="font-medium">{one.name}</p>
        <p className="text-12 text-ink-soft">
          {one.kind === "customer" ? `Is it me? · ${names.length > 0 ? names.join(", ") : "all components"}` : LINK_KIND_LABELS[one.kind]}
        </p>
        {one.url ? <p className="truncate font-mono text-12 text-ink-faint">{one.url}</p> : null}
      </div>
      {one.url ? (
        <div className="flex flex-wrap gap-2">
          <CopyButton text={one.url} label={`Copy the link of ${one.name}`} />
          <Button size="sm" onClick={() => onOpen("change")}>
            Change…
          </Button>
          <Button size="sm" onClick={() => onOpen("renew")}>
            New address…
          </Button>
          <Button size="sm" onClick={() => onOpen("revoke")}>
            Revoke…
          </Button>
        </div>
      ) : (
        <span className="text-12 text-ink-soft">Revoked</span>
      )}
    </li>
  );
}
