"use client";

import { ExternalLink, X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { RailSection } from "./rail-section.tsx";
import { useRoomView } from "./room-context.tsx";

/** Chat, bridge, dashboards, tickets; and other incidents that have to do with this one. */
export function LinksPanel() {
  const trpc = useTRPC();
  const { room, rights } = useRoomView();
  const [isAdding, setAdding] = useState(false);
  const add = useCommand(trpc.incidents.addLink.mutationOptions());
  const remove = useCommand(trpc.incidents.removeLink.mutationOptions());
  const relate = useCommand(trpc.incidents.relate.mutationOptions());
  const { reference } = room;
  const removeWithUndo = (link: (typeof room.links)[number]) =>
    remove.mutate(
      { reference, id: link.id },
      { onSuccess: () => toast.done("Link removed.", { undo: () => add.mutate({ reference, kind: link.kind, label: link.label, url: link.url }) }) },
    );
  return (
    <RailSection
      title="Links"
      action={
        rights.canWrite ? (
          <Button size="sm" variant="ghost" onClick={() => setAdding(!isAdding)}>
            Add
          </Button>
        ) : null
      }
    >
      {room.links.length === 0 && room.relations.length === 0 && room.absorbed.length === 0 && !isAdding ? (
        <p className="text-12 text-ink-faint">None yet.</p>
      ) : null}
      <ul className="grid gap-0.5">
        {room.links.map((link) => (
          <li key={link.id} className="flex items-center gap-1.5">
            <ExternalLink size={12} aria-hidden className="text-ink-faint" />
            <a href={link.url} target="_blank" rel="noopener noreferrer" className="min-w-0 flex-1 truncate hover:underline">
              <bdi>{link.label}</bdi>
            </a>
            <span className="text-12 text-ink-faint">{link.kind}</span>
            {rights.canWrite ? (
              <IconButton size="sm" label={`Remove the link ${link.label}`} icon={<X size={12} />} onClick={() => removeWithUndo(link)} />
            ) : null}
          </li>
        ))}
        {[...room.relations, ...room.absorbed.map((other) => ({ ...other, kind: "merged in" }))].map((other) => (
          <li key={`${other.kind} ${other.reference}`} className="flex items-center gap-1.5">
            <Link href={`/incidents/${other.reference}`} className="min-w-0 flex-1 truncate hover:underline">
              <span className="font-mono text-12 text-ink-faint">{other.reference}</span> <bdi>{other.title}</bdi>
            </Link>
            <span className="text-12 whitespace-nowrap text-ink-faint">{other.kind}</span>
            {rights.canWrite && "kind" in other && other.kind !== "merged in" ? (
              <IconButton
                size="sm"
                label={`Take back the relation to ${other.reference}`}
                icon={<X size={12} />}
                onClick={() => relate.mutate({ reference, to: other.reference, isRemoved: true })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {isAdding ? <AddLinkForm onDone={() => setAdding(false)} /> : null}
    </RailSection>
  );
}

function AddLinkForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const [url, setUrl] = useState("");
  const [label, setLabel] = useState("");
  const add = useCommand(trpc.incidents.addLink.mutationOptions(), onDone);
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ reference: room.reference, url, label });
      }}
    >
      <Input label="Address" type="url" value={url} onChange={setUrl} isAutoFocused placeholder="https://" error={fieldError(add.problem, "url")} />
      <Input label="Name (optional)" value={label} onChange={setLabel} error={fieldError(add.problem, "label")} />
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" isPending={add.isPending}>
          Add link
        </Button>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
