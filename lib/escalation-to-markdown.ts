import type { EscalationStatus, NotificationRow } from "./contracts/escalation/status.ts";

/** The status as a document, times in UTC. Pure. */
export function escalationToMarkdown(status: EscalationStatus): string {
  return [
    `## Escalation Status: ${status.reference}`,
    severityLines(status),
    section("Notification Status", table(status.notifications) || "Nobody was paged."),
    section("Escalation Timeline", list(status.timeline)),
    section("Next Escalation", status.next ? `${minute(status.next.at)} UTC · ${status.next.sentence}` : nothingNext(status)),
    section("Communication Sent", list(status.communications)),
    section("Recommended Actions", status.actions.map(({ text, because }, n) => `${n + 1}. ${text} (${because})`).join("\n")),
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
}

function severityLines({ severity, raised }: EscalationStatus): string {
  const now = `### Current Severity: ${severity ?? "not judged yet"}`;
  if (!raised?.from) return now;
  return `${now} (before: ${raised.from})${raised.reason ? `\n\n**Reason**: ${text(raised.reason)}` : ""}`;
}

function nothingNext({ state }: EscalationStatus): string {
  return state === "none" ? "" : "Nothing further fires by itself.";
}

function section(title: string, body: string): string {
  return body ? `### ${title}\n\n${body}` : "";
}

function table(rows: readonly NotificationRow[]): string {
  if (rows.length === 0) return "";
  const head = "| Level | Role | Person | Notified | Acknowledged |\n|---|---|---|---|---|";
  return [head, ...rows.map((row) => `| ${row.level} | ${cell(row.role)} | ${cell(row.name)} | ${minute(row.notifiedAt)} | ${answerOf(row)} |`)].join(
    "\n",
  );
}

function answerOf({ answer, state }: NotificationRow): string {
  if (!answer) return state;
  if (answer.means === "here") return "here already";
  return answer.answer === "acknowledged" ? minute(answer.at) : `${answer.answer} ${minute(answer.at)}`;
}

function list(items: readonly { at: string; text: string }[]): string {
  return items.map((item) => `- ${minute(item.at)} · ${text(item.text)}`).join("\n");
}

function minute(at: string): string {
  return at.slice(11, 16);
}

function cell(value: string): string {
  return text(value).replaceAll("|", "\\|");
}

/** One line, whatever it held. */
function text(value: string): string {
  return value.replace(/\s+/gu, " ").trim();
}
