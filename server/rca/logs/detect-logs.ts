import type { TemplateAnswer } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Finding } from "../detectors.ts";
import type { Frame } from "../frame.ts";
import type { Notebook } from "../notebook.ts";
import type { LogTemplate } from "./digest.ts";
import { cluesOfFailures } from "./failure-clues.ts";
import { failuresIn } from "./failures.ts";
import { namesIn } from "./names.ts";
import { type Periods, periodsOf, type Rate, ratesOf } from "./rates.ts";
import { severityOf } from "./severity.ts";
import { cluesOfSilence } from "./silence.ts";
import { cluesOfTexts } from "./texts.ts";

const ANSWERED_MOST = 40;
const ANSWERED_FROM = 0.3;
const Z_SCALE = 4;

/** Reads the log templates: failures that they tell of, new or risen ones first, lines that no longer come, and texts of commands that are no table. */
export function detectLogs(bundle: Bundle, frame: Frame, notebook: Notebook): Finding {
  const { logs } = bundle;
  const names = namesIn(bundle);
  const texts = cluesOfTexts(bundle, names, notebook);
  if (logs.templates.length === 0) return { clues: texts };
  const periods = periodsOf(logs, frame);
  const rates = ratesOf(logs, periods);
  const failures = failuresIn(logs, rates, periods, names);
  const clues: Clue[] = [...cluesOfFailures(failures, { logs, periods, notebook }), ...cluesOfSilence(bundle, rates, periods, notebook), ...texts];
  return { clues, templates: answered(rates, periods) };
}

function answered(rates: ReadonlyMap<LogTemplate, Rate>, periods: Periods): TemplateAnswer[] {
  const rows = [...rates].map(([template, rate]) => {
    const { before, after, beforeMinutes, afterMinutes, z } = rate;
    return {
      template: template.text,
      service: template.service,
      before: perMinute(before, beforeMinutes),
      after: perMinute(after, afterMinutes),
      score: Number((periods.hasBefore ? 1 - Math.exp(-Math.abs(z) / Z_SCALE) : severityOf(template)).toFixed(3)),
    };
  });
  return rows
    .filter(({ score }) => score >= ANSWERED_FROM)
    .toSorted((one, other) => other.score - one.score || (one.service + one.template < other.service + other.template ? -1 : 1))
    .slice(0, ANSWERED_MOST);
}

function perMinute(lines: number, minutes: number): number {
  return minutes > 0 ? Number((lines / minutes).toFixed(2)) : 0;
}
