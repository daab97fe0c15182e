import * as input from "#lib/contracts/incident-commands.ts";
import * as incidents from "#server/incidents/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const incidentsRouter = router({
  declare: command("incident.declare").input(input.DeclareIncident).mutation(run(incidents.declareIncident)),
  similar: query("incident.read").input(input.FindSimilar).query(run(incidents.similarIncidents)),
  edit: command("incident.write").input(input.EditIncident).mutation(run(incidents.editIncident)),
  patch: command("incident.write").input(input.PatchIncident).mutation(run(incidents.patchIncident)),
  setField: command("incident.write").input(input.SetField).mutation(run(incidents.setField)),
  changeStatus: command("incident.write").input(input.ChangeStatus).mutation(run(incidents.changeStatus)),
  changeSeverity: command("incident.write").input(input.ChangeSeverity).mutation(run(incidents.changeSeverity)),
  setFigures: command("incident.write").input(input.SetFigures).mutation(run(incidents.setFigures)),
  changeServices: command("incident.write").input(input.ChangeServices).mutation(run(incidents.changeServices)),
  openInterval: command("incident.write").input(input.OpenInterval).mutation(run(incidents.openInterval)),
  changeInterval: command("incident.write").input(input.ChangeInterval).mutation(run(incidents.changeInterval)),
  setTimestamp: command("incident.write").input(input.SetTimestamp).mutation(run(incidents.setTimestamp)),
  addLink: command("incident.write").input(input.AddLink).mutation(run(incidents.addLink)),
  removeLink: command("incident.write").input(input.RemoveLink).mutation(run(incidents.removeLink)),
  watch: command("incident.watch").input(input.WatchIncident).mutation(run(incidents.watchIncident)),
  changeAccess: command("incident.command").input(input.ChangeAccess).mutation(run(incidents.changeAccess)),
  relate: command("incident.write").input(input.RelateIncident).mutation(run(incidents.relateIncident)),
  merge: command("incident.command").input(input.MergeIncident).mutation(run(incidents.mergeIncident)),
  unmerge: command("incident.command").input(input.UnmergeIncident).mutation(run(incidents.unmergeIncident)),
  postUpdate: command("incident.write").input(input.PostUpdate).mutation(run(incidents.postUpdate)),
});
