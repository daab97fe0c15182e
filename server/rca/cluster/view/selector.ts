import { labelsOf, list, record, words } from "../read/loose.ts";
import { pairs } from "./named.ts";

/** Whether a label selector (`matchLabels` and `matchExpressions`) chooses these labels; an empty one chooses everything. */
export function choosesLabels(selector: unknown, labels: Record<string, string>): boolean {
  const of = record(selector);
  const byLabels = Object.entries(labelsOf(of.matchLabels)).every(([key, value]) => labels[key] === value);
  return (
    byLabels &&
    list(of.matchExpressions)
      .map(record)
      .every((one) => holds(one, labels))
  );
}

function holds({ key, operator, values }: Record<string, unknown>, labels: Record<string, string>): boolean {
  const label = labels[words(key)];
  const among = list(values).map(words);
  if (operator === "In") return label !== undefined && among.includes(label);
  if (operator === "NotIn") return label === undefined || !among.includes(label);
  return operator === "Exists" ? label !== undefined : label === undefined;
}

export function selectorWords(selector: unknown): string {
  const of = record(selector);
  const expressions = list(of.matchExpressions)
    .map(record)
    .map(({ key, operator, values }) => `${words(key)} ${words(operator)}${Array.isArray(values) ? ` [${values.map(words).join(", ")}]` : ""}`);
  return [pairs(labelsOf(of.matchLabels)), ...expressions].filter((part) => part !== "").join(", ");
}
