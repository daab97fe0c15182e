import { ListIncidents, NameFilter } from "#lib/contracts/board.ts";
import * as view from "#lib/contracts/view.ts";
import { listIncidents, nameFilter } from "#server/board/index.ts";
import * as views from "#server/views/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const boardRouter = router({
  list: query("incident.read").input(ListIncidents).query(run(listIncidents)),
  filterNames: query("incident.read").input(NameFilter).query(run(nameFilter)),
  views: query("incident.read").query(({ ctx }) => views.listViews(ctx)),
  saveView: command("account.own").input(view.SaveView).mutation(run(views.saveView)),
  deleteView: command("account.own").input(view.DeleteView).mutation(run(views.deleteView)),
});
