import type { Bundle, Output } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import type { Notebook } from "../notebook.ts";
import { isError, type Onset } from "./onset.ts";

/** One thing that the evidence says about the trouble, in its own words. `weight` from 0 to 1; `direction` for series. */
export type Saying = {
  text: string;
  service: string | null;
  weight: number;
  kind: "alert" | "log" | "span" | "series" | "gone";
  direction?: "up" | "down";
  cite: () => string;
};

const MOST_OF_A_KIND = 24;

/** What came up with the trouble: alerts, new lines, errors of spans, series that moved. What was there before is not among them. */
export function sayingsOf(bundle: Bundle, frame: Frame, onset: Onset, notebook: Notebook): Saying[] {
  return [
    ...alertsOf(bundle, notebook),
    ...linesOf(onset, notebook),
    ...bundle.outputs.flatMap((output) => patternsOf(output, notebook)),
    ...spansOf(bundle, frame, onset, notebook),
    ...seriesOf(onset, notebook),
  ];
}

function alertsOf({ incident, alerts }: Bundle, notebook: Notebook): Saying[] {
  const title: Saying = {
    text: incident.title,
    service: incident.symptoms[0]?.service ?? null,
    weight: 1,
    kind: "alert",
    cite: () => notebook.cite({ kind: "alert", source: "incident.json", title: incident.title, excerpt: incident.title }),
  };
  const symptoms = incident.symptoms.flatMap(({ service, metric }): Saying[] => (metric ? [{ ...title, text: metric, service, weight: 0.7 }] : []));
  const others = alerts.map(({ service, name, summary }): Saying => {
    const text = `${name} ${summary}`;
    return {
      text,
      service,
      weight: 1,
      kind: "alert",
      cite: () => notebook.cite({ kind: "alert", source: "alerts.json", title: name, excerpt: summary || name }),
    };
  });
  return [title, ...symptoms, ...others.slice(0, MOST_OF_A_KIND)];
}

const BAD =
  /error|exception|fail|fatal|panic|timed? ?out|timeout|refused|denied|reject|slow|exceed|unavailable|not found|cannot|could not|invalid|missing|deadlock|killed|lost|no such|abort|stall|saturat|queue full|exhaust|miss\b/i;

function linesOf({ turns }: Onset, notebook: Notebook): Saying[] {
  return turns.slice(0, 200).flatMap(({ template, direction, lines }): Saying[] => {
    const bad = isError(template) ? 1 : BAD.test(template.text) ? 0.8 : 0.25;
    const cite = (): string =>
      notebook.cite({
        kind: "logs",
        source: "logs.jsonl",
        title: `${template.service}: ${template.text.slice(0, 120)}`,
        excerpt: template.samples[0]?.message ?? template.text,
      });
    const text = template.samples[0]?.message ?? template.text;
    if (direction === "gone") return [{ text, service: template.service, weight: 0.3, kind: "gone", cite }];
    return lines < 2 && !isError(template) ? [] : [{ text, service: template.service, weight: bad, kind: "log", cite }];
  });
}

type Pattern = {
  signature?: unknown;
  pattern?: unknown;
  template?: unknown;
  service?: unknown;
  count?: unknown;
  delta_vs_baseline?: unknown;
  delta?: unknown;
  sentiment?: unknown;
};

/** The output of a tool that counts log patterns against a baseline. */
function patternsOf({ command, text }: Output, notebook: Notebook): Saying[] {
  if (!/pattern|template|log/i.test(command)) return [];
  return rowsOf(text)
    .slice(0, MOST_OF_A_KIND * 2)
    .flatMap((row): Saying[] => {
      const { signature, pattern, template, service, delta_vs_baseline, delta, sentiment } = row as Pattern;
      const said = [signature, pattern, template].find((one) => typeof one === "string") as string | undefined;
      if (!said) return [];
      const change = Number.parseFloat(String(delta_vs_baseline ?? delta ?? "0"));
      const isBad = sentiment === "negative" || BAD.test(said);
      if (change < 0 && !isBad)
        return [{ text: said, service: nameOf(service), weight: 0.3, kind: "gone", cite: () => citeOutput(notebook, command, said) }];
      if (change <= 0 && sentiment !== "negative") return [];
      return [{ text: said, service: nameOf(service), weight: isBad ? 1 : 0.25, kind: "log", cite: () => citeOutput(notebook, command, said) }];
    });
}

const nameOf = (service: unknown): string | null => (typeof service === "string" && service ? service : null);

export const citeOutput = (notebook: Notebook, command: string, excerpt: string): string =>
  notebook.cite({ kind: "output", source: command, title: excerpt.slice(0, 120), excerpt: excerpt.slice(0, 400) });

/** Objects of a JSON list, or of lines of JSON; none for other text. */
export function rowsOf(text: string): object[] {
  const read = (part: string): unknown => {
    try {
      return JSON.parse(part);
    } catch {
      return null;
    }
  };
  if (text.length > 2_000_000 || !/^\s*[[{]/.test(text)) return [];
  const whole = read(text) ?? text.split("\n").map(read);
  const rows = Array.isArray(whole) ? whole : (Object.values(whole as object).find(Array.isArray) ?? [whole]);
  return (rows as unknown[]).filter((row): row is object => typeof row === "object" && row !== null);
}

function spansOf({ spans }: Bundle, frame: Frame, { at, tolerance }: Onset, notebook: Notebook): Saying[] {
  const known = new Map<string, { said: Saying; early: number; late: number }>();
  for (const { service, operation, start, isError: failed, error } of spans) {
    if (!failed) continue;
    const key = `${service}\n${operation}\n${error ?? ""}`.replace(/\d+/g, "#");
    const text = `${operation}: ${error ?? "failed"}`;
    const cite = (): string =>
      notebook.cite({
        kind: "spans",
        source: "spans.jsonl",
        title: `${service} ${operation}`,
        excerpt: text.slice(0, 300),
        at: new Date(start).toISOString(),
      });
    const one = known.get(key) ?? { said: { text, service, weight: error ? 1 : 0.4, kind: "span", cite }, early: 0, late: 0 };
    if (start < at - tolerance) one.early += 1;
    else if (start <= frame.trouble.to + tolerance) one.late += 1;
    known.set(key, one);
  }
  return [...known.values()]
    .filter(({ early, late }) => late > early * 2)
    .slice(0, MOST_OF_A_KIND * 2)
    .map(({ said }) => said);
}

function seriesOf({ moves }: Onset, notebook: Notebook): Saying[] {
  return moves.slice(0, 80).map(
    ({ service, metric, direction, size, from, to, at }): Saying => ({
      text: metric,
      service,
      weight: Math.min(0.8, size / 15),
      kind: "series",
      direction,
      cite: () =>
        notebook.cite({
          kind: "series",
          source: "metrics.csv",
          title: `${service} ${metric}`,
          excerpt: `${metric} of ${service} went ${direction} from ${short(from)} to ${short(to)} at ${new Date(at).toISOString()}`,
          at: new Date(at).toISOString(),
        }),
    }),
  );
}

export const short = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "unknown");
