import type { Statement } from "#server/rca/index.ts";
import { clause, entryMark, evidenceMark, newest, notesOf, opening, type WriterSource } from "./source.ts";

/** The cause as far as it is known: in words, and what it stands on. `standing`: how sure that is. */
export type Cause = {
  statement: string;
  marks: string;
  standing: "accepted" | "reported" | "noted" | "supported";
  signature: string | null;
  service: string | null;
};

const CAUSE_LINE = /\b(?:root ?cause|cause)(?: (?:was|is|found|identified|confirmed))?\s*(?:is|was|:|=|-|–|—)\s*(.{8,})/i;
const CAUSED_BY = /\b(?:caused by|because of|due to|turned out to be)\s+(.{8,})/i;

/** What a person accepted counts before what the analyst reported, that before what stands in notes, and that before a supported guess. Pure. */
export function causeOf(source: WriterSource): Cause | null {
  const { room, analysis } = source;
  const accepted = room.hypotheses.find(({ state }) => state === "accepted");
  if (accepted) return ofHypothesis(source, accepted, "accepted");
  if (analysis?.rootCause.sufficient) {
    const { statement, evidence, signature = null, service } = analysis.rootCause;
    return {
      statement: opening(clause(statement)),
      marks: evidenceMark(evidence) || entryMark(newest(source, "investigation")),
      standing: "reported",
      signature,
      service,
    };
  }
  const noted = noteOfCause(source);
  if (noted) return noted;
  const supported = room.hypotheses.find(({ state }) => state === "supported");
  return supported ? ofHypothesis(source, supported, "supported") : null;
}

function ofHypothesis(
  source: WriterSource,
  { id, statement, signature, service }: WriterSource["room"]["hypotheses"][number],
  standing: Cause["standing"],
): Cause {
  return {
    statement: opening(clause(statement)),
    marks: entryMark(newest(source, "hypothesis", ({ hypothesis }) => hypothesis.id === id)),
    standing,
    signature,
    service,
  };
}

/** The newest note that says what it was. */
function noteOfCause(source: WriterSource): Cause | null {
  const notes = notesOf(source).toReversed();
  for (const pattern of [CAUSE_LINE, CAUSED_BY])
    for (const { text, seq } of notes) {
      const statement = text.split("\n").flatMap((line) => pattern.exec(line)?.[1] ?? [])[0];
      if (statement) return { statement: opening(clause(statement)), marks: entryMark(seq), standing: "noted", signature: null, service: null };
    }
  return null;
}

/** What contributed, by the report and by what people wrote. */
export function factorsOf(source: WriterSource): { text: string; marks: string }[] {
  const reported = (source.analysis?.contributingFactors ?? []).map((one) => ({ text: clause(one.text), marks: marksOf(one) }));
  const noted = notesOf(source).flatMap(({ text, seq }) =>
    text.split("\n").flatMap((line) => {
      const found = /\bcontributing(?: factor)?s?\s*(?:is|was|were|:|-|–)\s*(.{8,})/i.exec(line)?.[1];
      return found ? [{ text: clause(found), marks: entryMark(seq) }] : [];
    }),
  );
  return [...reported, ...noted];
}

export function marksOf({ evidence }: Pick<Statement, "evidence">): string {
  return evidenceMark(evidence);
}

/** What people wrote that went wrong with seeing or handling it, as gaps. */
export function gapsOf(source: WriterSource): { text: string; seq: number }[] {
  const gap =
    /\b(?:no (?:alert|alerts|alerting|monitoring|dashboard|runbook|test|tests|rollback|limit|owner)|not (?:monitored|alerted|caught|tested|documented|covered)|missing (?:alert|monitoring|runbook|test|dashboard|metric)|nobody (?:noticed|knew|was paged)|(?:wasn't|weren't|were not|was not) (?:monitored|caught|tested|alerted|covered))\b/i;
  return notesOf(source).flatMap(({ text, seq }) => text.split("\n").flatMap((line) => (gap.test(line) ? [{ text: clause(bare(line)), seq }] : [])));
}

/** Follow-ups that people wrote down while it lasted. */
export function followUpsOf(source: WriterSource): { text: string; seq: number; who: string | null }[] {
  const asked = /^\s*(?:[-*•]\s*)?(?:\[ ?\]\s*)?(?:action(?: item)?|todo|to do|follow[- ]?up|next step|ai)\s*(?:[:\-–—]|\bfor\b)\s*(.{6,})/i;
  return notesOf(source).flatMap(({ text, seq }) =>
    text.split("\n").flatMap((line) => {
      const found = asked.exec(bare(line))?.[1];
      if (!found) return [];
      const who = /(?:^|\s|\()@([\w.-]+)/.exec(found)?.[1] ?? null;
      return [{ text: clause(found.replace(/\s*\(?@[\w.-]+\)?:?\s*/g, " ").trim()), seq, who }];
    }),
  );
}

/** Without the name of who spoke before it. */
export function bare(line: string): string {
  return line.replace(/^\s*(?:[-*•]\s+)?(?:@?[A-Za-z][\w.-]{1,24}(?: [A-Z][\w.-]+)?\s*[:>]\s+(?=\S))?/, (lead) =>
    /^(action|todo|follow|root|cause|next)/i.test(lead.trim()) ? lead : "",
  );
}
