import { context, cut, escaped } from "./page-blocks.ts";

/** A risky step as it stands in Slack, for somebody else than who wants it. */
export type SlackApproval = {
  id: string;
  title: string;
  runbook: string;
  startedBy: string;
  /** The exact words, as one types them. */
  command: string;
  target: string;
  observed: string;
  reference: string | null;
  runUrl: string;
  /** Decided in the console alone: what cannot be undone, or is too long to be shown here whole. */
  isForConsole: boolean;
};

export const APPROVAL_ACTIONS = { approve: "muster_approve", reject: "muster_reject", open: "muster_open_run" } as const;

const LONGEST = { title: 200, command: 2_500, observed: 300 };

/** Whether Slack shows every word of a command. Pure. */
export const isShownWhole = (command: string): boolean => command.length <= LONGEST.command && !command.includes("```");

/** One line, for notifications of a phone. Pure. */
export function approvalText({ title, startedBy, reference }: SlackApproval): string {
  return escaped(`${startedBy} asks to approve “${cut(title, LONGEST.title)}”${reference ? ` · ${reference}` : ""}`);
}

/** What is to be approved, word for word, with its buttons; with `outcome` in their place once it is decided or over. Pure. */
export function approvalBlocks(approval: SlackApproval, outcome: string | null = null): object[] {
  const { title, runbook, startedBy, command, target, observed, reference, runUrl } = approval;
  const seen = observed ? ` · seen now: ${cut(observed, LONGEST.observed)}` : "";
  const shown = escaped(cut(command.replaceAll("```", "` ` `"), LONGEST.command));
  return [
    { type: "section", text: { type: "mrkdwn", text: `*<${runUrl}|${escaped(cut(title, LONGEST.title))}>*\n\`\`\`${shown}\`\`\`` } },
    context(escaped(`${runbook}, run by ${startedBy}${reference ? ` · ${reference}` : ""} · target: ${target || "none"}${seen}`)),
    outcome === null ? { type: "actions", elements: buttons(approval) } : context(escaped(outcome)),
  ];
}

function buttons({ id, runUrl, isForConsole }: SlackApproval): object[] {
  const button = (action: string, text: string, more: object = {}) => ({
    type: "button",
    action_id: action,
    text: { type: "plain_text", text },
    value: id,
    ...more,
  });
  const open = { type: "button", action_id: APPROVAL_ACTIONS.open, text: { type: "plain_text", text: "Open" }, url: runUrl };
  if (isForConsole) return [open];
  return [button(APPROVAL_ACTIONS.approve, "Approve", { style: "primary" }), button(APPROVAL_ACTIONS.reject, "Reject"), open];
}
