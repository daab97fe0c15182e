import { type OnCallPerson, type OnCallSchedule, ScheduleLayer } from "#lib/contracts/oncall.ts";
import type { ScheduleDetails } from "#lib/contracts/oncall-views.ts";
import type { TeamSummary } from "#lib/contracts/team.ts";

export type DraftPerson = { id: string; name: string };
/** A layer as it is typed. */
export type LayerDraft = Omit<ScheduleLayer, "people" | "rotation"> & {
  people: DraftPerson[];
  every: string;
  unit: ScheduleLayer["rotation"]["unit"];
};
export type Draft = { name: string; description: string; zone: string; team: string; warnsOfGaps: boolean; layers: LayerDraft[] };

export function draftOf(schedule: ScheduleDetails): Draft {
  const { name, description, zone, team, warnsOfGaps } = schedule;
  const nameOf = (id: string) => schedule.people.find((person) => person.id === id)?.name ?? "Somebody unknown";
  const layers = schedule.layers.map(
    ({ people, rotation, ...layer }): LayerDraft => ({
      ...layer,
      people: people.map((id) => ({ id, name: nameOf(id) })),
      every: String(rotation.every),
      unit: rotation.unit,
    }),
  );
  return { name, description, zone, team: team?.id ?? "", warnsOfGaps, layers };
}

type Start = { team: TeamSummary | null; zone: string; today: string; newId: () => string };

/** What one begins with: the members of a team taking turns each week, or one empty layer. Pure. */
export function firstDraft({ team, zone, today, newId }: Start): Draft {
  const people = (team?.members ?? []).map(({ id, name }) => ({ id, name }));
  const layers = [{ ...emptyLayer({ zone, today, newId }, "Primary"), people }];
  return { name: team?.name ?? "", description: "", zone, team: team?.id ?? "", warnsOfGaps: true, layers };
}

/** When turns of a new layer change hands. */
export const FIRST_HAND_OFF = "09:00";

export function emptyLayer({ zone, today, newId }: Omit<Start, "team">, name: string): LayerDraft {
  return { id: newId(), name, people: [], every: "1", unit: "week", startsOn: today, handOffAt: FIRST_HAND_OFF, zone, restrictions: [] };
}

/** The layers as the server takes them; it says what is wrong with them. Pure. */
export function layersOf(draft: Draft): ScheduleLayer[] {
  return draft.layers.map(({ people, every, unit, ...layer }) => ({
    ...layer,
    people: people.map(({ id }) => id),
    rotation: { every: Number(every), unit },
  }));
}

/** What the draft would say, with the overrides that stand; layers that are not complete yet count for nothing. Pure. */
export function previewOf(draft: Draft, base: OnCallSchedule): OnCallSchedule {
  const known = new Map(base.people.map((person) => [person.id, person]));
  const named = draft.layers
    .flatMap(({ people }) => people)
    .filter(({ id }) => !known.has(id))
    .map(({ id, name }): OnCallPerson => ({ id, name, isActive: true, zone: null }));
  const people = [...base.people, ...new Map(named.map((person) => [person.id, person])).values()];
  const layers = layersOf(draft).filter((layer) => ScheduleLayer.safeParse(layer).success);
  return { ...base, name: draft.name, zone: draft.zone, layers, people };
}

/** The list with the item at `from` standing at `to`. Pure. */
export function reordered<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
