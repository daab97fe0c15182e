import * as input from "#lib/contracts/incident-commands.ts";
import * as tasks from "#server/tasks/index.ts";
import { command, router, run } from "../trpc.ts";

export const tasksRouter = router({
  add: command("incident.write").input(input.AddTask).mutation(run(tasks.addTask)),
  change: command("incident.write").input(input.ChangeTask).mutation(run(tasks.changeTask)),
});
