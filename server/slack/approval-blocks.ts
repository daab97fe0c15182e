import { context, cut, escaped, escapedWithin } from "./page-blocks.ts";

/** A risky step as it stands in Slack, for somebody else than who wants it. */
export type SlackApproval = {
  id: string;
  title: string;
  runbook: string;
  startedBy: string;
  /** The exact words, as one types them. */
  command: string;
  target: string;
  /** Null: none. */
  cluster: string | null;
  observed: string;
  reference: string | null;
  runUrl: string;
  /** Decided in the console alone: what cannot be undone, or is not shown here whole. */
  isForConsole: boolean;
};

export const APPROVAL_ACTIONS = { approve: "muster_approve", reject: "muster_reject", open: "muster_open_run" } as const;

/** Characters, as Slack counts them: after escaping. A text of a block has at most 3,000. */
const LONGEST = { title: 250, command: 2_500, name: 200, observed: 600 };

/** Whether Slack shows every word of what is decided. Pure. */
export function isShownWhole({ command, target, cluster, observed }: Pick<SlackApproval, "command" | "target" | "cluster" | "observed">): boolean {
  const isWhole = (text: string, most: number) => escaped(text).length <= most;
  const isFenced = !command.includes("```") && !command.startsWith("`") && !command.endsWith("`");
  return (
    isFenced &&
    isWhole(command, LONGEST.command) &&
    isWhole(target, LONGEST.name) &&
    isWhole(cluster ?? "", LONGEST.name) &&
    isWhole(observed, LONGEST.observed)
  );
}

/** One line, for notifications of a phone. Pure. */
export function approvalText({ title, startedBy, reference }: SlackApproval): string {
  return escaped(`${startedBy} asks to approve “${cut(title, 200)}”${reference ? ` · ${reference}` : ""}`);
}

/** What is to be approved, word for word, with its buttons; with `outcome` in their place once it is decided or over. Pure. */
export function approvalBlocks(approval: SlackApproval, outcome: string | null = null): object[] {
  const { title, runbook, startedBy, command, target, cluster, observed, reference, runUrl } = approval;
  const named = (name: string) => escapedWithin(name, LONGEST.name);
  const shown = escapedWithin(command.replaceAll("```", "` ` `"), LONGEST.command);
  const about = [
    `${named(runbook)}, run by ${named(startedBy)}`,
    ...(reference ? [named(reference)] : []),
    ...(cluster === null ? [] : [`cluster: ${named(cluster)}`]),
    `target: ${named(target) || "none"}`,
    ...(observed ? [`seen now: ${escapedWithin(observed, LONGEST.observed)}`] : []),
  ];
  return [
    { type: "section", text: { type: "mrkdwn", text: `*<${runUrl}|${escapedWithin(title, LONGEST.title)}>*\n\`\`\`${shown}\`\`\`` } },
    context(about.join(" · ")),
    outcome === null ? { type: "actions", elements: buttons(approval) } : context(escapedWithin(outcome, LONGEST.command)),
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
