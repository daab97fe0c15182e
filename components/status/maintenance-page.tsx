"use client";

import { useQuery } from "@tanstack/react-query";
import { Wrench } from "lucide-react";
import { useState } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import type { Maintenance } from "#lib/contracts/status/maintenance.ts";
import type { PageDetails } from "#lib/contracts/status/page.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { EndMaintenanceForm } from "./end-maintenance-form.tsx";
import { MaintenanceForm } from "./maintenance-form.tsx";
import { MaintenanceRow } from "./maintenance-row.tsx";
import { ManageHeader } from "./manage-header.tsx";

const READ_AGAIN_MS = 5_000;
type Open = { kind: "plan" } | { kind: "change" | "end"; one: Maintenance } | null;

/** Work that a page announces: it reminds, begins and ends by itself. */
export function MaintenancePage({ page, first }: { page: PageDetails; first: { items: Maintenance[] } }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [open, setOpen] = useState<Open>(null);
  const list = useQuery({
    ...trpc.status.maintenance.queryOptions({ page: page.slug }),
    initialData: first,
    refetchInterval: READ_AGAIN_MS,
  });
  const close = () => {
    setOpen(null);
    void list.refetch();
  };
  const mayPlan = roleHolds(me.role, "status.publish");
  const plan = mayPlan ? (
    <Button variant="primary" isDisabled={page.components.length === 0} onClick={() => setOpen({ kind: "plan" })}>
      Announce maintenance
    </Button>
  ) : null;
  const { items } = list.data;
  return (
    <>
      <ManageHeader page={page} isManager={roleHolds(me.role, "status.manage")} />
      <div className="mx-auto max-w-[860px] px-4 py-4 sm:px-6">
        {items.length === 0 ? (
          <EmptyState title="No maintenance is planned" icon={<Wrench aria-hidden className="size-5" />} action={plan}>
            {page.components.length === 0
              ? "Add a component to the page first; then announce work on it here."
              : "Announce work before it happens. Subscribers are told, reminded, and told again when it begins and ends, without anybody pressing anything."}
          </EmptyState>
        ) : (
          <>
            <div className="flex justify-end pb-3">{plan}</div>
            <ul className="divide-y divide-line border-y border-line">
              {items.map((one) => (
                <MaintenanceRow
                  key={one.id}
                  one={one}
                  components={page.components}
                  mayPlan={mayPlan}
                  onChange={() => setOpen({ kind: "change", one })}
                  onEnd={() => setOpen({ kind: "end", one })}
                />
              ))}
            </ul>
          </>
        )}
      </div>
      <Dialog title="Announce maintenance" isOpen={open?.kind === "plan"} onClose={close}>
        <MaintenanceForm slug={page.slug} components={page.components} before={null} onDone={close} />
      </Dialog>
      <Dialog title="Change maintenance" isOpen={open?.kind === "change"} onClose={close}>
        {open?.kind === "change" ? <MaintenanceForm slug={page.slug} components={page.components} before={open.one} onDone={close} /> : null}
      </Dialog>
      <Dialog
        title={open?.kind === "end" && open.one.state === "running" ? "End it now" : "Call it off"}
        isOpen={open?.kind === "end"}
        onClose={close}
      >
        {open?.kind === "end" ? <EndMaintenanceForm one={open.one} onDone={close} /> : null}
      </Dialog>
    </>
  );
}
