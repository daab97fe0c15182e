import { setTimeout as pause } from "node:timers/promises";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { addNote } from "#server/notes/index.ts";
import { completed, failed, type Performer } from "./workplace.ts";

/** Waits; a person may end it. */
export const performWait: Performer<"wait"> = async ({ seconds }, { signal }) => {
  const wanted = Number(seconds);
  if (!Number.isFinite(wanted) || wanted < 0) return failed(`“${seconds}” is no number of seconds`);
  const wasStopped = await pause(wanted * 1_000, undefined, { signal }).then(
    () => false,
    () => true,
  );
  return wasStopped ? { state: "cancelled", detail: "it was ended by a person", exitCode: null, text: "" } : completed(`waited ${wanted} s`);
};

/** Tells the room. Without an incident there is nobody to tell. */
export const performNotify: Performer<"notify"> = async ({ text }, { ctx, incident, title }) => {
  if (!incident) return completed("nobody was told: the run belongs to no incident");
  await addNote(ctx, AddNote.parse({ reference: incident, text: `**${title}**: ${text}` }));
  return completed("told the room");
};
