import { FIRST_POSITIONS } from "#lib/contracts/escalation/default-policy.ts";
import { Phase } from "#lib/contracts/incident.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import { roleLabel } from "#lib/describe-event.ts";

type Given = Record<string, unknown>;

/**
 * What accepting a proposal of each operation would do, in a sentence for the person who decides. Ids of people and services stand as they
 * were given; they get their names where the proposal is stored. An operation without one here is told by its title and fields. Pure.
 */
export const EFFECTS: Readonly<Record<string, (given: Given) => string>> = {
  declare_incident: ({ title, severity, kind, services, impact, startedAt, roles, declaration }) =>
    sentences(
      `Declares ${severity ? `a ${severity}` : "an"} incident${kind === "real" ? "" : `, a ${kind}`}: “${title}”.`,
      listed("It affects", services),
      impactWords("It states", impact),
      startedAt ? `It began at ${clock(startedAt)}.` : "",
      `Whoever accepts becomes its commander${declaration ? ", and the declaration is posted" : ""}.`,
      rolesWords(roles),
    ),
  draft_postmortem: ({ reference }) =>
    `Writes the postmortem of ${reference} from its facts, with the action items that follow; one that exists stays.`,
  postmortem_from_notes: ({ reference, title }) =>
    reference
      ? `Puts the notes onto the timeline of ${reference} and writes its postmortem.`
      : `Declares a retrospective incident${title ? ` “${title}”` : ""} from the notes, which nobody is told of, and writes its postmortem.`,
  rewrite_section: ({ reference, section }) =>
    `Writes the section “${section}” of the postmortem of ${reference} anew; what people wrote or changed stays.`,
  change_severity: ({ reference, to, reason }) => sentences(`Changes ${reference} to ${to}${because(reason)}.`, "The update clock starts again."),
  change_status: ({ reference, to, summary, reason }) => sentences(`Moves ${reference} to ${phase(to)}${because(reason ?? summary)}.`),
  post_update: ({ reference, publicText, status }) =>
    sentences(`Posts an update on ${reference}: “${publicText}”`, status ? `It moves to ${phase(status)}.` : ""),
  edit_incident: ({ reference, title, summary, impact, services, links, startedAt, detectedAt, mitigatedAt, resolvedAt }) =>
    sentences(
      `Changes ${reference}.`,
      title ? `Title: “${title}”.` : "",
      summary ? `Summary: “${summary}”` : "",
      impactWords("It states", impact),
      listed("It affects", services),
      Array.isArray(links) && links.length > 0 ? `It adds ${links.length === 1 ? "a link" : `${links.length} links`}.` : "",
      ...Object.entries({ startedAt, detectedAt, mitigatedAt, resolvedAt }).map(([name, at]) => (at ? `${TIMES[name]} at ${clock(at)}.` : "")),
    ),
  propose_hypothesis: ({ reference, statement }) => `Puts the hypothesis “${statement}” on the board of ${reference}, for people to judge.`,
  assign_role: ({ reference, role, user, state }) =>
    `Makes ${person(user)} ${roleLabel(String(role))} of ${reference}${state === "active" ? ", at once" : ""}.`,
  take_command: ({ reference, reason }) => `Whoever accepts takes command of ${reference}${because(reason)}.`,
  offer_handover: ({ reference, to, brief }) =>
    sentences(
      `Offers command of ${reference} to ${person(to)}; it is theirs when they accept.`,
      brief ? `The brief begins: “${cut((brief as Given).situation)}”` : "The brief is drafted from the timeline.",
    ),
  escalate: ({ reference, user, position, level, severity, reason }) =>
    sentences(
      severity ? `Raises ${reference} to ${severity}.` : "",
      `Pages ${paged({ user, position, level })} for ${reference}, at once and by their own channels${because(reason)}.`,
      severity ? "If nobody can be paged, the severity stays as it is too." : "",
    ),
  acknowledge: ({ reference, answer }) =>
    answer === "decline"
      ? `Declines the page of ${reference} for whoever accepts; the next level follows at once when nobody else is left.`
      : `Acknowledges the page of ${reference} for whoever accepts; nobody else is paged while that holds.`,
  de_escalate: ({ reference, severity, reason }) =>
    sentences(
      `Stands everybody down who was paged for ${reference}, and tells them why${because(reason)}.`,
      "Nothing escalates by itself any more.",
      severity ? `Lowers it to ${severity}.` : "",
    ),
  merge_incident: ({ reference, into }) => `Merges ${reference} into ${into}. It can be undone.`,
  add_note: ({ reference, text, occurredAt }) => `Writes a note on ${reference}${occurredAt ? `, of ${clock(occurredAt)}` : ""}: “${text}”`,
  add_task: ({ reference, title, assignee }) => `Adds a next action to ${reference}${assignee ? ` for ${person(assignee)}` : ""}: “${title}”`,
  add_link: ({ reference, url }) => `Adds a link to ${reference}: ${url}`,
  create_override: ({ schedule, person: who, from, to, reason }) =>
    `Puts ${person(who)} on call for ${schedule} from ${clock(from)} to ${clock(to)}${because(reason)}.`,
  request_swap: ({ schedule, to, give }) =>
    `Asks ${person(to)} to take the shift of whoever accepts on ${schedule}, ${clock((give as Given).from)} to ${clock((give as Given).to)}.`,
  start_runbook_run: ({ slug, mode, parameters, incident }) =>
    sentences(
      `Runs the runbook ${slug}${mode === "dry" ? " dry: it reads, and changes nothing" : mode === "run" ? "" : " guided: each step waits for a person"}${incident ? ` for ${incident}` : ""}.`,
      valuesWords(parameters),
      mode === "dry" ? "" : "Risky steps wait for another person's approval.",
    ),
  propose_runbook_run: ({ slug, incident }) => `Lays out a run of ${slug}${incident ? ` for ${incident}` : ""}, for a person to start.`,
  draft_runbook: ({ slug }) =>
    `Saves a draft of ${slug ? `the runbook ${slug}` : "a new runbook"}. It is marked as one until a person has reviewed it.`,
  save_runbook: ({ slug, isDraft }) => `Saves ${isDraft ? "a draft of " : ""}the runbook${slug ? ` ${slug}` : ""}.`,
  post_declaration: ({ reference }) => `Posts the declaration of ${reference} on its timeline.`,
};

