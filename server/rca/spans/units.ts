import type { LogDigest } from "../logs/digest.ts";
import { severityOf } from "../logs/severity.ts";
import { isSampled } from "../logs/trace-sample.ts";
import type { Forest } from "./forest.ts";

export type FeatureKind = "entry" | "operation" | "call" | "line";

/** Something that a service does while it serves a request. `isBad`: that it happens is a failure. */
export type Feature = {
  kind: FeatureKind;
  text: string;
  isBad: boolean /** The entry under which an operation or call runs. */;
  host: string | null;
};

/** What one service did in one trace: indices of its features. */
export type Unit = { at: number; trace: string; features: Set<number> };

export type ServiceUnits = { service: string; features: Feature[]; units: Unit[] };

const BAD_OPERATION = /\berror|exception|fault\b|error(?:controller|handler)|failure/i;
const BAD_LINE_FROM = 0.5;

/** True for what runs where a request failed. */
export const isBadOperation = (operation: string): boolean => BAD_OPERATION.test(operation);

type Building = ServiceUnits & { byText: Map<string, number>; byTrace: Map<string, Unit> };

/**
 * Requests as each service served them: which operations it was entered by, what it ran and called, and which lines it logged. Requests that failed
 * because something else did not answer say nothing about the service's own code and are left out (`isExcused` tells such lines).
 */
export function unitsOf(forest: Forest, logs: LogDigest, isExcused: (template: LogDigest["templates"][number]) => boolean): ServiceUnits[] {
  const { spans, parent, began } = forest;
  const services = new Map<string, Building>();
  const unitFor = (service: string, trace: string): [Building, Unit] => {
    let building = services.get(service);
    if (!building) {
      building = { service, features: [], units: [], byText: new Map(), byTrace: new Map() };
      services.set(service, building);
    }
    let unit = building.byTrace.get(trace);
    if (!unit) {
      unit = { at: began.get(trace) ?? 0, trace, features: new Set() };
      building.byTrace.set(trace, unit);
    }
    return [building, unit];
  };
  const see = (service: string, trace: string, feature: Feature): void => {
    const [building, unit] = unitFor(service, trace);
    unit.features.add(featureOf(building, feature));
  };
  const entries = entriesOf(forest);
  const of = sampleFor(began.size, logs.tracesShare);
  const hostOf = (index: number): string => spans[entries[index] ?? index]?.operation ?? "";
  for (const [index, { service, operation, trace, isError }] of spans.entries()) {
    if (!isSampled(trace, of)) continue;
    const above = parent[index] ?? -1;
    const caller = spans[above];
    const isEntry = entries[index] === index;
    if (isEntry) see(service, trace, { kind: "entry", text: operation, isBad: false, host: null });
    else see(service, trace, { kind: "operation", text: operation, isBad: isBadOperation(operation), host: hostOf(index) });
    if (isEntry && caller) see(caller.service, trace, { kind: "call", text: `${service} ${operation}`, isBad: false, host: hostOf(above) });
    if (isError) see(service, trace, { kind: "operation", text: `error of ${operation}`, isBad: true, host: hostOf(index) });
  }
  for (const template of logs.templates) {
    const isBad = severityOf(template) >= BAD_LINE_FROM;
    const excuses = isExcused(template);
    for (const trace of template.traces.keys()) {
      if (!began.has(trace) || !isSampled(trace, of)) continue;
      see(template.service, trace, { kind: "line", text: template.text, isBad, host: null });
      if (excuses) services.get(template.service)?.byTrace.get(trace)?.features.add(EXCUSED);
    }
  }
  return [...services.values()].map(({ service, features, byTrace }) => ({ service, features, units: inOrder([...byTrace.values()]) }));
}

const EXCUSED = -1;
const DEEPEST = 1_000;
const TRACES_MOST = 20_000;

/** One of how many traces is looked at: no more than are needed, and none whose lines were dropped. */
function sampleFor(traces: number, share: number): number {
  let of = Math.round(1 / share);
  while (traces / of > TRACES_MOST) of *= 2;
  return of;
}

/** For each span the one by which its service was entered, as an index; its own where it is that one. */
export function entriesOf({ spans, parent }: Forest): Int32Array {
  const entries = new Int32Array(spans.length).fill(-1);
  const path: number[] = [];
  for (let index = 0; index < spans.length; index += 1) {
    let at = index;
    while (entries[at] === -1) {
      const above = parent[at] ?? -1;
      path.push(at);
      if (above < 0 || spans[above]?.service !== spans[at]?.service || path.length > DEEPEST) {
        entries[at] = at;
        break;
      }
      at = above;
    }
    const entry = entries[at] ?? at;
    for (const each of path) entries[each] = entry;
    path.length = 0;
  }
  return entries;
}

function featureOf({ byText, features }: Building, feature: Feature): number {
  const key = `${feature.kind}\n${feature.host ?? ""}\n${feature.text}`;
  const known = byText.get(key);
  if (known !== undefined) return known;
  byText.set(key, features.length);
  features.push(feature);
  return features.length - 1;
}

function inOrder(units: Unit[]): Unit[] {
  return units.filter(({ features }) => !features.has(EXCUSED)).toSorted((one, other) => one.at - other.at || (one.trace < other.trace ? -1 : 1));
}
