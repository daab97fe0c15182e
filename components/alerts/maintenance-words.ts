import type { AlertDetail } from "#lib/contracts/alert.ts";
import type { MaintenanceView, Matcher } from "#lib/contracts/alert-rule.ts";

export type FirstMaintenance = { title: string; services: { id: string; name: string }[]; matchers: Matcher[]; minutes: number };

const OPERATOR_WORDS: Record<Matcher["operator"], string> = { is: "is", "is-not": "is not", like: "is like", matches: "matches" };

export function matcherWords(matchers: readonly Matcher[]): string {
  return matchers.map(({ label, operator, value }) => `${label} ${OPERATOR_WORDS[operator]} ${value === "" ? "empty" : value}`).join(" and ");
}

/** Which alerts a maintenance holds back, in words. */
export function heldWords({ services, matchers }: Pick<MaintenanceView, "services" | "matchers">): string {
  const named = services.map(({ name }) => name).join(", ");
  return [named, matcherWords(matchers)].filter(Boolean).join(" where ");
}

/** A maintenance that holds back this one alert for an hour. */
export function silenceOf({ title, service, labels }: AlertDetail): FirstMaintenance {
  const { alertname } = labels;
  const matcher: Matcher = alertname ? { label: "alertname", operator: "is", value: alertname } : { label: "title", operator: "is", value: title };
  const services = service?.id ? [{ id: service.id, name: service.name }] : [];
  return { title: `Silence: ${title}`.slice(0, 120), services, matchers: [matcher], minutes: 60 };
}

export const NEW_MAINTENANCE: FirstMaintenance = { title: "", services: [], matchers: [], minutes: 60 };
