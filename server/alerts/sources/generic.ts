import { DEFAULT_LEVEL } from "#lib/contracts/alert-rule.ts";
import type { Mapping, ParsedAlert } from "#lib/contracts/integration.ts";
import { fieldsOf, instantOf, labelsOf, lineAt, linkOf, textAt, Unreadable, valueAt } from "#server/platform/foreign-json.ts";
import { levelOf } from "./level-of.ts";
import { LONGEST_KEY, MOST_ALERTS, type Source } from "./source.ts";

/** Any JSON, by the mapping of its integration. */
export const generic: Source = (message, { mapping, serviceLabel }) => {
  const found = mapping.list === "" ? message : valueAt(message, mapping.list);
  const items = Array.isArray(found) ? found : [found];
  if (mapping.list !== "" && !Array.isArray(found)) throw new Unreadable(`There is no list at “${mapping.list}”.`);
  if (items.length === 0) throw new Unreadable("The list of alerts is empty.");
  return items.slice(0, MOST_ALERTS).map((item) => alertOf(item, mapping, serviceLabel));
};

function alertOf(item: unknown, mapping: Mapping, serviceLabel: string): ParsedAlert {
  const title = lineAt(item, mapping.title);
  if (title === "")
    throw new Unreadable(`There is no title at “${mapping.title}”. It has: ${Object.keys(fieldsOf(item)).slice(0, 12).join(", ") || "no fields"}.`);
  const isOver = wordsOf(mapping.resolvedWords).includes(lineAt(item, mapping.status).toLowerCase());
  const service = lineAt(item, mapping.service);
  const at = mapping.startsAt === "" ? null : instantOf(valueAt(item, mapping.startsAt));
  return {
    key: lineAt(item, mapping.key, LONGEST_KEY) || title,
    status: isOver ? "resolved" : "firing",
    level: levelOf(lineAt(item, mapping.level)) ?? DEFAULT_LEVEL,
    title,
    description: textAt(item, mapping.description),
    labels: {
      ...(mapping.labels === "" ? {} : labelsOf(valueAt(item, mapping.labels))),
      ...(service && serviceLabel ? { [serviceLabel]: service } : {}),
    },
    link: linkOf(lineAt(item, mapping.link, 2_048)),
    startsAt: at,
    endsAt: null,
  };
}

function wordsOf(words: string): string[] {
  return words.split(",").map((word) => word.trim().toLowerCase());
}
