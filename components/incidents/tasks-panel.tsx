"use client";

import { ArrowDown, ArrowUp, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Task } from "#lib/contracts/incident.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { RailSection } from "./rail-section.tsx";
import { useRoomView } from "./room-context.tsx";

const TaskDialog = deferred(() => import("./task-dialog.tsx").then((module) => module.TaskDialog));

/** So many that are done stay in sight among the others. */
const MAX_DONE = 5;

/** What is to be done next, in order, by whom. */
export function TasksPanel() {
  const trpc = useTRPC();
  const { room, rights } = useRoomView();
  const [title, setTitle] = useState("");
  const add = useCommand(trpc.tasks.add.mutationOptions(), () => setTitle(""));
  const kept = room.tasks.filter(({ state }) => state !== "dropped");
  const [isDoneShown, setDoneShown] = useState(false);
  const hidden = isDoneShown ? new Set() : new Set(kept.filter(({ state }) => state === "done").slice(0, -MAX_DONE));
  const shown = kept.filter((task) => !hidden.has(task));
  return (
    <RailSection title="Next actions">
      {shown.length === 0 ? <p className="text-12 text-ink-faint">None yet. Add the first below.</p> : null}
      {hidden.size > 0 ? (
        <Button size="sm" variant="ghost" onClick={() => setDoneShown(true)}>
          Show {hidden.size} more that are done
        </Button>
      ) : null}
      <ul className="grid">
        {shown.map((task, index) => (
          <TaskLine key={task.id} task={task} previous={shown[index - 1]} next={shown[index + 1]} afterNext={shown[index + 2]} />
        ))}
      </ul>
      {rights.canWrite ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (title.trim()) add.mutate({ reference: room.reference, title });
          }}
        >
          <Input
            label="Add a next action"
            isLabelHidden
            value={title}
            onChange={setTitle}
            placeholder="Add a next action, Enter"
            error={add.problem?.errors[0]?.message}
          />
        </form>
      ) : null}
    </RailSection>
  );
}

function TaskLine({ task, previous, next, afterNext }: { task: Task; previous?: Task; next?: Task; afterNext?: Task }) {
  const trpc = useTRPC();
  const { room, rights } = useRoomView();
  const [isEditing, setEditing] = useState(false);
  const change = useCommand(trpc.tasks.change.mutationOptions());
  const { reference } = room;
  const isDone = task.state === "done";
  const remove = () =>
    change.mutate(
      { reference, id: task.id, state: "dropped" },
      { onSuccess: () => toast.done("Next action dropped.", { undo: () => change.mutate({ reference, id: task.id, state: "open" }) }) },
    );
  return (
    <li className="group/task flex min-h-7 items-center gap-2 py-1">
      <input
        type="checkbox"
        aria-label={`${isDone ? "Reopen" : "Finish"}: ${task.title}`}
        checked={isDone}
        disabled={!rights.canWrite || change.isPending}
        onChange={() => change.mutate({ reference, id: task.id, state: isDone ? "open" : "done" })}
        className="size-4 shrink-0 accent-good pointer-coarse:size-6"
      />
      <bdi className={`min-w-0 flex-1 [overflow-wrap:anywhere] ${isDone ? "text-ink-faint line-through" : ""}`}>{task.title}</bdi>
      {task.assignee ? <span className="text-12 whitespace-nowrap text-ink-faint">{task.assignee.name.split(" ")[0]}</span> : null}
      {rights.canWrite ? (
        <Menu
          label={`More for ${task.title}`}
          trigger={<IconButton size="sm" label={`More for ${task.title}`} icon={<MoreHorizontal size={14} />} />}
          items={[
            { label: "Edit…", onSelect: () => setEditing(true) },
            ...(task.state === "open" ? [{ label: "Begin", onSelect: () => change.mutate({ reference, id: task.id, state: "doing" }) }] : []),
            ...(previous
              ? [
                  {
                    label: "Move up",
                    icon: <ArrowUp size={13} aria-hidden />,
                    onSelect: () => change.mutate({ reference, id: task.id, before: previous.id }),
                  },
                ]
              : []),
            ...(next
              ? [
                  {
                    label: "Move down",
                    icon: <ArrowDown size={13} aria-hidden />,
                    onSelect: () => change.mutate({ reference, id: task.id, before: afterNext?.id ?? null }),
                  },
                ]
              : []),
            { label: "Drop", onSelect: remove },
          ]}
        />
      ) : null}
      {isEditing ? <TaskDialog task={task} onClose={() => setEditing(false)} /> : null}
    </li>
  );
}
