import type { Block } from "#lib/contracts/document.ts";
import type { EscalationStatus, NotificationRow, RungView } from "#lib/contracts/escalation/status.ts";
import { plain } from "../plays.ts";

/** What the escalation-manager shows of an escalation: each a part of the document that the seed describes, from what happened. Pure. */

export const clock = (at: string): string => at.slice(11, 16);
export const moment = (at: string): string => `${at.slice(0, 10)} ${clock(at)} UTC`;

export function documentBlocks(status: EscalationStatus): Block[] {
  return [
    ...headBlocks(status),
    ...notificationBlocks(status),
    ...timelineBlocks(status),
    ...nextBlocks(status),
    ...communicationBlocks(status),
    ...actionBlocks(status),
  ];
}

export function headBlocks({ reference, title, severity, raised, state, policy }: EscalationStatus): Block[] {
  const before = raised?.from && raised.from !== severity ? ` (before: ${raised.from})` : "";
  return [
    { kind: "heading", text: `Escalation Status: ${reference}` },
    {
      kind: "fields",
      fields: [
        { label: "Incident", value: plain(title) },
        { label: "Current Severity", value: `${severity ?? "Not assessed yet"}${before}` },
        ...(raised?.reason ? [{ label: "Escalation Reason", value: plain(raised.reason) }] : []),
        { label: "Escalation", value: STATES[state] },
        { label: "Policy", value: policy ? plain(policy) : "None: it is paged by hand" },
      ],
    },
  ];
}

const STATES: Record<EscalationStatus["state"], string> = {
  running: "Running: nobody has acknowledged yet",
  acknowledged: "Acknowledged",
  exhausted: "Every level was tried, and nobody answered",
  "stood-down": "Stood down",
  ended: "Ended with the incident",
  none: "None",
};

export function notificationBlocks({ notifications }: EscalationStatus): Block[] {
  const rows = notifications.map((row) => [row.level, plain(row.role), plain(row.name), clock(row.notifiedAt), answerOf(row)]);
  if (rows.length === 0)
    return [
      { kind: "heading", text: "Notification Status" },
      { kind: "text", text: "Nobody was paged." },
    ];
  return [
    { kind: "heading", text: "Notification Status" },
    { kind: "table", head: ["Level", "Role", "Person", "Notified", "Acknowledged"], rows },
  ];
}

function answerOf({ answer, state }: NotificationRow): string {
  if (!answer) return NOT_YET[state] ?? `Not yet (${state})`;
  if (answer.means === "here") return "Here already";
  return answer.answer === "acknowledged" ? clock(answer.at) : `${answer.answer === "declined" ? "Declined" : "Not reached"} ${clock(answer.at)}`;
}

const NOT_YET: Partial<Record<NotificationRow["state"], string>> = { cancelled: "Called back", failed: "Not reached" };

export function timelineBlocks({ timeline }: EscalationStatus): Block[] {
  return listed("Escalation Timeline", timeline, "Nothing escalated yet.");
}

export function nextBlocks({ next, state }: EscalationStatus): Block[] {
  const nothing = state === "none" ? "Nothing escalates: nobody was to be paged." : "Nothing further fires by itself.";
  return [
    { kind: "heading", text: "Next Escalation" },
    { kind: "text", text: next ? `**${clock(next.at)} UTC**: ${plain(next.sentence)}` : nothing },
  ];
}

export function communicationBlocks({ communications }: EscalationStatus): Block[] {
  return listed("Communication Sent", communications, "No update was posted yet.");
}

export function actionBlocks({ actions }: EscalationStatus): Block[] {
  const items = actions.map(({ text, because }) => `**${plain(text)}**: ${plain(because)}`);
  const body: Block = items.length > 0 ? { kind: "list", items } : { kind: "text", text: "Nothing stands out." };
  return [{ kind: "heading", text: "Recommended Actions" }, body];
}

export function ladderBlocks({ rungs }: EscalationStatus): Block[] {
  if (rungs.length === 0) return [{ kind: "text", text: "No policy pages for this incident: page by hand." }];
  const rows = rungs.map((rung) => [
    rung.level,
    plain(rung.title),
    rung.why,
    timeOf(rung),
    [...rung.people, ...rung.problems].map(plain).join(", ") || "–",
  ]);
  return [{ kind: "table", head: ["Level", "Title", "Fires", "When", "Whom"], rows }];
}

const RUNG_WORDS: Record<RungView["state"], string> = { fired: "fired", due: "due", waits: "waits", stopped: "stopped", "by-hand": "by hand only" };

function timeOf({ state, at }: RungView): string {
  return at ? `${RUNG_WORDS[state]} ${clock(at)}` : RUNG_WORDS[state];
}

/** When a level or position fires, in one sentence; null when the ladder has none of that name. */
export function rungSentence({ rungs }: EscalationStatus, wanted: number | string): string | null {
  const name = String(wanted).toLowerCase();
  const rung = rungs.find(({ level, title }) => level === `L${wanted}` || title.toLowerCase() === name);
  if (!rung) return null;
  const title = `${rung.level} ${plain(rung.title)}`;
  const people = rung.people.map(plain).join(", ");
  if (rung.state === "fired") return `${title} was paged${rung.at ? ` at ${clock(rung.at)} UTC` : ""}${people ? `: ${people}` : ""}.`;
  if (rung.state === "due" && rung.at) return `${title} is paged at ${clock(rung.at)} UTC (${rung.why})${people ? `: ${people}` : ""}.`;
  return `${title} is not due: it ${rung.state === "waits" ? `waits for ${rung.why}` : `is ${RUNG_WORDS[rung.state]}`}.`;
}

function listed(heading: string, items: readonly { at: string; text: string }[], nothing: string): Block[] {
  const lines = items.map(({ at, text }) => `${clock(at)} – ${plain(text.replaceAll(/\s+/g, " ").trim())}`);
  const body: Block = lines.length > 0 ? { kind: "list", items: lines } : { kind: "text", text: nothing };
  return [{ kind: "heading", text: heading }, body];
}
