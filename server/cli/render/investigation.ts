import { sparkline } from "#lib/sparkline.ts";
import type { Analysis, EvidenceItem, Statement } from "#server/rca/index.ts";
import { offsetOf, percentOf } from "#server/rca/index.ts";
import { oneLine, printable } from "./table.ts";

const WIDTH = 100;
const MOST_CHARTS = 6;
const HORIZONS = { immediate: "now", short: "soon", medium: "later", long: "some day" } as const;

/** An analysis as a page for a terminal: the verdict first, then what it stands on, then what to do. */
export function renderInvestigation(title: string, analysis: Analysis): string {
  const { rootCause: cause, summary } = analysis;
  const verdict = cause.sufficient ? `ROOT CAUSE  ${cause.service}  ${percentOf(cause.confidence)} confidence` : "NO CAUSE ESTABLISHED";
  return [
    oneLine(title),
    "",
    verdict,
    ...wrapped(cause.statement, "  ", ids(cause.evidence)),
    ...section("Summary", wrapped(summary, "  ")),
    ...section("Timeline", timelineLines(analysis)),
    ...section(
      "Five whys",
      analysis.fiveWhys.flatMap(({ why, because, evidence }, index) => [
        ...wrapped(`${index + 1}. ${why}`, "  "),
        ...wrapped(`→ ${because}`, "     ", ids(evidence)),
      ]),
    ),
    ...section("Hypotheses", hypothesisLines(analysis)),
    ...section("Suspect changes", changeLines(analysis)),
    ...section("Impact", statementLines(analysis.impact)),
    ...section("Contributing factors", statementLines(analysis.contributingFactors)),
    ...section("Why it was not caught earlier", statementLines(analysis.notCaught)),
    ...section(
      "What to do",
      analysis.recommendations
        .filter(({ text }) => !analysis.wouldSettle.includes(text))
        .flatMap(({ horizon, text }) => wrapped(`${HORIZONS[horizon].padEnd(8)} ${text}`, "  ")),
    ),
    ...section(
      "What would settle it",
      analysis.wouldSettle.flatMap((text) => wrapped(`- ${text}`, "  ")),
    ),
    ...section(
      "Similar incidents",
      analysis.similar.flatMap(({ reference, title: name, why }) => wrapped(`${reference} ${name}: ${why}`, "  ")),
    ),
    ...section("Evidence", evidenceLines(analysis)),
    ...section(
      "Not read",
      analysis.warnings.flatMap((text) => wrapped(`! ${text}`, "  ")),
    ),
    "",
    `${analysis.evidence.length} ${analysis.evidence.length === 1 ? "piece" : "pieces"} of evidence, ${analysis.elapsedMs} ms.`,
  ].join("\n");
}

function section(heading: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ["", heading.toUpperCase(), ...lines];
}

function ids(evidence: readonly string[]): string {
  return evidence.length > 0 ? ` [${evidence.slice(0, 4).join(", ")}]` : "";
}

function statementLines(all: readonly Statement[]): string[] {
  return all.flatMap(({ text, evidence }) => wrapped(`- ${text}`, "  ", ids(evidence)));
}

function timelineLines({ timeline }: Analysis): string[] {
  return timeline.flatMap(({ at, offset, text, evidence }) =>
    wrapped(`${offsetOf(offset).padEnd(9)} ${at.slice(11, 19)}  ${text}`, "  ", ids(evidence)),
  );
}

function hypothesisLines({ hypotheses }: Analysis): string[] {
  return hypotheses.flatMap(({ statement, for: pro, against, test, result, resultWords, confidence }, index) => [
    ...wrapped(`${index + 1}. ${percentOf(confidence).padStart(5)}  ${statement}`, "  "),
    ...pro
      .filter(({ text }) => text !== statement)
      .slice(0, 3)
      .flatMap(({ text, evidence }) => wrapped(`+ ${text}`, "       ", ids(evidence))),
    ...against.flatMap(({ text, evidence }) => wrapped(`- ${text}`, "       ", ids(evidence))),
    ...wrapped(`? ${test} ${result}: ${resultWords}`, "       "),
  ]);
}

function changeLines({ suspectChanges }: Analysis): string[] {
  return suspectChanges
    .filter(({ score }) => score >= 0.3)
    .slice(0, 5)
    .flatMap(({ title, score, reasons, evidence }) =>
      wrapped(`${percentOf(score).padStart(5)}  ${title}: ${reasons.map((reason) => reason.replace(/\.$/, "")).join("; ")}`, "  ", ids(evidence)),
    );
}

function evidenceLines({ evidence, rootCause, hypotheses, fiveWhys }: Analysis): string[] {
  const used = new Set(
    [rootCause.evidence, ...fiveWhys.map((why) => why.evidence), ...hypotheses.flatMap(({ for: pro }) => pro.map((one) => one.evidence))].flat(),
  );
  const shown = evidence.filter(({ id }) => used.has(id)).slice(0, 12);
  let charts = 0;
  return shown.flatMap((item) => {
    const hasChart = item.points !== undefined && charts < MOST_CHARTS;
    if (hasChart) charts += 1;
    return [...wrapped(`${item.id.padEnd(4)} ${item.title} (${item.source})`, "  "), ...(hasChart ? chart(item) : excerpt(item))];
  });
}

function chart({ points }: EvidenceItem): string[] {
  if (!points) return [];
  const { values, from, stepMs, changeAt } = points;
  const known = values.flatMap((value) => value ?? []);
  const range = known.length > 0 ? `${rounded(Math.min(...known))} … ${rounded(Math.max(...known))}` : "no values";
  const end = new Date(Date.parse(from) + stepMs * (values.length - 1)).toISOString();
  return [
    `       ${sparkline(values)}  ${range}`,
    `       ${instant(from, end)} to ${instant(end, from)} UTC${changeAt ? `, shifts at ${instant(changeAt, from)}` : ""}`,
  ];
}

/** With its day where that is another one. */
function instant(at: string, other: string): string {
  return at.slice(0, 10) === other.slice(0, 10) ? at.slice(11, 16) : at.slice(0, 16).replace("T", " ");
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function excerpt({ excerpt: text }: EvidenceItem): string[] {
  return printable(text)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 4)
    .map((line) => `       ${line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line}`);
}

/** Words in lines of at most `WIDTH`, the following ones indented under the first. */
function wrapped(text: string, indent: string, tail = ""): string[] {
  const lines: string[] = [];
  const hanging = `${indent}${" ".repeat(/^(?:\S{1,2}|\d+\.) /.exec(text)?.[0].length ?? 2)}`;
  let line = indent;
  for (const word of `${oneLine(text)}${tail}`.split(" ")) {
    if (line.trim() !== "" && line.length + word.length > WIDTH) {
      lines.push(line.trimEnd());
      line = hanging;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
