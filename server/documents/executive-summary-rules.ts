import type { EscalationStatus } from "#lib/contracts/escalation/status.ts";
import type { Statement } from "#lib/contracts/executive-summary.ts";
import type { Figure } from "#lib/contracts/figures.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { roleLabel } from "#lib/describe-event.ts";
import { utcMinute } from "#lib/utc-minute.ts";
import { type CitedLog, citedLog } from "./cited-log.ts";
import { plain } from "./plain.ts";

export type SummarySource = {
  room: RoomState;
  entries: readonly TimelineEntry[];
  figures: readonly Figure[];
  settings: OrganisationSettings;
  escalation: Pick<EscalationStatus, "notifications" | "next" | "actions">;
};
type Draft = Omit<Statement, "words">;
type Scene = SummarySource & { log: CitedLog; has: (figure: string) => boolean };
export type DraftSection = { heading: string; statements: Draft[] };

const MOST_TASKS = 5;
const said = (text: string, entries: number[]): Draft => ({ text, entries });
/** What says that something is missing stands on no entry. */
const missing = (text: string): Draft => ({ text, entries: [] });

/** An incident in sentences for people who decide: each with the entries that it stands on, numbers as figures, and what is not known said so. Pure. */
export function executiveSections(source: SummarySource): DraftSection[] {
  const scene: Scene = { ...source, log: citedLog(source.entries), has: (figure) => source.figures.some(({ name }) => name === figure) };
  return [
    { heading: "What happened", statements: whatHappened(scene) },
    { heading: "Impact", statements: impact(scene) },
    { heading: "Who leads", statements: whoLeads(scene) },
    { heading: "What is being done", statements: work(scene) },
    { heading: "What comes next", statements: comesNext(scene) },
    { heading: "Decisions needed", statements: decisions(scene) },
  ];
}

function whatHappened({ room, log, settings, entries, has }: Scene): Draft[] {
  const { timestamps, title, severity, phase, phases } = room;
  const began = timestamps.startedAt;
  const raised = entries.findLast(({ fact }) => fact.kind === "severity");
  const since = phases.at(-1)?.startedAt;
  const cause = room.hypotheses.find(({ state }) => state === "accepted") ?? room.hypotheses.find(({ state }) => state === "supported");
  return [
    said(
      `${severity ?? "Not assessed yet"}: ${plain(title)}`,
      [...log.last("edited", ({ field }) => field === "title"), ...log.declared].slice(0, 1),
    ),
    ...(raised?.fact.kind === "severity"
      ? [
          said(
            `The severity went from ${raised.fact.from ?? "not assessed"} to ${raised.fact.to} at ${utcMinute(raised.occurredAt)}${because(raised.fact.reason)}`,
            [raised.seq],
          ),
        ]
      : []),
    began
      ? said(
          `It began at ${utcMinute(began.at)}${has("impact_duration") ? " and has had impact for {{impact_duration}}" : ""}`,
          timeEntries(log, "startedAt"),
        )
      : missing("When it began is not known yet"),
    said(
      `It is in the phase ${phaseLabel(settings, phase)}${since ? ` since ${utcMinute(since)}` : ""}`,
      [...log.last("status"), ...log.declared].slice(0, 1),
    ),
    cause
      ? said(
          `${cause.state === "accepted" ? "The cause" : "The likeliest cause, not confirmed"}: ${plain(cause.statement)}`,
          log.last("hypothesis", ({ hypothesis }) => hypothesis.id === cause.id),
        )
      : missing("The cause is not known yet"),
  ];
}

function timeEntries(log: CitedLog, name: "startedAt"): number[] {
  const set = log.last("timestamp", (fact) => fact.name === name);
  return set.length > 0 ? set : log.declared;
}

function impact({ room, log, has }: Scene): Draft[] {
  const { figures, services } = room;
  const stated = [...log.last("impact"), ...log.declared].slice(0, 1);
  const drafts = [
    ...(services.length > 0
      ? [said(`Affected: ${services.map(({ name }) => plain(name)).join(", ")}`, [...log.last("services"), ...log.declared].slice(0, 1))]
      : []),
    ...(figures.none ? [said("No impact on users is known", stated)] : []),
    ...(has("users_affected") ? [said("{{users_affected}} of users are affected", stated)] : []),
    ...(has("customers_affected") ? [said("{{customers_affected}} customers are affected", stated)] : []),
    ...(has("revenue_per_hour") ? [said("{{revenue_per_hour}} of revenue is at risk each hour", stated)] : []),
    ...(has("revenue_lost") ? [said("{{revenue_lost}} of revenue was lost so far", stated)] : []),
    ...(figures.regions.length > 0 ? [said(`Regions: ${figures.regions.map(plain).join(", ")}`, stated)] : []),
    ...(figures.dataLoss ? [said("Data was lost", stated)] : []),
    ...(figures.security ? [said("Security was breached", stated)] : []),
  ];
  return drafts.length > 0 ? drafts : [missing("The impact is not known yet")];
}

