import { firstAlert } from "#lib/contracts/postmortem-figures.ts";
import type { ActionItemPriority } from "#lib/contracts/postmortem-terms.ts";
import { type Cause, factorsOf, followUpsOf, gapsOf } from "./cause.ts";
import { has, type Owner, opening, type WriterSource } from "./source.ts";

/** An action item as the writer proposes it. `factor` is what it removes, `proof` what will show that it did. */
export type ProposedItem = {
  title: string;
  priority: ActionItemPriority;
  team: string;
  owner: { id: string; name: string } | null;
  factor: string;
  proof: string;
  source: "root-cause" | "factor" | "gap" | "recommendation" | "note" | "response";
  signature: string | null;
};

const MOST = 10;
const BY_HORIZON = { immediate: "P0", short: "P1", medium: "P2", long: "P3" } as const;

/** What to do so that it does not come again: from cause, recommendations, factors, gaps and what people wrote down; the most urgent first. Pure. */
export function actionItemsOf(source: WriterSource, cause: Cause | null): ProposedItem[] {
  const owner = ownerOf(source);
  const all = [
    ...noted(source, owner),
    ...ofCause(source, cause, owner),
    ...recommended(source, cause, owner),
    ...ofGaps(source, owner),
    ...ofFactors(source, owner),
    ...ofResponse(source, owner),
  ];
  const unique = all.filter((item, index) => all.findIndex((other) => sameAction(other.title, item.title)) === index);
  return unique.toSorted((one, other) => one.priority.localeCompare(other.priority)).slice(0, MOST);
}

type Who = Pick<ProposedItem, "team" | "owner">;

function ownerOf({ owners }: WriterSource): Who {
  const owned = owners.find(({ team }) => team !== "");
  return owned ? { team: owned.team, owner: owned.lead } : { team: "", owner: null };
}

function ofTeam(owners: readonly Owner[], service: string | null, otherwise: Who): Who {
  const owned = owners.find((one) => one.service === service && one.team !== "");
  return owned ? { team: owned.team, owner: owned.lead } : otherwise;
}

function ofCause(source: WriterSource, cause: Cause | null, owner: Who): ProposedItem[] {
  const hasFix = source.analysis?.recommendations.some(({ horizon }) => horizon === "immediate") ?? false;
  if (!cause || hasFix) return [];
  return [
    {
      title: clip(`Fix the cause: ${plain(cause.statement)}`),
      priority: "P0",
      ...ofTeam(source.owners, cause.service, owner),
      factor: plain(cause.statement),
      proof: "The same load or change, repeated in a test or drill, does not bring the symptom back.",
      source: "root-cause",
      signature: cause.signature,
    },
  ];
}

function recommended({ analysis, owners }: WriterSource, cause: Cause | null, owner: Who): ProposedItem[] {
  if (!analysis) return [];
  const service = analysis.rootCause.service || null;
  return analysis.recommendations
    .filter(({ text }) => !analysis.wouldSettle.includes(text))
    .map(({ horizon, text }) => ({
      title: clip(text.replace(/\.$/, "")),
      priority: BY_HORIZON[horizon],
      ...ofTeam(owners, service, owner),
      factor: cause ? plain(cause.statement) : "",
      proof: proofOf(text),
      source: "recommendation" as const,
      signature: analysis.rootCause.signature ?? null,
    }));
}

/** How one can see that it is done, by what kind of thing it is. */
export function proofOf(text: string): string {
  if (/alert|alarm|page on|notify/i.test(text)) return "The alert fires when the drill of this incident is run.";
  if (/test|load|chaos/i.test(text)) return "The test fails on the version that caused the incident.";
  if (/runbook|document|procedure/i.test(text)) return "Somebody who was not there follows it in a drill without asking.";
  if (/limit|quota|pool|size|capacity|replica/i.test(text)) return "The figure of this incident's peak stays below the new limit.";
  if (/rollback|flag|revert/i.test(text)) return "It is taken back within five minutes in a drill.";
  return "";
}

function ofGaps(source: WriterSource, owner: Who): ProposedItem[] {
  const gaps = gapsOf(source).map(({ text }) => ({
    title: clip(`Close the gap: ${plain(text)}`),
    priority: "P1" as const,
    ...owner,
    factor: plain(text),
    proof: proofOf(text),
    source: "gap" as const,
    signature: null,
  }));
  if (firstAlert(source.entries) !== null || source.room.kind === "retrospective") return gaps;
  const title = `Add an alert that would have fired when ${source.room.services[0]?.name ?? "the service"} was affected`;
  return [
    ...gaps,
    {
      title: clip(title),
      priority: "P1",
      ...owner,
      factor: "No alert fired: a person had to report it.",
      proof: proofOf("alert"),
      source: "gap",
      signature: null,
    },
  ];
}

function ofFactors(source: WriterSource, owner: Who): ProposedItem[] {
  return factorsOf(source).map(({ text }) => ({
    title: clip(`Remove the contributing factor: ${plain(text)}`),
    priority: "P2" as const,
    ...owner,
    factor: plain(text),
    proof: proofOf(text),
    source: "factor" as const,
    signature: null,
  }));
}

function ofResponse(source: WriterSource, owner: Who): ProposedItem[] {
  const common = { ...owner, priority: "P2" as const, source: "response" as const, signature: null };
  const isUnanswered = source.entries.some(({ fact }) => fact.kind === "escalation" && fact.event === "exhausted");
  return [
    ...(isUnanswered
      ? [
          {
            ...common,
            priority: "P1" as const,
            title: "Change the escalation policy so that a page is answered",
            factor: "Nobody answered a whole round of pages.",
            proof: "The time machine reaches somebody at the hour of this incident.",
          },
        ]
      : []),
    ...(has(source, "updates_late")
      ? [
          {
            ...common,
            title: "Give updates an owner of their own in incidents of this severity",
            factor: "Updates were late.",
            proof: "All updates of the next incident of this severity are in time.",
          },
        ]
      : []),
  ];
}

function noted(source: WriterSource, owner: Who): ProposedItem[] {
  return followUpsOf(source).map(({ text, who }) => ({
    title: clip(opening(plain(text))),
    priority: "P2" as const,
    team: who ?? owner.team,
    owner: who ? null : owner.owner,
    factor: "",
    proof: proofOf(text),
    source: "note" as const,
    signature: null,
  }));
}

/** Markdown's escapes taken out again: titles are no Markdown. */
function plain(text: string): string {
  return text.replaceAll(/\\([\\`*_[\]<>#|~])/g, "$1").replaceAll("{ {", "{{");
}

function clip(text: string): string {
  const characters = [...text];
  return characters.length > 290 ? `${characters.slice(0, 289).join("")}…` : text;
}

function sameAction(one: string, other: string): boolean {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);
  const [mine, theirs] = [words(one), words(other)];
  const shared = [...mine].filter((word) => theirs.has(word)).length;
  return shared > 0 && shared / Math.min(mine.size, theirs.size) >= 0.8;
}
