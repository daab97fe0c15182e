import { firstAlert } from "#lib/contracts/postmortem-figures.ts";
import { type Cause, factorsOf, gapsOf, marksOf } from "./cause.ts";
import { clause, entryMark, figureRef, first, has, newest, said, timeEntry, valueOfFigure, type WriterSource } from "./source.ts";

const MINUTE = 60_000;
const QUICK = { detect: 5 * MINUTE, identify: 15 * MINUTE, mitigate: 15 * MINUTE };
const SLOW = { detect: 10 * MINUTE, identify: 60 * MINUTE };

const within = (value: number | null, limit: number): boolean => value !== null && value >= 0 && value <= limit;
const beyond = (value: number | null, limit: number): boolean => value !== null && value > limit;

/** What went well, each from a rule over facts. */
export function wentWell(source: WriterSource): string {
  const lines = [...quickness(source), ...conduct(source)];
  return lines.length > 0
    ? lines.map((line) => `- ${line}`).join("\n")
    : "- Nothing in the recorded facts stands out as having gone well; add what the team saw [opinion].";
}

function quickness(source: WriterSource): string[] {
  const of = (name: string) => valueOfFigure(source, name);
  const target = of("response_target");
  const alert = first(source, "alert", ({ action }) => action === "fired" || action === "storm");
  return [
    alert && within(of("time_to_alert"), QUICK.detect)
      ? `An alert fired within ${figureRef("time_to_alert")} of the start of impact${entryMark(alert.seq)}.`
      : "",
    alert && within(of("alert_before_declaration"), Number.POSITIVE_INFINITY)
      ? `The alert came before anybody reported it: ${figureRef("alert_before_declaration")} before the declaration${entryMark(alert.seq)}.`
      : "",
    !alert && within(of("time_to_detect"), QUICK.detect)
      ? `It was detected within ${figureRef("time_to_detect")}${entryMark(timeEntry(source, "detectedAt") ?? timeEntry(source, "declaredAt"))}.`
      : "",
    target !== null && within(of("time_to_acknowledge"), Math.max(target, MINUTE))
      ? `The on-call acknowledged within ${figureRef("time_to_acknowledge")}; ${figureRef("response_target")} are allowed${entryMark(timeEntry(source, "acknowledgedAt"))}.`
      : "",
    within(of("time_to_identify"), QUICK.identify)
      ? `The cause was identified within ${figureRef("time_to_identify")}${entryMark(timeEntry(source, "identifiedAt"))}.`
      : "",
    within(of("time_from_cause_to_mitigation"), QUICK.mitigate)
      ? `The impact was mitigated ${figureRef("time_from_cause_to_mitigation")} after the cause was known${entryMark(timeEntry(source, "mitigatedAt"))}.`
      : "",
  ].filter(Boolean);
}

function conduct(source: WriterSource): string[] {
  const handover = first(source, "handover", ({ state }) => state === "accepted");
  const undone = source.entries.find(
    ({ fact, occurredAt }) =>
      fact.kind === "change" &&
      /roll(?:ed)? ?back|revert|disabled?|turned off/i.test(fact.change.title) &&
      occurredAt >= (source.room.timestamps.detectedAt?.at ?? source.room.timestamps.declaredAt?.at ?? ""),
  );
  const flag = undone
    ? null
    : source.entries.find(
        ({ fact, annotation }) =>
          fact.kind === "note" &&
          /\b(?:flag|rollback|rolled back|revert(?:ed)?)\b.*\b(?:off|disabled|back|reverted|done)\b|\b(?:disabled|turned off|rolled back|reverted)\b/i.test(
            annotation?.text ?? fact.text,
          ),
      );
  const updates = valueOfFigure(source, "updates_posted");
  return [
    undone?.fact.kind === "change" ? `What was changed could be taken back quickly: ${said(undone.fact.change.title)}${entryMark(undone.seq)}.` : "",
    flag ? `What was changed could be taken back quickly${entryMark(flag.seq)}.` : "",
    updates && !has(source, "updates_late")
      ? `All ${figureRef("updates_posted")} updates were posted in time${entryMark(newest(source, "update"))}.`
      : "",
    handover ? `Command was handed over with a written brief and a read-back${entryMark(handover.seq)}.` : "",
  ].filter(Boolean);
}

