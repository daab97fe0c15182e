import { ReadDocument, ReadFigureHistory } from "#lib/contracts/document.ts";
import { ReadRoom } from "#lib/contracts/room-view.ts";
import * as documents from "#server/documents/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const documentsRouter = router({
  contradictions: query("incident.read").input(ReadRoom).query(run(documents.readContradictions)),
  executiveSummary: query("incident.read").input(ReadRoom).query(run(documents.readExecutiveSummary)),
  figures: query("incident.read").input(ReadRoom).query(run(documents.readFigures)),
  figureHistory: query("incident.read").input(ReadFigureHistory).query(run(documents.readFigureHistory)),
  read: query("incident.read").input(ReadDocument).query(run(documents.readDocument)),
  postDeclaration: command("incident.write").input(ReadRoom).mutation(run(documents.postDeclaration)),
});
