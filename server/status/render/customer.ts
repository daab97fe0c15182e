import { HISTORY_DAYS } from "#lib/contracts/status/terms.ts";
import { documentOf, linksOf } from "./document.ts";
import { filled, type Html, html } from "./html.ts";
import { LINK_WORDS, type LinkWords } from "./link-words.ts";
import type { CustomerComponent, ShownIncident, ShownPage } from "./model.ts";
import { componentItem, incidentCard } from "./pieces.ts";
import { localeOf, type Times, timesOf } from "./times.ts";
import { fill, type Language } from "./words.ts";

type Input = { page: ShownPage; name: string; components: readonly CustomerComponent[]; open: readonly ShownIncident[]; workaround: string };
type Said = { words: LinkWords; times: Times; locale: string };

/** “Is it me?”: only what one customer or team uses, how long it was hurt, what that means for the promised availability, and what to do. */
export function customerHtml({ page, name, components, open, workaround }: Input): string {
  const { language } = page.settings;
  const said: Said = { words: LINK_WORDS[language as Language], times: timesOf(page), locale: localeOf(language) };
  const { words, times } = said;
  const link = linksOf(page.slug, 2);
  const hurt = components.filter(({ state }) => state !== "operational");
  const names = html`<bdi>${hurt.map((one) => one.name).join(", ")}</bdi>`;
  const body = html`<p class="d">${filled(words.forOne, { name: html`<bdi>${name}</bdi>` })}</p>
<h1 class="k t-${hurt[0]?.state ?? "operational"}">${hurt.length > 0 ? filled(words.itIsUs, { components: names }) : words.allWorks}</h1>
${workaround && html`<div class="x"><b>${times.words.workaround}</b><p class="p" dir="auto">${workaround}</p></div>`}
${open.map((one) => incidentCard(one, times, { heading: html`<a href="${link(`incidents/${one.id}`)}">${one.title}</a>`, level: 2, isOpen: true }))}
<h2 class="v">${words.yours}</h2><ul class="k g">${components.map((one) => componentItem(one, times, page.settings.showsUptime, figuresOf(one, said)))}</ul>`;
  return documentOf({ page, title: `${page.settings.name}: ${name}`, body, depth: 2, isPrivate: true });
}

function figuresOf({ minutes, budget }: CustomerComponent, said: Said): Html {
  const { words, times } = said;
  const days = HISTORY_DAYS;
  const hurt = Object.entries(minutes).map(([state, count]) => `${times.words.states[state as keyof typeof minutes]} ${times.duration(count)}`);
  const lost = hurt.length > 0 ? fill(words.hurt, { days, states: hurt.join(", ") }) : fill(words.noTrouble, { days });
  return html`<p class="p">${lost}${budget && html` ${budgetWords(budget, said)}`}</p>`;
}

/** Minutes used up, minutes allowed down, so that less is never said than was lost, and what is said adds up. */
function budgetWords({ objective, days, usedMinutes, allowedMinutes }: NonNullable<CustomerComponent["budget"]>, { words, locale }: Said): string {
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 });
  const used = Math.ceil(usedMinutes);
  const allowed = Math.floor(allowedMinutes);
  const promise = fill(words.promise, { objective: percent.format(objective), days, allowed });
  return used <= allowed ? fill(words.left, { promise, used, left: allowed - used }) : fill(words.over, { promise, used, over: used - allowed });
}
