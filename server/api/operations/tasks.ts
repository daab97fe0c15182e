import * as input from "#lib/contracts/incident-commands.ts";
import { PersonWord } from "#lib/contracts/names.ts";
import { Changed, ChangedWithId, operation } from "./define.ts";

export const taskOperations = [
  operation("add_task", {
    title: "Add next action",
    about: "Add a next action, for somebody if wanted.",
    http: "POST /incidents/{reference}/tasks",
    permission: "incident.write",
    risk: "write",
    calls: ["tasks.add"],
    input: input.AddTask.extend({ assignee: PersonWord.nullish() }),
    output: ChangedWithId,
    status: 201,
    words: ["reference", "title"],
    example: { reference: "", title: "Check recent deployments" },
    run: async ({ api, person }, given) => api.tasks.add({ ...given, assignee: given.assignee ? await person(given.assignee) : null }),
  }),
  operation("change_task", {
    title: "Change next action",
    about: "Change a next action: begin it, finish it, drop it, reword it, give it to somebody, move it.",
    http: "PATCH /incidents/{reference}/tasks/{id}",
    permission: "incident.write",
    risk: "write",
    calls: ["tasks.change"],
    input: input.ChangeTask.extend({ assignee: PersonWord.nullish() }),
    output: Changed,
    words: ["reference", "id"],
    example: { reference: "", id: "task", state: "done" },
    run: async ({ api, person }, { assignee, ...rest }) =>
      api.tasks.change({ ...rest, ...(assignee === undefined ? {} : { assignee: assignee === null ? null : await person(assignee) }) }),
  }),
] as const;
