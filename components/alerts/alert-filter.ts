import { z } from "zod";
import { AlertFilter } from "#lib/contracts/alert.ts";
import { ALERT_LEVELS, ALERT_OUTCOMES } from "#lib/contracts/alert-terms.ts";

export const GROUPS = ["none", "service", "source", "incident"] as const;
export type InboxFilter = AlertFilter & { group: (typeof GROUPS)[number]; alert: string | null };

type Address = Record<string, string | string[] | undefined>;

/** The filter that an address stands for; what is no filter is passed over. Pure. */
export function alertFilterFrom(address: Address): InboxFilter {
  const one = (name: string): string => [address[name] ?? ""].flat()[0] ?? "";
  const many = <T extends string>(name: string, known: readonly T[]): T[] => known.filter((value) => one(name).split(",").includes(value));
  const id = (name: string): string | null => (z.uuid().safeParse(one(name)).success ? one(name) : null);
  return {
    state: AlertFilter.shape.state.catch("firing").parse(one("state") || undefined),
    level: many("level", ALERT_LEVELS),
    outcome: many("outcome", ALERT_OUTCOMES),
    service: id("service"),
    integration: id("integration"),
    q: one("q").slice(0, 200).trim(),
    group: z
      .enum(GROUPS)
      .catch("none")
      .parse(one("group") || undefined),
    alert: id("alert"),
  };
}

/** The address of a filter: only what differs from the default stands in it. Pure. */
export function alertQuery({ state, level, outcome, service, integration, q, group, alert }: InboxFilter): string {
  const query = new URLSearchParams();
  if (state !== "firing") query.set("state", state);
  if (level.length > 0) query.set("level", level.join(","));
  if (outcome.length > 0) query.set("outcome", outcome.join(","));
  if (service) query.set("service", service);
  if (integration) query.set("integration", integration);
  if (q) query.set("q", q);
  if (group !== "none") query.set("group", group);
  if (alert) query.set("alert", alert);
  return query.toString();
}
