/** What a page says in Slack. `answerUrl` null: it is nobody's own, and anybody in the channel may take it. */
export type SlackPage = {
  page: string;
  reference: string;
  title: string;
  summary: string;
  severity: string | null;
  kind: string;
  services: readonly string[];
  step: string;
  roomUrl: string;
  isPersonal: boolean;
};

/** Which answers a button gives, as Slack sends it back. */
export const ACTIONS = { acknowledge: "muster_acknowledge", decline: "muster_decline", open: "muster_open" } as const;

const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 1_000;

/** One line, for notifications of a phone. Pure. */
export function pageText({ kind, severity, reference, title }: SlackPage): string {
  return escaped(`${kind === "drill" ? "Drill · " : ""}${severity ?? "Severity open"} · ${reference} ${cut(title, LONGEST_TITLE)}`);
}

/** The page with its buttons; with `outcome` in their place once it is answered or over. Pure. */
export function pageBlocks(page: SlackPage, outcome: string | null = null): object[] {
  const services = page.services.length > 0 ? ` · ${page.services.slice(0, 10).join(", ")}` : "";
  const drill = page.kind === "drill" ? "*DRILL* · nothing real is broken\n" : "";
  const told = `${drill}*<${page.roomUrl}|${escaped(`${page.reference} ${cut(page.title, LONGEST_TITLE)}`)}>*`;
  const summary = page.summary ? `\n${escaped(cut(page.summary, LONGEST_SUMMARY))}` : "";
  return [
    { type: "section", text: { type: "mrkdwn", text: `${told}${summary}` } },
    context(escaped(`${page.severity ?? "Severity open"}${services} · ${page.isPersonal ? "You are paged" : "Paged"}: ${page.step}`)),
    outcome === null ? buttons(page) : context(escaped(outcome)),
  ];
}

function buttons({ page, roomUrl, isPersonal }: SlackPage): object {
  const button = (id: string, text: string, more: object = {}) => ({
    type: "button",
    action_id: id,
    text: { type: "plain_text", text },
    value: page,
    ...more,
  });
  const decline = isPersonal ? [button(ACTIONS.decline, "I can’t")] : [];
  const open = { type: "button", action_id: ACTIONS.open, text: { type: "plain_text", text: "Open" }, url: roomUrl };
  return { type: "actions", elements: [button(ACTIONS.acknowledge, "Acknowledge", { style: "primary" }), ...decline, open] };
}

export function context(text: string): object {
  return { type: "context", elements: [{ type: "mrkdwn", text }] };
}

/** Slack reads these three as markup, and `<!channel>` would call everybody. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}

/** Escaped, and cut where it would be longer than `most` as Slack counts: after escaping. No escape is cut in two. */
export function escapedWithin(text: string, most: number): string {
  const whole = escaped(text);
  if (whole.length <= most) return whole;
  const kept = whole.slice(0, most - 1).replace(/&[a-z]*$/, "");
  return `${kept.toWellFormed()}…`;
}
