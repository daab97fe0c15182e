import * as input from "#lib/contracts/service.ts";
import * as team from "#lib/contracts/team.ts";
import * as services from "#server/services/index.ts";
import * as teams from "#server/teams/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const servicesRouter = router({
  list: query("service.read").input(input.ListServices).query(run(services.listServices)),
  read: query("service.read").input(input.ReadService).query(run(services.readService)),
  graph: query("service.read").query(({ ctx }) => services.readServiceGraph(ctx)),
  create: command("service.manage").input(input.CreateService).mutation(run(services.createService)),
  change: command("service.manage").input(input.ChangeService).mutation(run(services.changeService)),
  archive: command("service.manage").input(input.ArchiveService).mutation(run(services.archiveService)),
});

export const teamsRouter = router({
  list: query("people.read").input(team.ListTeams).query(run(teams.listTeams)),
  create: command("service.manage").input(team.CreateTeam).mutation(run(teams.createTeam)),
  rename: command("service.manage").input(team.RenameTeam).mutation(run(teams.renameTeam)),
  archive: command("service.manage").input(team.ArchiveTeam).mutation(run(teams.archiveTeam)),
  setMember: command("service.manage").input(team.SetTeamMember).mutation(run(teams.setTeamMember)),
});
