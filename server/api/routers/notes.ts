import * as input from "#lib/contracts/incident-commands.ts";
import * as notes from "#server/notes/index.ts";
import { command, router, run } from "../trpc.ts";

export const notesRouter = router({
  add: command("incident.write").input(input.AddNote).mutation(run(notes.addNote)),
  amend: command("incident.write").input(input.AmendNote).mutation(run(notes.amendNote)),
  retract: command("incident.write").input(input.RetractNote).mutation(run(notes.retractNote)),
  mark: command("incident.write").input(input.MarkEntry).mutation(run(notes.markEntry)),
});
