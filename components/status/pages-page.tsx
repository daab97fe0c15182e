"use client";

import { useQuery } from "@tanstack/react-query";
import { Radio } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import type { PageSummary } from "#lib/contracts/status/page.ts";
import { PAGE_AUDIENCE_LABELS } from "#lib/contracts/status/terms.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { StateMark } from "./state-mark.tsx";

const READ_AGAIN_MS = 10_000;
const ABOUT =
  "What customers read when something is wrong. The pages are served by a process of their own and answer also when this console does not.";

/** All status pages: how each stands, and where it is read. */
export function PagesPage({ first }: { first: { pages: PageSummary[] } }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [isMaking, setMaking] = useState(false);
  const { data } = useQuery({ ...trpc.status.pages.queryOptions(), initialData: first, refetchInterval: READ_AGAIN_MS });
  const make = roleHolds(me.role, "status.manage") ? (
    <Button variant="primary" onClick={() => setMaking(true)}>
      New status page
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Status pages" description={ABOUT} actions={data.pages.length > 0 ? make : null} />
      <div className="mx-auto max-w-[980px] px-4 py-4 sm:px-6">
        {data.pages.length === 0 ? (
          <EmptyState title="No status page yet" icon={<Radio aria-hidden className="size-5" />} action={make}>
            A page shows customers how each part of your service is, and the updates that you publish from an incident.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {data.pages.map((page) => (
              <PageRow key={page.id} page={page} />
            ))}
          </ul>
        )}
      </div>
      <Dialog title="New status page" isOpen={isMaking} onClose={() => setMaking(false)}>
        <NewPage onDone={() => setMaking(false)} />
      </Dialog>
    </>
  );
}

function PageRow({ page }: { page: PageSummary }) {
  const { due, kept } = page.promises;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <div className="min-w-0 flex-1">
        <Link href={`/status/manage/${page.slug}`} className="font-medium hover:underline">
          {page.name}
        </Link>
        <p className="text-12 text-ink-soft">
          {PAGE_AUDIENCE_LABELS[page.audience]} · {page.components.length} components
          {page.isPractice ? " · for practice" : ""}
          {due > 0 ? ` · updates on time: ${kept} of ${due}` : ""}
        </p>
      </div>
      <StateMark state={page.state} />
      <a href={page.url ?? page.path} className="text-13 underline" target="_blank" rel="noreferrer">
        Open page
      </a>
    </li>
  );
}

function NewPage({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [name, setName] = useState("");
  const [slug, setSlug] = useState<string | null>(null);
  const address = slug ?? slugFrom(name);
  const create = useCommand(trpc.status.createPage.mutationOptions(), (made) => {
    onDone();
    router.push(`/status/manage/${made.slug}`);
  });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ slug: address, settings: { name } });
      }}
    >
      <Input
        label="Name"
        value={name}
        onChange={setName}
        isAutoFocused
        help="As customers know you."
        error={fieldError(create.problem, "settings.name")}
      />
      <Input
        label="Address"
        value={address}
        onChange={setSlug}
        help="The last part of its link; it stays."
        error={fieldError(create.problem, "slug")}
      />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending} isDisabled={name.trim() === "" || address === ""}>
          Make page
        </Button>
      </DialogActions>
    </form>
  );
}

function slugFrom(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
}
