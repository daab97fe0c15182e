import type { PageSettings } from "#lib/contracts/status/page.ts";
import { escapeText } from "../render/html.ts";
import { timesOf } from "../render/times.ts";
import { fill } from "../render/words.ts";
import type { ConfirmContent } from "./claim-due.ts";
import { MESSAGE_WORDS } from "./message-words.ts";
import type { NewsContent } from "./news-of.ts";

/** A message to people in the language of the page: `lines` are paragraphs, `action` the one link that stands out, `end` ends the subscription. */
export type Message = {
  subject: string;
  lines: string[];
  action: { words: string; url: string };
  footer: string;
  end: { words: string; url: string } | null;
};

type Look = Pick<PageSettings, "name" | "language" | "zone" | "isPractice">;

/** What was published, as a message. Pure. */
export function newsMessage(content: NewsContent, page: Look, links: { page: string; unsubscribe: string | null }, now: string): Message {
  const words = MESSAGE_WORDS[page.language];
  const times = timesOf({ settings: page, now });
  const heading = content.kind === "update" && content.status ? times.words.statuses[content.status] : words.kinds[kindOf(content)];
  const { startsAt, endsAt } = content;
  const lines = [
    page.isPractice ? times.words.practice : "",
    startsAt && endsAt ? fill(words.from, { from: times.moment(startsAt), to: times.moment(endsAt) }) : "",
    content.components.length > 0 ? fill(times.words.affected, { components: content.components.join(", ") }) : "",
    content.reason ? fill(words.reason, { reason: content.reason }) : "",
    content.text,
    content.workaround ? `${times.words.workaround}: ${content.workaround}` : "",
    content.nextBy ? fill(times.words.nextBy, { time: times.moment(content.nextBy) }) : "",
  ];
  return {
    subject: `[${page.name}] ${heading}: ${content.title}`,
    lines: lines.filter(Boolean),
    action: { words: words.read, url: content.path ? `${links.page}/${content.path}` : links.page },
    footer: fill(words.why, { page: page.name }),
    end: links.unsubscribe ? { words: words.unsubscribe, url: links.unsubscribe } : null,
  };
}

/** The message that asks whether one wants to be told at all. Pure. */
export function confirmMessage({ components }: ConfirmContent, page: Look, url: string): Message {
  const words = MESSAGE_WORDS[page.language];
  return {
    subject: fill(words.confirmSubject, { page: page.name }),
    lines: [
      fill(words.confirmText, { page: page.name }),
      components.length > 0 ? fill(words.about, { components: components.join(", ") }) : words.aboutAll,
    ],
    action: { words: words.confirm, url },
    footer: words.ignore,
    end: null,
  };
}

export function messageAsText({ lines, action, footer, end }: Message): string {
  return [...lines, `${action.words}:\n${action.url}`, footer, ...(end ? [`${end.words}:\n${end.url}`] : [])].join("\n\n");
}

export function messageAsHtml({ subject, lines, action, footer, end }: Message, language: Look["language"]): string {
  const paragraphs = lines.map((line) => `<p style="white-space:pre-wrap;margin:0 0 12px">${escapeText(line)}</p>`).join("");
  const ending = end ? ` <a href="${escapeText(end.url)}" style="color:inherit">${escapeText(end.words)}</a>` : "";
  return `<!doctype html><html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"><body style="font:15px/1.55 system-ui,sans-serif;color:#17181c;max-width:560px;margin:24px">
<h1 style="font-size:18px;margin:0 0 16px">${escapeText(subject)}</h1>${paragraphs}<p style="margin:20px 0"><a href="${escapeText(action.url)}">${escapeText(action.words)}</a></p>
<p style="font-size:12px;color:#666a75;border-top:1px solid #e1e2e7;padding-top:12px">${escapeText(footer)}${ending}</p></body></html>`;
}

function kindOf({ kind }: NewsContent): Exclude<NewsContent["kind"], "update"> {
  return kind === "update" ? "announced" : kind;
}
