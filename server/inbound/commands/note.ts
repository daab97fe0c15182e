import { AddNote } from "#lib/contracts/incident-commands.ts";
import { addNote } from "#server/notes/index.ts";
import type { SlackCommand } from "../slack-command.ts";
import { whichIncident } from "./which-incident.ts";

export const note: SlackCommand = {
  usage: "note REF TEXT",
  about: "writes a note on the timeline.",
  run: async (asked) => {
    const { reference, rest } = await whichIncident(asked);
    await addNote(asked.ctx, AddNote.parse({ reference, text: rest }));
    return `Noted on ${reference}.`;
  },
};
