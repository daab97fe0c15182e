import { DEFAULT_LEVEL } from "#lib/contracts/alert-rule.ts";
import type { ParsedAlert } from "#lib/contracts/integration.ts";
import { fieldsOf, instantOf, labelsOf, lineAt, linkOf, listOf, textAt, valueAt } from "#server/platform/foreign-json.ts";
import { levelOf } from "./level-of.ts";
import { keyOfLabels, requireSome, type Source } from "./source.ts";

/** The webhook of Alertmanager, version 4: a group of alerts, each with its own state. */
export const alertmanager: Source = (message) => {
  const external = lineAt(message, "externalURL", 2_048);
  const alerts = listOf(fieldsOf(message).alerts).map((alert) => alertOf(alert, external));
  return requireSome(alerts, "It has no list “alerts”. Send the webhook of Alertmanager here.");
};

function alertOf(alert: unknown, external: string): ParsedAlert {
  const labels = labelsOf(valueAt(alert, "labels"));
  const name = labels.alertname ?? "";
  const summary = lineAt(alert, "annotations.summary") || lineAt(alert, "annotations.title");
  const isOver = lineAt(alert, "status") === "resolved";
  return {
    key: lineAt(alert, "fingerprint") || keyOfLabels(labels),
    status: isOver ? "resolved" : "firing",
    level: levelOf(labels.severity ?? labels.priority ?? "") ?? DEFAULT_LEVEL,
    title: summary || name || "An alert without a name",
    description: textAt(alert, "annotations.description") || textAt(alert, "annotations.message"),
    labels,
    link: linkOf(lineAt(alert, "generatorURL", 2_048), external),
    startsAt: instantOf(valueAt(alert, "startsAt")),
    endsAt: isOver ? instantOf(valueAt(alert, "endsAt")) : null,
  };
}
