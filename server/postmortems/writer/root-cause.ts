import { type Cause, factorsOf, marksOf } from "./cause.ts";
import { clause, evidenceMark, said, type WriterSource } from "./source.ts";

/** Cause, whys, what shows it, what contributed, what was ruled out. What nothing shows is said to be not established. */
export function rootCause(source: WriterSource, cause: Cause | null): string {
  const parts = [causeWords(cause), whys(source), shown(source), factors(source), ruledOut(source)];
  return parts.filter((part) => part !== "").join("\n\n");
}

function causeWords(cause: Cause | null): string {
  if (!cause)
    return "No root cause is established: nothing that was captured or recorded suffices to name one. An investigation, or an accepted hypothesis, would settle it.";
  const sure = {
    accepted: "",
    reported: "",
    noted: " This is what was written down while it lasted; nobody has confirmed it with evidence [opinion].",
    supported: " It is supported, and nobody has accepted it as the root cause yet [opinion].",
  }[cause.standing];
  return `${cause.statement}${cause.marks}.${sure}`;
}

function whys({ analysis }: WriterSource): string {
  const known = (analysis?.fiveWhys ?? []).filter(({ evidence }) => evidence.length > 0);
  if (known.length === 0) return "";
  return [
    "### Five whys",
    ...[known.map(({ why, because, evidence }, index) => `${index + 1}. ${clause(why)}: ${clause(because)}${evidenceMark(evidence)}`).join("\n")],
  ].join("\n\n");
}

/** The evidence that the cause rests on, with its charts and lines. */
function shown({ analysis, room }: WriterSource): string {
  const cited = analysis?.rootCause.sufficient ? analysis.rootCause.evidence.slice(0, 3) : [];
  const told = room.hypotheses.find(({ state }) => state === "accepted")?.for.filter(({ evidence }) => evidence.length > 0) ?? [];
  const lines = told.map((one) => `- ${clause(one.text)}${marksOf(one)}`);
  if (cited.length === 0 && lines.length === 0) return "";
  return ["### Evidence", ...(lines.length > 0 ? [lines.join("\n")] : []), ...cited.map((id) => `![${id}](#evidence/${id})`)].join("\n\n");
}

function factors(source: WriterSource): string {
  const all = factorsOf(source);
  return all.length === 0 ? "" : `### Contributing factors\n\n${all.map(({ text, marks }) => `- ${text}${marks}`).join("\n")}`;
}

function ruledOut({ room, entries }: WriterSource): string {
  const refuted = room.hypotheses.filter(({ state }) => state === "refuted");
  if (refuted.length === 0) return "";
  const lines = refuted.map(({ id, statement, decided }) => {
    const seq = entries.findLast(({ fact }) => fact.kind === "hypothesis" && fact.hypothesis.id === id)?.seq;
    return `- ${clause(statement)}${decided?.reason ? `: ${said(decided.reason)}` : ""}${seq ? ` [#${seq}]` : ""}`;
  });
  return `### Ruled out\n\n${lines.join("\n")}`;
}