function whoLeads({ room, log, escalation, settings }: Scene): Draft[] {
  const held = room.assignments.filter(({ state, role }) => state !== "released" && role !== "commander");
  const commander = room.assignments.find(({ role, state }) => role === "commander" && state !== "released");
  const ofRole = (id: string) =>
    [
      ...log.last("role", ({ assignment }) => assignment.id === id),
      ...log.last("handover", ({ assignment }) => assignment?.id === id),
      ...log.declared,
    ].slice(0, 1);
  return [
    commander ? said(`${plain(commander.person.name)} commands`, ofRole(commander.id)) : missing("Nobody commands it"),
    ...held.map(({ id, role, person, state }) =>
      said(
        `${plain(person.name)} is ${plain(roleLabel(role, settings.customRoles))}${state === "paged" ? ", asked and not confirmed yet" : ""}`,
        ofRole(id),
      ),
    ),
    ...escalation.notifications.map(({ page, role, name, notifiedAt, answer }) =>
      said(`${plain(name)} was notified at ${utcMinute(notifiedAt)} (${plain(role)})${answerWords(answer)}`, [
        ...log.ofPage(page),
        ...(answer ? log.ofAnswer(page) : []),
      ]),
    ),
  ];
}

function answerWords(answer: EscalationStatus["notifications"][number]["answer"]): string {
  if (!answer) return ", and has not answered yet";
  if (answer.means === "here") return ", and was at work on it already";
  const verb = { acknowledged: "acknowledged", declined: "declined", unreachable: "could not be reached" }[answer.answer];
  return `, and ${verb} at ${utcMinute(answer.at)}`;
}

function work({ room, log, entries }: Scene): Draft[] {
  const open = room.tasks.filter(({ state }) => state === "open" || state === "doing").slice(0, MOST_TASKS);
  const tried = entries.findLast(
    ({ fact, annotation }) => fact.kind === "note" && !annotation?.isRetracted && annotation?.tags.includes("mitigation"),
  );
  const drafts = [
    ...(tried?.fact.kind === "note"
      ? [said(`Tried last, at ${utcMinute(tried.occurredAt)}: ${firstLine(tried.annotation?.text ?? tried.fact.text)}`, [tried.seq])]
      : []),
    ...open.map(({ id, title, state, assignee }) =>
      said(
        `${state === "doing" ? "Under way" : "Open"}: ${plain(title)}${assignee ? ` (${plain(assignee.name)})` : ""}`,
        log.last("task", ({ task }) => task.id === id),
      ),
    ),
    ...(room.lastUpdate ? [said(`Last update, at ${utcMinute(room.lastUpdate.at)}: ${firstLine(room.lastUpdate.text)}`, log.last("update"))] : []),
  ];
  return drafts.length > 0 ? drafts : [missing("What is being done is not written down yet")];
}

function comesNext({ room, log, escalation }: Scene): Draft[] {
  const drafts = [
    ...(room.nextUpdateDueAt ? [said(`The next update is due at ${utcMinute(room.nextUpdateDueAt)}`, log.ofDue(room))] : []),
    ...(escalation.next ? [said(`${utcMinute(escalation.next.at)}: ${plain(escalation.next.sentence)}`, log.ofEscalation(room))] : []),
  ];
  if (drafts.length > 0) return drafts;
  return [missing(isActivePhase(room.phase) ? "Nothing is due at a time" : "Nothing: the incident is over")];
}

function decisions({ room, log, escalation }: Scene): Draft[] {
  const { handover } = room;
  const drafts = [
    ...(handover
      ? [
          said(
            `${plain(handover.to.name)} was offered command by ${plain(handover.from.name)} and has not answered yet`,
            log.last("handover", ({ id }) => id === handover.id),
          ),
        ]
      : []),
    ...(isActivePhase(room.phase) ? escalation.actions.map(({ text, because: why }) => said(`${plain(text)}: ${plain(why)}`, basisOf(text))) : []),
  ];
  return drafts.length > 0 ? drafts : [missing("None")];

  /** A recommendation about somebody stands on their page, one about severity on the stated impact, all others on how the incident stands. */
  function basisOf(text: string): number[] {
    const pages = escalation.notifications.filter(({ name }) => text.includes(name)).flatMap(({ page }) => log.ofPage(page));
    if (pages.length > 0) return [...new Set(pages)];
    const own = /severity/i.test(text) ? log.last("impact") : /update|customers|status/i.test(text) ? log.last("update") : log.last("status");
    return own.length > 0 ? own : log.declared;
  }
}

function because(reason: string | null): string {
  return reason ? `: ${plain(reason)}` : "";
}

function firstLine(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return plain(line.length > 240 ? `${line.slice(0, 239).toWellFormed()}…` : line);
}
