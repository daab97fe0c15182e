import type { ClusterObject } from "../../bundle.ts";
import { ageOf } from "./quantity.ts";
import type { Branch } from "./tree.ts";

/** The events at the end of a description. A message over several lines stays one. */
export function eventsIn(of: Branch | null, kind: string, name: string, namespace: string | null): ClusterObject[] {
  const events: (ClusterObject & { message: string })[] = [];
  for (const line of of?.lines ?? []) {
    const [type = "", reason = "", age = "", ...rest] = line.trim().split(/\s{2,}/);
    if (!/^(Normal|Warning)$/.test(type)) {
      const before = events.at(-1);
      if (before && !/^(Type|-+)$/.test(type)) before.message += ` ${line.trim()}`;
      continue;
    }
    const [, last = "", times, over] = /^(\S+)(?: \(x(\d+)(?: over ([^)]*))?\))?/.exec(age) ?? [];
    const [from = "", ...message] = rest.length > 1 ? rest : ["", ...rest];
    const metadata = { name: "", ...(namespace ? { namespace } : {}) };
    const involvedObject = { kind, name, ...(namespace ? { namespace } : {}) };
    events.push({
      kind: "Event",
      metadata,
      involvedObject,
      type,
      reason,
      source: { component: from },
      message: message.join("  "),
      count: Number(times ?? 1),
      age: ageOf(last),
      firstAge: over ? ageOf(over) : null,
      isCounted: times === undefined,
    });
  }
  return events;
}
