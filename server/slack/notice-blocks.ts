import { context, cut, escaped } from "./page-blocks.ts";

/** News as it stands in Slack. Nothing is asked of whoever reads it, so there are no buttons. */
export type SlackNotice = {
  headline: string;
  text: string;
  summary: string;
  reference: string;
  title: string;
  severity: string | null;
  phase: string;
  services: readonly string[];
  audience: string;
  roomUrl: string;
};

const LONGEST = { title: 200, text: 2_000 };

/** What happened, what was written about it, how it stands, and why it is told here. Pure. */
export function noticeBlocks({ headline, text, summary, reference, title, severity, phase, services, audience, roomUrl }: SlackNotice): object[] {
  const parts = [
    `*<${roomUrl}|${escaped(cut(headline, LONGEST.title))}>*`,
    ...[text, summary].filter(Boolean).map((words) => escaped(cut(words, LONGEST.text))),
  ];
  const about = services.length > 0 ? ` · ${services.slice(0, 10).join(", ")}` : "";
  return [
    { type: "section", text: { type: "mrkdwn", text: cut(parts.join("\n"), 3_000) } },
    context(escaped(`${reference} · ${cut(title, LONGEST.title)} · ${severity ?? "Severity open"} · ${phase}${about}`)),
    context(escaped(`Told through “${audience}” of Settings, Who is told`)),
  ];
}
