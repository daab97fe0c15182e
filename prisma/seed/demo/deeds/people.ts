import * as input from "#lib/contracts/incident-commands.ts";
import { changeAccess, watchIncident } from "#server/incidents/index.ts";
import { acceptHandover, assignRole, changeAssignment, declineHandover, offerHandover, takeCommand } from "#server/roles/index.ts";
import { addTask, changeTask } from "#server/tasks/index.ts";
import { type Line, ScenarioError } from "../notation/read-scenario.ts";
import { ctxOf, type Deed, named, personId, referenceOf, roomIn, type Scene, textOf } from "./scene.ts";

const STATE_OF: Record<string, string> = {
  accepts: "active",
  declines: "released",
  leaves: "released",
  starts: "doing",
  finishes: "done",
  drops: "dropped",
};

/** Who does what: roles, command, tasks, and who is told or may see. */
export const PEOPLE: Deed[] = [
  { words: /^(accepts|declines) command$/, run: answerOffer },
  {
    words: /^takes command$/,
    run: (scene, line) => takeCommand(ctxOf(scene, line), input.TakeCommand.parse({ reference: referenceOf(scene), reason: textOf(scene, line) })),
  },
  {
    words: /^offers command to (\w+)$/,
    run: (scene, line, [, to]) => {
      const offer = { reference: referenceOf(scene), to: personId(scene, to, line), brief: briefOf(textOf(scene, line), line) };
      return offerHandover(ctxOf(scene, line), input.OfferHandover.parse(offer));
    },
  },
  { words: /^calls (\w+) as ([\w-]+)$/, run: (scene, line, [, who, role]) => assign(scene, line, role, personId(scene, who, line)) },
  { words: /^takes ([\w-]+)$/, run: (scene, line, [, role]) => assign(scene, line, role, personId(scene, line.who, line)) },
  { words: /^(accepts|declines|leaves) ([\w-]+)$/, run: (scene, line, [, verb, role]) => changeOwn(scene, line, role, STATE_OF[verb ?? ""]) },
  { words: /^stands by as ([\w-]+)$/, run: (scene, line, [, role]) => changeOwn(scene, line, role, "standby") },
  {
    words: /^adds task ([\w-]+)(?: for (\w+))?$/,
    run: async (scene, line, [, name, who]) => {
      const assignee = who ? personId(scene, who, line) : null;
      const task = input.AddTask.parse({ reference: referenceOf(scene), title: textOf(scene, line), assignee });
      scene.names.set(`task ${name}`, (await addTask(ctxOf(scene, line), task)).id);
    },
  },
  {
    words: /^(starts|finishes|drops) task ([\w-]+)$/,
    run: (scene, line, [, verb, name]) => change(scene, line, name, { state: STATE_OF[verb ?? ""] }),
  },
  {
    words: /^gives task ([\w-]+) to (\w+)$/,
    run: (scene, line, [, name, who]) => change(scene, line, name, { assignee: personId(scene, who, line) }),
  },
  {
    words: /^(watches|unwatches)$/,
    run: (scene, line, [, verb]) =>
      watchIncident(ctxOf(scene, line), input.WatchIncident.parse({ reference: referenceOf(scene), isWatching: verb === "watches" })),
  },
  {
    words: /^lets (\w+) see$/,
    run: (scene, line, [, who]) =>
      changeAccess(ctxOf(scene, line), input.ChangeAccess.parse({ reference: referenceOf(scene), add: [personId(scene, who, line)] })),
  },
];

function assign(scene: Scene, line: Line, role: string | undefined, user: string) {
  return assignRole(ctxOf(scene, line), input.AssignRole.parse({ reference: referenceOf(scene), role, user, reason: textOf(scene, line) }));
}

async function changeOwn(scene: Scene, line: Line, role: string | undefined, state: string | undefined): Promise<void> {
  const me = personId(scene, line.who, line);
  const own = (await roomIn(scene)).assignments.find((assignment) => assignment.role === role && assignment.person.id === me);
  if (!own) throw new ScenarioError(`${line.where}: ${line.who} is not ${role}.`);
  await changeAssignment(
    ctxOf(scene, line),
    input.ChangeAssignment.parse({ reference: referenceOf(scene), id: own.id, state, reason: textOf(scene, line) }),
  );
}

async function answerOffer(scene: Scene, line: Line, [, verb]: string[]): Promise<void> {
  const { handover } = await roomIn(scene);
  if (!handover) throw new ScenarioError(`${line.where}: command is not offered to anybody.`);
  const answer = { reference: referenceOf(scene), id: handover.id };
  if (verb === "accepts") await acceptHandover(ctxOf(scene, line), input.AcceptHandover.parse({ ...answer, readBack: textOf(scene, line) }));
  else await declineHandover(ctxOf(scene, line), input.EndHandover.parse(answer));
}

const PARTS = ["Situation", "Investigations", "Tried", "Next", "Blockers"] as const;

/** A brief is written as paragraphs that begin with `Situation:`, `Investigations:`, `Tried:`, `Next:` and `Blockers:`. */
function briefOf(text: string, { where }: Line): Record<string, string> {
  const brief: Record<string, string> = { investigations: "", tried: "", next: "", blockers: "" };
  let part: string | undefined;
  for (const line of text.split("\n")) {
    const begun = PARTS.find((name) => line.startsWith(`${name}:`));
    part = begun?.toLowerCase() ?? part;
    if (part === undefined) throw new ScenarioError(`${where}: the brief begins with none of ${PARTS.join(", ")}.`);
    brief[part] = [brief[part], begun ? line.slice(begun.length + 1).trim() : line].filter(Boolean).join("\n");
  }
  return brief;
}

function change(scene: Scene, line: Line, name: string | undefined, to: object) {
  return changeTask(ctxOf(scene, line), input.ChangeTask.parse({ reference: referenceOf(scene), id: named(scene, "task", name, line), ...to }));
}
