import type { AlertLevel } from "#lib/contracts/alert-terms.ts";
import { instantOf, labelsOf, lineAt, linkOf, Unreadable, valueAt } from "#server/platform/foreign-json.ts";
import { levelOf } from "./level-of.ts";
import type { Source } from "./source.ts";

/** A V3 webhook: one event about one incident of PagerDuty, whose status says whether it is over. Others are nobody's alert. */
export const pagerduty: Source = (message) => {
  const type = lineAt(message, "event.event_type");
  if (type === "") throw new Unreadable("It has no “event.event_type”. Send V3 webhooks here.");
  const data = valueAt(message, "event.data");
  const id = lineAt(data, "incident.id") || lineAt(data, "id");
  if (!type.startsWith("incident.") || id === "" || lineAt(data, "title") === "") return [];
  const isOver = type === "incident.resolved" || lineAt(data, "status") === "resolved";
  const service = lineAt(data, "service.summary");
  const urgency = lineAt(data, "urgency");
  const priority = lineAt(data, "priority.summary");
  const said = { service, urgency, priority, status: lineAt(data, "status"), number: lineAt(data, "number"), team: lineAt(data, "teams[0].summary") };
  return [
    {
      key: id,
      status: isOver ? "resolved" : "firing",
      level: levelOfPriority(priority, urgency),
      title: lineAt(data, "title"),
      description: "",
      labels: labelsOf(said),
      link: linkOf(lineAt(data, "html_url", 2_048)),
      startsAt: instantOf(valueAt(type === "incident.reopened" ? message : data, type === "incident.reopened" ? "event.occurred_at" : "created_at")),
      endsAt: isOver ? instantOf(valueAt(message, "event.occurred_at")) : null,
    },
  ];
};

/** Its urgency only says whether somebody is to be woken. */
function levelOfPriority(priority: string, urgency: string): AlertLevel {
  return levelOf(priority) ?? (urgency === "low" ? "warning" : "error");
}
