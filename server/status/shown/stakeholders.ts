import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import type { Phase } from "#lib/contracts/incident.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { type Publication, workUpdates } from "#lib/contracts/status/publication.ts";
import { db } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";
import type { PhaseWord, StakeholderIncident } from "../render/model.ts";
import { publicationsOn, publicIdOf } from "./incidents.ts";
import type { PageSource } from "./page.ts";

const MOST_HIGHLIGHTS = 12;

/** What stakeholders read of the open incidents of a page besides what everybody does. */
export async function stakeholderIncidents({ page, incidents }: PageSource): Promise<StakeholderIncident[]> {
  const settings = await organisationSettings(db());
  return incidents.flatMap(({ id, room }) => {
    const publications = workUpdates(publicationsOn(room, page.id)).filter(({ retracted }) => retracted === null);
    const last = publications.at(-1);
    return last && last.status !== "resolved" ? [stakeholderIncident(id, room, publications, settings)] : [];
  });
}

/** One of them. Notes, hypotheses, names of other people and money stay inside. Pure. */
function stakeholderIncident(id: string, room: RoomState, publications: Publication[], settings: OrganisationSettings): StakeholderIncident {
  const last = publications.at(-1);
  return {
    incident: publicIdOf(id),
    severity: room.severity ? settings.severities[room.severity].label : null,
    phase: phaseWord(settings, room.phase),
    commander: room.assignments.find(({ role, state }) => role === COMMANDER && state === "active")?.person.name ?? null,
    impact: impactOf(room),
    eta: publications.findLast(({ eta }) => eta !== null)?.eta ?? null,
    text: last?.stakeholderText ?? "",
    highlights: highlightsOf(room, settings),
    questions: room.told.questions
      .filter(({ isDismissed }) => !isDismissed)
      .map(({ id: question, text, people, answer }) => ({
        id: question,
        text,
        people,
        answer: answer ? { text: answer.text, at: answer.at } : null,
      })),
  };
}

function impactOf({ figures, services }: RoomState): StakeholderIncident["impact"] {
  const { usersPercent, customers, regions, dataLoss } = figures;
  return { services: services.map(({ name }) => name), usersPercent, customers, regions, dataLoss };
}

/** When it changed phase or severity, oldest first. */
function highlightsOf(room: RoomState, settings: OrganisationSettings): StakeholderIncident["highlights"] {
  const phases = room.phases.map(({ value, startedAt }) => ({ at: startedAt, ...phaseWord(settings, value as Phase) }));
  const severities = room.severities
    .slice(1)
    .map(({ value, startedAt }) => ({ at: startedAt, severity: settings.severities[value as keyof typeof settings.severities].label }));
  return [...phases, ...severities].sort((a, b) => a.at.localeCompare(b.at)).slice(-MOST_HIGHLIGHTS);
}

function phaseWord({ phaseLabels }: OrganisationSettings, phase: Phase): PhaseWord {
  return { phase, own: phaseLabels[phase] ?? null };
}
