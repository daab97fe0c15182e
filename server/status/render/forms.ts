import { documentOf, linksOf } from "./document.ts";
import { FORM_WORDS } from "./form-words.ts";
import { html, type Part } from "./html.ts";
import type { ShownPage } from "./model.ts";
import { timesOf } from "./times.ts";
import type { Language } from "./words.ts";

type Made = { path: string; body: string };

/** The pages on which people subscribe, confirm and end it, and what they are told afterwards. All answers are the same for everybody. */
export function formPages(page: ShownPage): Made[] {
  return page.settings.canSubscribe ? [subscribePage(page), thanksPage(page, "subscribe")] : [];
}

/** What a link in a message opens, also while nobody can subscribe. On a closed page it says nothing of it but its name. */
export function endingPages(page: ShownPage): Made[] {
  const isClosed = page.settings.audience === "password";
  const bare = isClosed ? bareOf(page) : page;
  const words = FORM_WORDS[page.settings.language as Language];
  const ending = (path: "confirm" | "unsubscribe", text: string) =>
    simple(bare, path, words[path], html`<p class="p">${text}</p><form method="post"><button class="b">${words[path]}</button></form>`, 2, isClosed);
  return [
    ending("confirm", words.confirmText),
    ending("unsubscribe", words.unsubscribeText),
    thanksPage(bare, "confirm", isClosed),
    thanksPage(bare, "unsubscribe", isClosed),
    thanksPage(bare, "ask", isClosed),
  ];
}

export function thanksPage(page: ShownPage, kind: "subscribe" | "confirm" | "unsubscribe" | "ask", isBare = false): Made {
  const { title, text } = FORM_WORDS[page.settings.language as Language].thanks[kind];
  return simple(page, `thanks/${kind}`, title, html`<p class="p">${text}</p>`, 2, isBare);
}

function bareOf(page: ShownPage): ShownPage {
  const settings = { ...page.settings, canSubscribe: false, footer: "", description: "", homeUrl: null };
  return { ...page, settings, promises: { due: 0, kept: 0 } };
}

function subscribePage(page: ShownPage): Made {
  const words = FORM_WORDS[page.settings.language as Language];
  const link = linksOf(page.slug, 1);
  const components = page.groups.flatMap(({ components: members }) => members);
  const choices = html`<fieldset><legend>${words.which}</legend><p class="p">${words.whichHint}</p>${components.map(({ id, name }) => html`<label><input type="checkbox" name="component" value="${id}"><bdi>${name}</bdi></label>`)}</fieldset>`;
  const webhookForm = html`<h2 class="v">${words.byWebhook}</h2><form method="post"><label>${words.webhookAddress}<input type="url" name="webhook" required maxlength="2000" placeholder="https://"></label>
${components.length > 1 && choices}<button class="b">${words.subscribe}</button><p class="p">${words.webhookHint}</p></form>`;
  const mailForm = html`<h2 class="t">${words.byMail}</h2><form method="post"><label>${words.address}<input type="email" name="email" required maxlength="254" autocomplete="email"></label>
${components.length > 1 && choices}<button class="b">${words.subscribe}</button><p class="p">${words.promise}</p></form>`;
  const body = html`${page.canMail && mailForm}${webhookForm}
<h2 class="v">${words.byFeed}</h2><p><a href="${link("feed.atom")}">Atom</a> · <a href="${link("feed.rss")}">RSS</a> · <a href="${link("status.json")}">JSON</a> · <a href="${link("badge.svg")}">${words.badge}</a></p>`;
  return simple(page, "subscribe", timesOf(page).words.subscribe, body);
}

/** Where the password of a closed page is asked, also after a wrong one. */
export function lockPages(page: ShownPage): Made[] {
  const words = FORM_WORDS[page.settings.language as Language];
  const closed = bareOf(page);
  const form = (hint: string) =>
    html`<p class="p">${hint}</p><form method="post"><label>${words.password}<input type="password" name="password" required maxlength="200" autocomplete="current-password" autofocus></label><button class="b">${words.open}</button></form>`;
  return [
    simple(closed, "locked", words.closed, form(words.closedText), 1, true),
    simple(closed, "locked-wrong", words.closed, form(words.wrongPassword), 1, true),
  ];
}

function simple(page: ShownPage, path: string, title: string, body: Part, depth = path.split("/").length, isBare = false): Made {
  const back = isBare ? null : html`<p class="d"><a href="${linksOf(page.slug, depth)("")}">${timesOf(page).words.back}</a></p>`;
  return {
    path,
    body: documentOf({
      page,
      title: `${title} · ${page.settings.name}`,
      body: html`${back}<h1>${title}</h1>${body}`,
      depth,
      isPrivate: true,
      isBare,
    }),
  };
}
