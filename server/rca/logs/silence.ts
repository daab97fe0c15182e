import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Notebook } from "../notebook.ts";
import type { LogTemplate } from "./digest.ts";
import { type Periods, type Rate, zOf } from "./rates.ts";
import { excerptOf, rateOf } from "./say.ts";
import { severityOf } from "./severity.ts";

const LINES_LEAST = 20;
const Z_LEAST = 4;
const GONE_BELOW = 0.3;
const STRONGEST = 0.6;
const Z_SCALE = 6;
const MOST = 12;

/**
 * Templates that no longer come, measured against what else their service logs, so that less traffic alone is not taken for silence, and by the minute; and services that log
 * nothing any more. Where lines are tied to traces, requests are compared one by one instead (see spans).
 */
export function cluesOfSilence({ logs, spans }: Bundle, rates: ReadonlyMap<LogTemplate, Rate>, { hasBefore }: Periods, notebook: Notebook): Clue[] {
  if (!hasBefore) return [];
  const totals = new Map<string, { before: number; after: number }>();
  for (const [{ service }, { before, after }] of rates) {
    const total = totals.get(service) ?? { before: 0, after: 0 };
    totals.set(service, { before: total.before + before, after: total.after + after });
  }
  const clues: Clue[] = [];
  for (const template of logs.templates) {
    const rate = rates.get(template);
    const total = totals.get(template.service);
    if (!rate || !total || rate.before < LINES_LEAST || severityOf(template) > 0) continue;
    if (spans.length > 0 && template.traces.size > 0) continue;
    if (total.after > 0) clues.push(...clueOf(template, rate, total, notebook));
  }
  for (const [service, { before, after }] of totals) if (before >= LINES_LEAST && after === 0) clues.push(silent(service, before, rates, notebook));
  return clues.toSorted((one, other) => other.strength - one.strength || (one.statement < other.statement ? -1 : 1)).slice(0, MOST);
}

function clueOf(template: LogTemplate, rate: Rate, total: { before: number; after: number }, notebook: Notebook): Clue[] {
  const { service, samples, text } = template;
  const z = zOf(rate.before, total.before, rate.after, total.after);
  const [beforeRate, afterRate] = [rate.before / rate.beforeMinutes, rate.after / Math.max(rate.afterMinutes, 1e-9)];
  // A flood of other lines makes the share of one smaller, and does not silence it.
  const left = Math.max(rate.after / total.after / (rate.before / total.before), afterRate / beforeRate);
  if (z > -Z_LEAST || left > GONE_BELOW) return [];
  const excerpt = excerptOf(samples[0]?.message ?? text);
  const id = notebook.cite({ kind: "logs", source: `logs of ${service}`, title: `No longer: ${text.slice(0, 140)}`, excerpt });
  return [
    {
      service,
      signature: null,
      statement: `Lines “${excerpt}” of ${service} ${rate.after === 0 ? "no longer appear" : "have nearly stopped"}: ${rateOf(beforeRate)} a minute before, ${rateOf(afterRate)} now, while the service logs on.`,
      strength: STRONGEST * (1 - left) * (1 - Math.exp(z / Z_SCALE)),
      role: "either",
      at: null,
      evidence: [id],
    },
  ];
}

function silent(service: string, before: number, rates: ReadonlyMap<LogTemplate, Rate>, notebook: Notebook): Clue {
  const minutes = [...rates].find(([template]) => template.service === service)?.[1].beforeMinutes ?? 1;
  const excerpt = `${rateOf(before / Math.max(minutes, 1e-9))} lines a minute before, none now`;
  const id = notebook.cite({ kind: "logs", source: `logs of ${service}`, title: "Silence", excerpt });
  return {
    service,
    signature: null,
    statement: `${service} has stopped logging: ${excerpt}.`,
    strength: STRONGEST * 0.8,
    role: "either",
    at: null,
    evidence: [id],
  };
}
