import type { FactOf } from "./contracts/timeline.ts";
import type { EventTone, Word } from "./describe-event.ts";

const strong = (text: string): Word => ({ strong: text });

export function alertTone({ action, alert }: FactOf<"alert">): EventTone {
  if (action === "resolved") return "good";
  if (action === "detached") return "neutral";
  return alert.level === "critical" || alert.level === "error" ? "bad" : "warn";
}

/** A source resolving its alert closes no incident, so the words say whose alert it is that ended. */
export function alertWords({ action, alert, more }: FactOf<"alert">): Word[] {
  const title = strong(alert.title);
  switch (action) {
    case "fired":
      return [`fired the ${alert.level} alert `, title];
    case "attached":
      return [`attached the ${alert.level} alert `, title];
    case "refired":
      return [`fired again: `, title];
    case "resolved":
      return ["resolved its alert ", title, "; the incident stays as it is"];
    case "storm":
      return [`folded `, strong(`${more.toLocaleString("en")} ${more === 1 ? "alert" : "alerts"}`), " of a storm into this, the worst: ", title];
    case "detached":
      return ["took the alert ", title, " off this"];
    default:
      return action satisfies never;
  }
}

const CHANGE_WORDS: Record<FactOf<"change">["change"]["kind"], string> = {
  deploy: "deployed",
  flag: "switched a flag",
  config: "changed the configuration",
  migration: "ran a migration",
  infrastructure: "changed the infrastructure",
  other: "made a change",
};

export function changeWords({ change: { kind, title, service, author } }: FactOf<"change">): Word[] {
  return [`told of a change: ${author ? `${author} ` : ""}${CHANGE_WORDS[kind]} `, strong(title), ...(service ? [` on ${service}`] : [])];
}
