import * as input from "#lib/contracts/incident-commands.ts";
import { CheckFirstRoles, SuggestRoles } from "#lib/contracts/role-suggestion.ts";
import * as roles from "#server/roles/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const rolesRouter = router({
  suggest: query("people.read").input(SuggestRoles).query(run(roles.suggestRoles)),
  checkFirst: query("incident.write").input(CheckFirstRoles).query(run(roles.checkFirstRoles)),
  assign: command("incident.write").input(input.AssignRole).mutation(run(roles.assignRole)),
  change: command("incident.write").input(input.ChangeAssignment).mutation(run(roles.changeAssignment)),
  takeCommand: command("incident.write").input(input.TakeCommand).mutation(run(roles.takeCommand)),
  offerHandover: command("incident.write").input(input.OfferHandover).mutation(run(roles.offerHandover)),
  acceptHandover: command("incident.write").input(input.AcceptHandover).mutation(run(roles.acceptHandover)),
  declineHandover: command("incident.write").input(input.EndHandover).mutation(run(roles.declineHandover)),
  withdrawHandover: command("incident.write").input(input.EndHandover).mutation(run(roles.withdrawHandover)),
});