/** What went poorly, each from a rule over facts; gaps that people and the analyst named among it. */
export function wentPoorly(source: WriterSource, cause: Cause | null): string {
  const lines = [
    ...slowness(source),
    ...lapses(source),
    ...unseen(source),
    ...(cause ? [] : ["The root cause is still not established, so it may come again [opinion]."]),
  ];
  return lines.length > 0
    ? lines.map((line) => `- ${line}`).join("\n")
    : "- Nothing in the recorded facts stands out as having gone poorly; add what the team saw [opinion].";
}

function slowness(source: WriterSource): string[] {
  const of = (name: string) => valueOfFigure(source, name);
  const target = of("response_target");
  return [
    beyond(of("time_to_detect"), SLOW.detect)
      ? `It took ${figureRef("time_to_detect")} from the start of impact until it was detected${entryMark(timeEntry(source, "detectedAt") ?? timeEntry(source, "declaredAt"))}.`
      : "",
    target !== null && beyond(of("time_to_acknowledge"), Math.max(target, MINUTE))
      ? `The acknowledgement took ${figureRef("time_to_acknowledge")}; ${figureRef("response_target")} are allowed${entryMark(timeEntry(source, "acknowledgedAt"))}.`
      : "",
    beyond(of("time_to_identify"), SLOW.identify)
      ? `The cause was identified only after ${figureRef("time_to_identify")}${entryMark(timeEntry(source, "identifiedAt"))}.`
      : "",
    has(source, "updates_late")
      ? `${figureRef("updates_late")} updates were late${entryMark(newest(source, "deadline", ({ deadline }) => deadline === "update_due"))}.`
      : "",
    isOverdrawn(source) ? "The error budget of the window is overdrawn by this incident alone: see the figures under Impact [opinion]." : "",
  ].filter(Boolean);
}

function isOverdrawn({ figures }: WriterSource): boolean {
  return figures.some(({ name, value }) => name.startsWith("budget_left_by_time:") && value < 0);
}

function lapses(source: WriterSource): string[] {
  const reopened = newest(source, "status", ({ isReopen }) => isReopen);
  const exhausted = newest(source, "escalation", ({ event }) => event === "exhausted");
  const raised = newest(source, "severity", ({ from, to }) => from !== null && to < from);
  const unfilled = newest(source, "deadline", ({ deadline, event }) => deadline !== "update_due" && event === "expired");
  return [
    reopened === null ? "" : `It was thought to be over and had to be opened again${entryMark(reopened)}.`,
    exhausted === null ? "" : `Nobody answered the pages of one whole round${entryMark(exhausted)}.`,
    raised === null ? "" : `Its severity was taken too low at first and was raised later${entryMark(raised)}.`,
    unfilled === null ? "" : `Something that waited for a person got no answer in time${entryMark(unfilled)}.`,
    ...source.contradictions
      .slice(0, 4)
      .map(({ first: one, second, entries }) => `The record contradicts itself: ${clause(one)}, but ${clause(second)}${entryMark(...entries)}.`),
    ...source.past
      .filter(({ openItems }) => openItems.length > 0)
      .map(
        ({ reference, title, openItems }) =>
          `${reference} (${said(title)}) was like this, and of what followed from it is still open: ${said(openItems.slice(0, 3).join("; "))} [opinion].`,
      ),
  ].filter(Boolean);
}

/** Why nothing and nobody saw it earlier. */
function unseen(source: WriterSource): string[] {
  const isSilent = firstAlert(source.entries) === null && source.room.kind !== "retrospective";
  const reported = (source.analysis?.notCaught ?? []).map((one) => `${clause(one.text)}${marksOf(one)}.`);
  const gaps = gapsOf(source).map(({ text, seq }) => `${text}${entryMark(seq)}.`);
  const factors = factorsOf(source).map(({ text, marks }) => `${text}${marks}.`);
  const known = [...gaps, ...factors, ...reported];
  return [...(isSilent ? [`No alert fired: a person had to report it${entryMark(1)}.`] : []), ...known]
    .filter((line, index, all) => all.indexOf(line) === index)
    .slice(0, 8);
}
