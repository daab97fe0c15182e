import type { RunPlan } from "#lib/contracts/runbook-plan.ts";
import type { ApprovalView, Bound } from "#lib/contracts/runbook-run.ts";
import { publicUrl } from "#server/platform/env.ts";
import { notifiers } from "#server/platform/notifiers.ts";
import { approvalBlocks, approvalText, callSlack, type SlackApp, type SlackApproval, SlackFailed } from "#server/slack/index.ts";
import { shownInSlack, whyInConsole } from "./shown-in-slack.ts";

/** `isHidden`: of a private incident or of a practice, which no channel learns of. */
export type ToTell = {
  id: string;
  n: number;
  bound: Bound;
  state: ApprovalView["state"];
  reason: string | null;
  decidedName: string | null;
  slackRef: string | null;
  tries: number;
  runbook: string;
  startedBy: string;
  plan: RunPlan;
  reference: string | null;
  isHidden: boolean;
};

const EVENT = "muster_approval";

/**
 * Posts the question in the channel of the first Slack connection, or says there what became of it; of an incident that became private meanwhile it
 * takes it away. Answers with its place; null: there is none.
 */
export async function tellSlack(one: ToTell, signal: AbortSignal): Promise<string | null> {
  const [app] = await notifiers("slack");
  const channel = app?.settings.channel;
  if (!app || !channel) return one.slackRef;
  const place = one.slackRef ?? (one.tries > 1 ? await postedBefore(app, channel, one.id, signal) : null);
  if (one.isHidden) return place === null ? null : withdraw(app, place, signal);
  if (place !== null) return follow(app, one, place, signal);
  if (one.state !== "asked") return null;
  const approval = approvalOf(one);
  const said = { text: approvalText(approval), blocks: approvalBlocks(approval), metadata: { event_type: EVENT, event_payload: { key: one.id } } };
  const posted = await callSlack(app, "chat.postMessage", { channel, ...said, unfurl_links: false }, signal);
  return `${String(posted.channel ?? channel)}:${String(posted.ts)}`;
}

async function follow(app: SlackApp, one: ToTell, place: string, signal: AbortSignal): Promise<string> {
  if (one.state === "asked") return place;
  const [channel, ts] = place.split(":");
  const [approval, outcome] = [approvalOf(one), outcomeOf(one)];
  const said = { text: `${approvalText(approval)} · ${outcome}`, blocks: approvalBlocks(approval, outcome) };
  await callSlack(app, "chat.update", { channel, ts, ...said }, signal);
  return place;
}

async function withdraw(app: SlackApp, place: string, signal: AbortSignal): Promise<null> {
  const [channel, ts] = place.split(":");
  await callSlack(app, "chat.delete", { channel, ts }, signal).catch((error: unknown) => {
    if (!(error instanceof SlackFailed && error.code === "message_not_found")) throw error;
  });
  return null;
}

function approvalOf({ id, n, bound, runbook, startedBy, plan, reference }: ToTell): SlackApproval {
  const step = plan.steps.find((one) => one.n === n);
  return {
    id,
    title: step?.title ?? `Step ${n}`,
    runbook,
    startedBy,
    ...shownInSlack(step, bound),
    reference,
    runUrl: `${publicUrl()}/runbooks/runs/${bound.run}`,
    isForConsole: whyInConsole(step, bound) !== null,
  };
}

function outcomeOf({ state, reason, decidedName }: ToTell): string {
  switch (state) {
    case "approved":
    case "used":
      return `Approved by ${decidedName ?? "somebody"}`;
    case "rejected":
      return `Rejected by ${decidedName ?? "somebody"}${reason ? `: ${reason}` : ""}`;
    case "expired":
      return "Its time ran out";
    case "asked":
    case "void":
      return `Void${reason ? `: ${reason}` : ""}`;
    default:
      return state satisfies never;
  }
}

type Said = { ts?: unknown; metadata?: { event_payload?: { key?: unknown } } };

/** An answer that got lost left a message behind, which is found again by its key. */
async function postedBefore(app: SlackApp, channel: string, key: string, signal: AbortSignal): Promise<string | null> {
  const { messages } = await callSlack(app, "conversations.history", { channel, limit: 100, include_all_metadata: true }, signal);
  const found = (Array.isArray(messages) ? (messages as Said[]) : []).find(({ metadata }) => metadata?.event_payload?.key === key);
  return found ? `${channel}:${String(found.ts)}` : null;
}
