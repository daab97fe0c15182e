"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookmarkIcon, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { toast } from "#components/ui/toast.tsx";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";

/** Filters that were kept under a name, one's own and those that others share. */
export function SavedViews({ query }: { query: string }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const views = useQuery({ ...trpc.board.views.queryOptions(), enabled: isOpen });
  const refresh = () => client.invalidateQueries({ queryKey: trpc.board.views.queryKey() });
  const onError = (error: unknown) => toast.failed(problemFrom(error).detail);
  const save = useMutation(trpc.board.saveView.mutationOptions({ onError, onSuccess: () => refresh().then(() => setName("")) }));
  const remove = useMutation(trpc.board.deleteView.mutationOptions({ onError, onSuccess: refresh }));
  return (
    <Popover
      label="Saved views"
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" icon={<BookmarkIcon size={14} aria-hidden />}>
          Views
        </Button>
      }
    >
      <div className="grid w-72 gap-3">
        <ul className="grid gap-0.5">
          {views.data?.map((view) => (
            <li key={view.id} className="flex items-center gap-1">
              <Link
                href={`/incidents?${view.query}`}
                onClick={() => setOpen(false)}
                className="min-w-0 flex-1 truncate rounded-md px-2 py-1 hover:bg-surface-sunk"
              >
                <bdi>{view.name}</bdi>
                {view.isOwn ? null : <span className="text-12 text-ink-faint"> · {view.owner}</span>}
              </Link>
              {view.isOwn ? (
                <IconButton
                  size="sm"
                  label={`Delete the view ${view.name}`}
                  icon={<Trash2 size={13} />}
                  onClick={() => remove.mutate({ id: view.id })}
                />
              ) : null}
            </li>
          ))}
        </ul>
        {views.data?.length === 0 ? <p className="text-12 text-ink-soft">No view yet. Set filters, then keep them here under a name.</p> : null}
        <form
          className="grid gap-2 border-t border-line pt-3"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ name, query, isShared });
          }}
        >
          <Input label="Keep the present filters as" value={name} onChange={setName} placeholder="My open SEV1s" />
          <Checkbox label="Share with everybody" isChecked={isShared} onChange={setShared} />
          <Button type="submit" isDisabled={name.trim() === ""} isPending={save.isPending}>
            Save view
          </Button>
        </form>
      </div>
    </Popover>
  );
}
