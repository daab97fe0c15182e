"use client";

import { useMemo, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useCommands } from "#components/shell/commands.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";

const DeclareDialog = deferred(() => import("./declare-dialog.tsx").then((module) => module.DeclareDialog));

/** Opens the declaration by button, by `c`, and from the command bar. Hidden: only by the latter two. */
export function DeclareButton({ isHidden = false }: { isHidden?: boolean }) {
  const { me } = useConsole();
  if (!roleHolds(me.role, "incident.declare")) return null;
  return <DeclareOpener isHidden={isHidden} />;
}

function DeclareOpener({ isHidden }: { isHidden: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {isHidden ? (
        <DeclareKeys onOpen={() => setOpen(true)} />
      ) : (
        <Button variant="primary" kbd="c" onClick={() => setOpen(true)}>
          Declare incident
        </Button>
      )}
      {isOpen ? <DeclareDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function DeclareKeys({ onOpen }: { onOpen: () => void }) {
  useShortcut("c", onOpen, { label: "Declare an incident", group: "Anywhere" });
  useCommands(
    useMemo(() => [{ id: "declare", title: "Declare an incident", section: "Do", keywords: "new create open", kbd: "c", run: onOpen }], [onOpen]),
  );
  return null;
}
