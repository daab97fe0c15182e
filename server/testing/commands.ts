import type { z } from "zod";
import * as hypotheses from "#lib/contracts/hypothesis.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import type { FactKind } from "#lib/contracts/timeline.ts";
import * as documents from "#server/documents/index.ts";
import * as incidents from "#server/incidents/index.ts";
import * as investigations from "#server/investigations/index.ts";
import * as notes from "#server/notes/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import * as roles from "#server/roles/index.ts";
import { ORGANISATION_KEY } from "#server/settings/index.ts";
import * as tasks from "#server/tasks/index.ts";
import { testPerson } from "./database.ts";
import { anIncident, aService } from "./incident.ts";

export type Someone = Awaited<ReturnType<typeof testPerson>>;

/** An incident in the middle of its work, with everything that a command may be about. */
export type Scene = {
  reference: string;
  other: string;
  commander: Someone;
  deputy: Someone;
  responder: Someone;
  service: string;
  interval: string;
  task: string;
  link: string;
  note: number;
  assignment: string;
  offer: string;
  hypothesis: string;
};

export async function aScene(visibility: "normal" | "private" = "normal"): Promise<Scene> {
  const commander = await testPerson({ name: "Ada" });
  const deputy = await testPerson({ name: "Bo" });
  const responder = await testPerson({ name: "Cy" });
  const service = await aService("checkout");
  await defineField();
  const members = [deputy.person.id, responder.person.id];
  const reference = await anIncident(commander, { visibility, members, services: [service], summary: "Checkout fails" });
  const other = await anIncident(commander, { visibility, members, title: "Search fails" });
  const { id: deputyAssignment } = await roles.assignRole(
    commander,
    input.AssignRole.parse({ reference, role: "deputy", user: deputy.person.id, state: "active" }),
  );
  const { id: assignment } = await roles.assignRole(commander, input.AssignRole.parse({ reference, role: "scribe", user: responder.person.id }));
  const { id: interval } = await incidents.openInterval(commander, input.OpenInterval.parse({ reference, service, level: "partial" }));
  const { id: task } = await tasks.addTask(commander, input.AddTask.parse({ reference, title: "Look at the pool" }));
  await tasks.addTask(commander, input.AddTask.parse({ reference, title: "Look at the queue" }));
  const { id: link } = await incidents.addLink(commander, input.AddLink.parse({ reference, url: "https://meet.google.com/abc" }));
  const { seq: note } = await notes.addNote(commander, input.AddNote.parse({ reference, text: "Pool is full" }));
  const brief = { situation: "Half fixed", investigations: "", tried: "", next: "", blockers: "" };
  const { id: offer } = await roles.offerHandover(commander, input.OfferHandover.parse({ reference, to: deputy.person.id, brief }));
  const guess = hypotheses.ProposeHypothesis.parse({ reference, statement: "The pool leaks" });
  const { id: hypothesis } = await investigations.proposeHypothesis(commander, guess);
  if (!deputyAssignment) throw new Error("The deputy has no assignment.");
  return { reference, other, commander, deputy, responder, service, interval, task, link, note, assignment, offer, hypothesis };
}

async function defineField(): Promise<void> {
  const value = { customFields: [{ key: "area", label: "Area", type: "choice", choices: ["web", "api"], appliesTo: ["real"] }] };
  await db().setting.upsert({ where: { key: ORGANISATION_KEY }, create: { key: ORGANISATION_KEY, value, updatedAt: new Date() }, update: { value } });
}

type Case = {
  /** Who may do it in the scene. */
  by: (scene: Scene) => Someone;
  run: (ctx: Ctx, scene: Scene) => Promise<unknown>;
  /** The facts it records on the incident. */
  facts: FactKind[];
  /** Who is told, in the order of their announcements; and what other work it leaves behind, by name. */
  tells?: (scene: Scene) => Someone[][];
  jobs?: string[];
  /** True when only who commands may do it; then the scene's responder may not. */
  isForCommand?: true;
  /** True when a viewer may do it too. */
  isForViewers?: true;
};

const anyone = (scene: Scene) => scene.responder;
const commander = (scene: Scene) => scene.commander;
const deputy = (scene: Scene) => scene.deputy;

/** Parses what a script would send, and runs the command. */
function command<S extends z.ZodType, R>(
  schema: S,
  run: (ctx: Ctx, parsed: z.output<S>) => Promise<R>,
  make: (scene: Scene) => Omit<z.input<S> & object, "reference">,
) {
  return (ctx: Ctx, scene: Scene) => run(ctx, schema.parse({ reference: scene.reference, ...make(scene) }));
}

