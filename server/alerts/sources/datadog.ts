import { instantOf, labelsOf, lineAt, linkOf, textAt, Unreadable, valueAt } from "#server/platform/foreign-json.ts";
import { levelOf } from "./level-of.ts";
import { keyOfLabels, type Source } from "./source.ts";

const OVER = /^(recovered|success|ok)$/i;
const WARNS = /^(re-)?warn(ing)?$/i;

/** What the template of the integration's page makes Datadog send. A cycle is from when a monitor triggers to when it recovers. */
export const datadog: Source = (message) => {
  const title = lineAt(message, "title");
  if (title === "") throw new Unreadable("It has no “title”. Give Datadog the payload that the integration's page shows.");
  const labels = labelsOf(valueAt(message, "tags"));
  const scope = lineAt(message, "scope", 1_000);
  const id = lineAt(message, "alert_id");
  const transition = lineAt(message, "transition") || lineAt(message, "type");
  const isOver = OVER.test(transition);
  const at = instantOf(valueAt(message, "date"));
  return [
    {
      key: lineAt(message, "cycle") || (id ? `${id} ${scope}`.slice(0, 300).toWellFormed() : keyOfLabels({ title, ...labels })),
      status: isOver ? "resolved" : "firing",
      level: levelOf(lineAt(message, "priority")) ?? (WARNS.test(transition) ? "warning" : (levelOf(lineAt(message, "type")) ?? "error")),
      title,
      description: textAt(message, "message"),
      labels: { ...labels, ...(scope ? { scope } : {}), ...(id ? { monitor: id } : {}) },
      link: linkOf(lineAt(message, "link", 2_048)),
      startsAt: isOver ? null : at,
      endsAt: isOver ? at : null,
    },
  ];
};
