import * as input from "#lib/contracts/incident-commands.ts";
import * as roles from "#server/roles/index.ts";
import { command, router, run } from "../trpc.ts";

export const rolesRouter = router({
  assign: command("incident.write").input(input.AssignRole).mutation(run(roles.assignRole)),
  change: command("incident.write").input(input.ChangeAssignment).mutation(run(roles.changeAssignment)),
  takeCommand: command("incident.write").input(input.TakeCommand).mutation(run(roles.takeCommand)),
  offerHandover: command("incident.write").input(input.OfferHandover).mutation(run(roles.offerHandover)),
  acceptHandover: command("incident.write").input(input.AcceptHandover).mutation(run(roles.acceptHandover)),
  declineHandover: command("incident.write").input(input.EndHandover).mutation(run(roles.declineHandover)),
  withdrawHandover: command("incident.write").input(input.EndHandover).mutation(run(roles.withdrawHandover)),
});
