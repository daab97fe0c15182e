import type { Channel, PageMessage } from "../channel.ts";
import { escaped } from "../escaped.ts";
import { sendMail } from "../mail.ts";
import { tellByMail } from "./email-notice.ts";

/** A page by mail: what, how bad, since when, and the link by which one answers on a phone without signing in. */
export const email: Channel = {
  send: async (message, { address }) => {
    const { reference } = await sendMail({
      to: address,
      subject: `${marked(message)}${message.severity ?? "Severity open"}: ${message.title} (${message.reference})`,
      text: textOf(message),
      html: htmlOf(message),
      key: message.key,
      isUrgent: message.severity === "SEV1" || message.severity === "SEV2" || message.severity === null,
    });
    return { state: "sent", reference };
  },
  tell: tellByMail,
};

function marked({ kind }: PageMessage): string {
  return kind === "drill" ? "[Drill] " : "";
}

function lines(message: PageMessage): [string, string][] {
  const { severity, services, step, declaredAt, reference } = message;
  return [
    ["Incident", reference],
    ["Severity", severity ?? "not judged yet"],
    ["Services", services.join(", ") || "none named"],
    ["Since", `${declaredAt.slice(0, 16).replace("T", " ")} UTC`],
    ["Paged as", step],
  ];
}

function textOf(message: PageMessage): string {
  const facts = lines(message).map(([name, value]) => `${name}: ${value}`);
  const answer = message.answerUrl ? [`Acknowledge or decline, without signing in:\n${message.answerUrl}`, ""] : [];
  return [
    `${marked(message)}You are paged: ${message.title}`,
    "",
    ...facts,
    ...(message.summary ? ["", message.summary] : []),
    "",
    ...answer,
    `The room:\n${message.roomUrl}`,
    "",
  ].join("\n");
}

function htmlOf(message: PageMessage): string {
  const rows = lines(message).map(
    ([name, value]) => `<tr><td style="padding:2px 12px 2px 0;color:#666">${escaped(name)}</td><td>${escaped(value)}</td></tr>`,
  );
  const button = message.answerUrl
    ? `<p><a href="${escaped(message.answerUrl)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1f4fd8;color:#fff;text-decoration:none;font-weight:600">Answer this page</a></p>`
    : "";
  return `<!doctype html><html lang="en"><body style="font:15px/1.5 system-ui,sans-serif;color:#111;margin:24px">
<p style="margin:0 0 4px">${escaped(marked(message))}You are paged:</p>
<h1 style="font-size:20px;margin:0 0 12px">${escaped(message.title)}</h1>
<table style="font-size:14px;border-collapse:collapse">${rows.join("")}</table>
${message.summary ? `<p>${escaped(message.summary)}</p>` : ""}
${button}<p><a href="${escaped(message.roomUrl)}">Open the room</a></p>
</body></html>`;
}
