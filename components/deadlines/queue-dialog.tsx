"use client";

import { useRoomView } from "#components/incidents/room-context.tsx";
import { UpdateForm } from "#components/incidents/update-form.tsx";
import { AssignDialog } from "#components/roles/assign-dialog.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { QuestionList } from "#components/status/question-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import { ConfirmDecision } from "./confirm-decision.tsx";
import { ReadBackForm } from "./read-back-form.tsx";
import type { Answering, OpenDialog } from "./use-answering.ts";

/** What a decision needs besides a press. Stands inside a room. */
export function QueueDialog({ open: { item, dialog }, answering }: { open: OpenDialog; answering: Answering }) {
  const onClose = answering.close;
  const view = useRoomView();
  const { settings } = useConsole();
  const { handover } = view.room;
  switch (dialog) {
    case "update":
      return (
        <Dialog isOpen title="Post an update" onClose={onClose}>
          <UpdateForm view={view} onDone={onClose} />
        </Dialog>
      );
    case "assign": {
      const roles = [...BUILT_IN_ROLES, ...settings.customRoles];
      return <AssignDialog roles={roles} role={roles.find(({ key }) => key === item.deadline.subject) ?? null} onClose={onClose} />;
    }
    case "read-back":
      return handover?.id === item.deadline.subject ? (
        <Dialog isOpen title={item.words.title} size="lg" onClose={onClose}>
          <ReadBackForm offer={handover} onDone={onClose} />
        </Dialog>
      ) : null;
    case "questions":
      return (
        <Dialog isOpen title="Questions of stakeholders" size="lg" onClose={onClose}>
          <QuestionList room={view.room} onDone={onClose} />
        </Dialog>
      );
    case "confirm":
      return <ConfirmDecision item={item} answering={answering} />;
    default:
      return dialog satisfies never;
  }
}
