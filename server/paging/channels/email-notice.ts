import type { Destination, Sent } from "../channel.ts";
import { escaped } from "../escaped.ts";
import { sendMail } from "../mail.ts";
import type { NoticeMessage } from "../notice-message.ts";

/** News of an incident by mail: nothing to answer, and why it came. */
export async function tellByMail(notice: NoticeMessage, { address }: Destination): Promise<Sent> {
  const { reference } = await sendMail({
    to: address,
    subject: `${notice.headline} (${notice.reference})`,
    text: textOf(notice),
    html: htmlOf(notice),
    key: notice.key,
  });
  return { state: "sent", reference };
}

function lines({ severity, services, phase, at, reference, title }: NoticeMessage): [string, string][] {
  return [
    ["Incident", `${reference} · ${title}`],
    ["Severity", severity ?? "not judged yet"],
    ["Phase", phase],
    ["Services", services.join(", ") || "none named"],
    ["As of", `${at.slice(0, 16).replace("T", " ")} UTC`],
  ];
}

function why({ audience }: NoticeMessage): string {
  return `You are told because of this line of Settings, Who is told: ${audience}. Nothing is asked of you.`;
}

function textOf(notice: NoticeMessage): string {
  const { headline, text, summary, roomUrl, preferencesUrl } = notice;
  return [
    headline,
    ...(text ? ["", text] : []),
    "",
    ...lines(notice).map(([name, value]) => `${name}: ${value}`),
    ...(summary ? ["", summary] : []),
    "",
    `The room:\n${roomUrl}`,
    "",
    why(notice),
    ...(preferencesUrl ? [`How you are reached:\n${preferencesUrl}`] : []),
    "",
  ].join("\n");
}

function htmlOf(notice: NoticeMessage): string {
  const { headline, text, summary, roomUrl, preferencesUrl } = notice;
  const rows = lines(notice).map(
    ([name, value]) => `<tr><td style="padding:2px 12px 2px 0;color:#666">${escaped(name)}</td><td>${escaped(value)}</td></tr>`,
  );
  const paragraph = (words: string) => (words ? `<p style="white-space:pre-wrap">${escaped(words)}</p>` : "");
  const preferences = preferencesUrl ? ` <a href="${escaped(preferencesUrl)}">How you are reached</a>` : "";
  return `<!doctype html><html lang="en"><body style="font:15px/1.5 system-ui,sans-serif;color:#111;margin:24px">
<h1 style="font-size:20px;margin:0 0 12px">${escaped(headline)}</h1>
${paragraph(text)}
<table style="font-size:14px;border-collapse:collapse">${rows.join("")}</table>
${paragraph(summary)}
<p><a href="${escaped(roomUrl)}">Open the room</a></p>
<p style="font-size:12px;color:#666">${escaped(why(notice))}${preferences}</p>
</body></html>`;
}