const TIMES: Record<string, string> = {
  startedAt: "It began",
  detectedAt: "It was detected",
  mitigatedAt: "It was mitigated",
  resolvedAt: "It was resolved",
};

function valuesWords(parameters: unknown): string {
  const pairs = Object.entries((parameters ?? {}) as Given).map(([name, value]) => `${name} ${String(value)}`);
  return pairs.length === 0 ? "" : `With ${inWords(pairs)}.`;
}

function sentences(...parts: string[]): string {
  return parts.filter(Boolean).join(" ");
}

function because(reason: unknown): string {
  return typeof reason === "string" && reason !== "" ? `: ${reason.replace(/\.$/, "")}` : "";
}

function phase(name: unknown): string {
  const known = Phase.safeParse(name);
  return known.success ? phaseLabel({ phaseLabels: {} }, known.data) : String(name);
}

function person(word: unknown): string {
  return word === "me" ? "whoever accepts" : String(word);
}

/** Whom a page by hand reaches. */
function paged({ user, position, level }: Given): string {
  if (user) return person(user);
  if (position) return `whoever is ${FIRST_POSITIONS.find(({ key }) => key === position)?.name ?? String(position).replaceAll("-", " ")}`;
  if (level === undefined || level === null) return "the next level that was not paged yet";
  return typeof level === "number" ? `level ${level} of the policy` : `the level “${level}”`;
}

type Role = { role: string; user: string; state?: string };

/** Who is asked for which role and told of it, and who has one at once. */
function rolesWords(roles: unknown): string {
  const all = Array.isArray(roles) ? (roles as Role[]) : [];
  const isAsked = ({ user, state }: Role) => state === "paged" || (state === undefined && user !== "me");
  const each = (some: Role[]) => inWords(some.map(({ role, user }) => `${person(user)} to be ${roleLabel(role)}`));
  const asked = all.filter(isAsked);
  const told = all
    .filter((one) => !isAsked(one))
    .map(({ role, user, state }) => `${person(user)} ${roleLabel(role)}${state === "standby" ? " on standby" : ""}`);
  return sentences(
    asked.length > 0
      ? `It asks ${each(asked)}: ${asked.length === 1 ? person(asked[0]?.user) : "each of them"} is told at once, and may decline.`
      : "",
    told.length > 0 ? `It makes ${inWords(told)}, without asking.` : "",
  );
}

function inWords(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function listed(words: string, items: unknown): string {
  return Array.isArray(items) && items.length > 0 ? `${words} ${items.join(", ")}.` : "";
}

const FIGURES: Record<string, (value: unknown) => string> = {
  usersPercent: (value) => `${value} % of users`,
  customers: (value) => `${Number(value).toLocaleString("en")} customers`,
  revenuePerHour: (value) => `${Number(value).toLocaleString("en")} of revenue an hour`,
  regions: (value) => (Array.isArray(value) ? value.join(", ") : ""),
  dataLoss: (value) => (value ? "data loss" : "no data loss"),
  text: (value) => `“${value}”`,
};

function impactWords(words: string, impact: unknown): string {
  const parts = Object.entries((impact ?? {}) as Given).flatMap(([name, value]) => {
    const told = value === null || value === undefined ? "" : (FIGURES[name]?.(value) ?? `${name} ${String(value)}`);
    return told ? [told] : [];
  });
  return parts.length > 0 ? `${words} ${parts.join(", ")}.` : "";
}

function clock(at: unknown): string {
  const text = String(at);
  return Number.isNaN(Date.parse(text)) ? text : `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

function cut(text: unknown): string {
  const words = String(text ?? "");
  return words.length > 120 ? `${words.slice(0, 119).toWellFormed()}…` : words;
}
