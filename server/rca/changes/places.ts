import type { Bundle } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import type { Carried } from "./carriers.ts";
import { bounded } from "./numbers.ts";
import { isError, type Onset } from "./onset.ts";
import type { Saying } from "./sayings.ts";
import { partsOf, stemsOf } from "./words.ts";

/** Which services are in trouble, how much, and who leans on whom. */
export type Places = {
  services: string[];
  /** How sure it is that a service is in trouble itself. */
  weight(service: string): number;
  /** The same by what it shows itself; what others say of it counts only where it tells nothing at all. */
  shows(service: string): number;
  callees(service: string): Set<string>;
  callers(service: string): Set<string>;
  stems: Map<string, string[]>;
};

export function placesOf(bundle: Bundle, frame: Frame, onset: Onset, sayings: readonly Saying[]): Places {
  const weights = new Map<string, number>();
  const raise = (service: string | null, weight: number): void => {
    if (service) weights.set(service, Math.max(weights.get(service) ?? 0, weight));
  };
  for (const { service } of frame.symptoms) raise(service, 1);
  for (const { service } of bundle.alerts) raise(service, 1);
  for (const { service, size } of onset.moves) raise(service, Math.min(0.8, size / 12));
  for (const { template, direction } of onset.turns) raise(template.service, direction === "new" && isError(template) ? 0.9 : 0.2);
  for (const { service, kind, weight } of sayings) if (kind === "span") raise(service, 0.8 * weight);
  const services = [
    ...new Set([
      ...weights.keys(),
      ...bundle.series.map(({ service }) => service),
      ...bundle.changes.flatMap(({ service }) => (service ? [service] : [])),
      ...bundle.edges.flatMap(({ caller, callee }) => [caller, callee]),
    ]),
  ];
  const shown = new Map(weights);
  const telling = new Set([...bundle.series.map(({ service }) => service), ...bundle.logs.templates.map(({ service }) => service)]);
  for (const service of namedIn(sayings, services)) {
    raise(service, NAMED);
    if (!telling.has(service)) shown.set(service, weights.get(service) ?? 0);
  }
  const edges = [...bundle.edges, ...edgesOfSpans(bundle)];
  const grouped = (from: "caller" | "callee", to: "caller" | "callee"): Map<string, Set<string>> => {
    const map = new Map<string, Set<string>>();
    for (const edge of edges) map.set(edge[from], (map.get(edge[from]) ?? new Set()).add(edge[to]));
    return map;
  };
  const [callees, callers] = [grouped("caller", "callee"), grouped("callee", "caller")];
  return {
    services,
    weight: (service) => weights.get(service) ?? 0,
    shows: (service) => shown.get(service) ?? 0,
    callees: (service) => callees.get(service) ?? new Set(),
    callers: (service) => callers.get(service) ?? new Set(),
    stems: stemsOfAll(services),
  };
}

const NAMED = 0.9;

/** Services of which the errors of others speak: “upstream X answered 500”. */
function namedIn(sayings: readonly Saying[], services: readonly string[]): string[] {
  const told = sayings.filter(({ kind, weight }) => (kind === "log" || kind === "span" || kind === "alert") && weight >= 0.8);
  return services.filter((service) => service.length > 4 && told.some(({ text, service: by }) => by !== service && text.includes(service)));
}

function edgesOfSpans({ spans }: Bundle): Bundle["edges"] {
  const services = new Map(spans.map(({ trace, span, service }) => [`${trace}/${span}`, service]));
  const edges = new Map<string, Bundle["edges"][number]>();
  for (const { trace, parent, service } of spans) {
    const caller = parent ? services.get(`${trace}/${parent}`) : undefined;
    if (caller && caller !== service) edges.set(`${caller}\n${service}`, { caller, callee: service });
  }
  return [...edges.values()];
}

/** Stems that tell a service from the others: those that many share say nothing. */
function stemsOfAll(services: readonly string[]): Map<string, string[]> {
  const all = services.map((service) => [service, stemsOf(service)] as const);
  const uses = new Map<string, number>();
  for (const [, stems] of all) for (const stem of new Set(stems)) uses.set(stem, (uses.get(stem) ?? 0) + 1);
  return new Map(all.map(([service, stems]) => [service, stems.filter((stem) => (uses.get(stem) ?? 0) <= Math.max(1, services.length / 4))]));
}

const SHARED = /(^|\/)(pkg|libs?|common|shared|packages|platform|proto|schemas?|core|vendor)\//;

/** How the changed service stands to those in trouble, and which service that is. */
export function relationOf({ change, services }: Carried, paths: readonly string[], places: Places): { relation: number; service: string | null } {
  if (services.length > 0) {
    const rated = services
      .map((service) => ({ service, relation: relationOfService(service, places) }))
      .toSorted((one, other) => other.relation - one.relation);
    return rated[0] ?? { service: null, relation: 0 };
  }
  const parts = new Set(partsOf(`${paths.join(" ")} ${change.title}`));
  const joined = [...parts].join(" ");
  const named = places.services.filter((service) =>
    places.stems.get(service)?.some((stem) => parts.has(stem) || (stem.length > 4 && joined.includes(stem))),
  );
  const rated = named
    .map((service) => ({ service, relation: relationOfService(service, places) }))
    .toSorted((one, other) => other.relation - one.relation);
  if (rated[0]) return { service: rated[0].service, relation: rated[0].relation * 0.9 };
  return { service: null, relation: paths.some((path) => SHARED.test(path)) ? 0.5 : 0.3 };
}

function relationOfService(service: string, places: Places): number {
  const own = places.weight(service);
  const leaning = [...places.callers(service)].map((caller) => 0.75 * places.weight(caller));
  const leant = [...places.callees(service)].map((callee) => 0.55 * places.weight(callee));
  return bounded(Math.max(own, 0.05, ...leaning, ...leant));
}
