import { DraftBrief, ReadNoteHistory } from "#lib/contracts/incident-commands.ts";
import { ListEntries, ReadLog, ReadRoom, ReplayRoom } from "#lib/contracts/room-view.ts";
import * as board from "#server/board/index.ts";
import { readNoteHistory } from "#server/notes/index.ts";
import { draftHandoverBrief } from "#server/roles/index.ts";
import { query, router, run } from "../trpc.ts";

export const roomRouter = router({
  read: query("incident.read").input(ReadRoom).query(run(board.readRoom)),
  entries: query("incident.read").input(ListEntries).query(run(board.listEntries)),
  log: query("incident.read").input(ReadLog).query(run(board.readLog)),
  replay: query("incident.read").input(ReplayRoom).query(run(board.replayRoom)),
  noteHistory: query("incident.read").input(ReadNoteHistory).query(run(readNoteHistory)),
  draftBrief: query("incident.write").input(DraftBrief).query(run(draftHandoverBrief)),
});
