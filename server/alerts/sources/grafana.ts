import { fieldsOf, lineAt, linkOf, listOf, textAt } from "#server/platform/foreign-json.ts";
import { alertmanager } from "./alertmanager.ts";
import type { Source } from "./source.ts";

/** Grafana's webhook is Alertmanager's, with where to look and what was measured besides. */
export const grafana: Source = (message, settings) => {
  const raw = listOf(fieldsOf(message).alerts);
  return alertmanager(message, settings).map((alert, index) => {
    const one = raw[index];
    const measured = textAt(one, "valueString", 1_000);
    const description = [alert.description, measured].filter(Boolean).join("\n");
    const link = linkOf(lineAt(one, "panelURL", 2_048), lineAt(one, "dashboardURL", 2_048), lineAt(one, "generatorURL", 2_048)) ?? alert.link;
    return { ...alert, description, link };
  });
};
