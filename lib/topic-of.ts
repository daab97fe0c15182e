import type { Fact } from "./contracts/timeline.ts";

/** What a fact is about, for filters: decisions move the incident, communication tells people, work is what people do and see. */
export function topicOf(fact: Pick<Fact, "kind">): "decisions" | "communication" | "work" {
  switch (fact.kind) {
    case "declared":
    case "status":
    case "severity":
    case "role":
    case "handover":
    case "merged":
    case "unmerged":
    case "absorbed":
    case "released":
    case "access":
    case "deadline":
    case "investigation":
      return "decisions";
    case "update":
    case "document":
    case "link":
      return "communication";
    default:
      return "work";
  }
}
