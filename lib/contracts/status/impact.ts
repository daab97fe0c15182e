import type { ImpactInterval } from "../incident.ts";
import { type ComponentState, type Publication, workUpdates } from "./publication.ts";
import type { StateSpan } from "./uptime.ts";

/** What the history of one component takes from one incident. */
export type IncidentImpact = { publications: readonly Publication[]; intervals: readonly ImpactInterval[]; impactEndedAt: string | null };
export type TiedComponent = { id: string; serviceId: string | null };

/**
 * The public history of a component in one incident, milliseconds. Where impact was recorded on its service, these stretches count, with the
 * level that was recorded; where none was, what the updates said of it, from the first that named it. Only incidents that were published on it
 * count at all. Pure.
 */
export function publicSpans({ publications: all, intervals, impactEndedAt }: IncidentImpact, component: TiedComponent, now: number): StateSpan[] {
  const publications = workUpdates(all);
  const said = statesSaid(publications, component.id);
  if (said.length === 0) return [];
  const recorded = intervals.filter(({ service }) => service && service.id === component.serviceId);
  if (recorded.length > 0)
    return recorded.map(({ level, startedAt, endedAt }) => ({ state: level, from: ms(startedAt), to: endedAt ? ms(endedAt) : now }));
  return said.flatMap(({ state, at }, index) => {
    const next = said[index + 1]?.at;
    const end = next ?? (publications.at(-1)?.status === "resolved" ? (impactEndedAt ?? publications.at(-1)?.at) : undefined);
    return state === "operational" ? [] : [{ state, from: ms(at), to: end ? Math.max(ms(at), ms(end)) : now }];
  });
}

/** The state that the last update of an incident gave a component; null when none did. A resolved incident leaves it operational. */
export function stateSaid(publications: readonly Publication[], componentId: string): ComponentState | null {
  return statesSaid(publications, componentId).at(-1)?.state ?? null;
}

function statesSaid(publications: readonly Publication[], componentId: string): { state: ComponentState; at: string }[] {
  const standing = workUpdates(publications).filter(({ retracted }) => retracted === null);
  const named = standing.flatMap(({ status, components, at }) => {
    const state = components.find(({ id }) => id === componentId)?.state;
    return state ? [{ state: status === "resolved" ? ("operational" as const) : state, at }] : [];
  });
  const last = standing.at(-1);
  const isClosed = last?.status === "resolved" && named.length > 0 && named.at(-1)?.at !== last.at;
  return isClosed ? [...named, { state: "operational" as const, at: last.at }] : named;
}

function ms(at: string): number {
  return Date.parse(at);
}