/** Every command on an incident, run once as it is meant to be. */
export const COMMANDS: Record<string, Case> = {
  editIncident: {
    by: anyone,
    run: command(input.EditIncident, incidents.editIncident, () => ({ title: { to: "Payments fail" }, summary: { to: "Since noon" } })),
    facts: ["edited", "edited"],
  },
  patchIncident: {
    by: anyone,
    run: command(input.PatchIncident, incidents.patchIncident, (s) => ({
      title: "Payments fail",
      impact: { customers: 40 },
      services: [],
      links: [{ url: "https://acme.slack.com/archives/C1" }],
      startedAt: "2026-01-01T00:00:00Z",
      reason: `By the graph of ${s.service}`,
    })),
    facts: ["edited", "impact", "services", "link", "timestamp"],
  },
  setField: { by: anyone, run: command(input.SetField, incidents.setField, () => ({ key: "area", to: "web" })), facts: ["field"] },
  changeStatus: {
    by: anyone,
    run: command(input.ChangeStatus, incidents.changeStatus, () => ({ to: "identified" as const })),
    facts: ["status"],
    tells: (s) => [[s.commander, s.deputy]],
  },
  "changeStatus to resolved": {
    by: anyone,
    run: command(input.ChangeStatus, incidents.changeStatus, () => ({
      to: "resolved" as const,
      summary: "Rolled back",
      impactEndedAt: new Date().toISOString(),
    })),
    facts: ["edited", "interval", "status"],
    jobs: ["draft-postmortem"],
    tells: (s) => [[s.commander, s.deputy]],
  },
  "changeStatus to cancelled": {
    by: commander,
    run: command(input.ChangeStatus, incidents.changeStatus, () => ({ to: "cancelled" as const, reason: "False alarm" })),
    facts: ["interval", "status"],
    tells: (s) => [[s.deputy, s.responder]],
    isForCommand: true,
  },
  changeSeverity: {
    by: anyone,
    run: command(input.ChangeSeverity, incidents.changeSeverity, () => ({ to: "SEV1" as const, reason: "Spreading" })),
    facts: ["severity"],
    tells: (s) => [[s.commander, s.deputy]],
  },
  setFigures: { by: anyone, run: command(input.SetFigures, incidents.setFigures, () => ({ figures: { customers: 12_000 } })), facts: ["impact"] },
  changeServices: { by: anyone, run: command(input.ChangeServices, incidents.changeServices, (s) => ({ remove: [s.service] })), facts: ["services"] },
  openInterval: {
    by: anyone,
    run: command(input.OpenInterval, incidents.openInterval, () => ({ level: "major" as const, share: 0.5 })),
    facts: ["interval"],
  },
  changeInterval: {
    by: anyone,
    run: command(input.ChangeInterval, incidents.changeInterval, (s) => ({ id: s.interval, level: "major" as const })),
    facts: ["interval"],
  },
  setTimestamp: {
    by: anyone,
    run: command(input.SetTimestamp, incidents.setTimestamp, () => ({
      name: "startedAt" as const,
      to: "2026-01-01T00:00:00Z",
      reason: "By the graph",
    })),
    facts: ["timestamp"],
  },
  addLink: { by: anyone, run: command(input.AddLink, incidents.addLink, () => ({ url: "https://acme.slack.com/archives/C1" })), facts: ["link"] },
  removeLink: { by: anyone, run: command(input.RemoveLink, incidents.removeLink, (s) => ({ id: s.link })), facts: ["link"] },
  watchIncident: {
    by: anyone,
    run: command(input.WatchIncident, incidents.watchIncident, () => ({ isWatching: true })),
    facts: ["watcher"],
    isForViewers: true,
  },
  changeAccess: {
    by: commander,
    run: command(input.ChangeAccess, incidents.changeAccess, () => ({ visibility: "private" as const })),
    facts: ["access"],
    tells: (s) => [[s.deputy, s.responder]],
    isForCommand: true,
  },
  relateIncident: { by: anyone, run: command(input.RelateIncident, incidents.relateIncident, (s) => ({ to: s.other })), facts: ["relation"] },
  mergeIncident: {
    by: commander,
    run: command(input.MergeIncident, incidents.mergeIncident, (s) => ({ into: s.other })),
    facts: ["handover", "merged"],
    tells: (s) => [[s.deputy], [s.deputy, s.responder]],
    isForCommand: true,
  },
  postUpdate: {
    by: anyone,
    run: command(input.PostUpdate, incidents.postUpdate, () => ({ text: "Still on it", phase: "mitigating" as const })),
    facts: ["status", "update"],
    tells: (s) => [
      [s.commander, s.deputy],
      [s.commander, s.deputy],
    ],
  },
  addNote: {
    by: anyone,
    run: command(input.AddNote, notes.addNote, (s) => ({ text: `Ask @${s.commander.person.handle}`, id: newId() })),
    facts: ["note"],
    tells: (s) => [[s.commander]],
  },
  amendNote: {
    by: commander,
    run: command(input.AmendNote, notes.amendNote, (s) => ({ entry: s.note, text: `Pool was full, see @${s.deputy.person.handle}` })),
    facts: ["amended"],
    tells: (s) => [[s.deputy]],
    isForCommand: true,
  },
  retractNote: {
    by: deputy,
    run: command(input.RetractNote, notes.retractNote, (s) => ({ entry: s.note })),
    facts: ["retracted"],
    isForCommand: true,
  },
  markEntry: {
    by: anyone,
    run: command(input.MarkEntry, notes.markEntry, (s) => ({ entry: s.note, isPinned: true, tags: ["mitigation" as const] })),
    facts: ["marked"],
  },
  assignRole: {
    by: anyone,
    run: command(input.AssignRole, roles.assignRole, (s) => ({ role: "communications", user: s.deputy.person.id })),
    facts: ["role"],
    tells: (s) => [[s.deputy]],
  },
  changeAssignment: {
    by: anyone,
    run: command(input.ChangeAssignment, roles.changeAssignment, (s) => ({ id: s.assignment, state: "active" as const })),
    facts: ["role"],
  },
  takeCommand: {
    by: anyone,
    run: command(input.TakeCommand, roles.takeCommand, () => ({ reason: "Ada is in a tunnel" })),
    facts: ["handover", "role"],
    tells: (s) => [[s.deputy], [s.commander]],
  },
  acceptHandover: {
    by: deputy,
    run: command(input.AcceptHandover, roles.acceptHandover, (s) => ({ id: s.offer, readBack: "Half fixed, understood" })),
    facts: ["handover"],
    tells: (s) => [[s.commander]],
    isForCommand: true,
  },
  declineHandover: {
    by: deputy,
    run: command(input.EndHandover, roles.declineHandover, (s) => ({ id: s.offer })),
    facts: ["handover"],
    tells: (s) => [[s.commander]],
    isForCommand: true,
  },
  withdrawHandover: {
    by: commander,
    run: command(input.EndHandover, roles.withdrawHandover, (s) => ({ id: s.offer })),
    facts: ["handover"],
    tells: (s) => [[s.deputy]],
    isForCommand: true,
  },
  "offerHandover after withdrawing": {
    by: commander,
    run: async (ctx, scene) => {
      await roles.withdrawHandover(ctx, input.EndHandover.parse({ reference: scene.reference, id: scene.offer }));
      const brief = { situation: "x", investigations: "", tried: "", next: "", blockers: "" };
      return roles.offerHandover(ctx, input.OfferHandover.parse({ reference: scene.reference, to: scene.responder.person.id, brief }));
    },
    facts: ["handover", "handover"],
    tells: (s) => [[s.deputy], [s.responder]],
    isForCommand: true,
  },
  postDeclaration: {
    by: anyone,
    run: (ctx, { reference }) => documents.postDeclaration(ctx, { reference }),
    facts: ["document"],
  },
  proposeHypothesis: {
    by: anyone,
    run: command(hypotheses.ProposeHypothesis, investigations.proposeHypothesis, () => ({ statement: "DNS fails" })),
    facts: ["hypothesis"],
  },
  decideHypothesis: {
    by: anyone,
    run: command(hypotheses.DecideHypothesis, investigations.decideHypothesis, (s) => ({ id: s.hypothesis, decision: "accepted" as const })),
    facts: ["hypothesis"],
  },
  addTask: {
    by: anyone,
    run: command(input.AddTask, tasks.addTask, (s) => ({ title: "Roll back", assignee: s.deputy.person.id })),
    facts: ["task"],
    tells: (s) => [[s.deputy]],
  },
  changeTask: {
    by: anyone,
    run: command(input.ChangeTask, tasks.changeTask, (s) => ({ id: s.task, state: "doing" as const, assignee: s.deputy.person.id, before: null })),
    facts: ["task", "task"],
    tells: (s) => [[s.deputy]],
  },
};
