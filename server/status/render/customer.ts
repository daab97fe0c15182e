import { documentOf, linksOf } from "./document.ts";
import { type Html, html } from "./html.ts";
import type { CustomerComponent, ShownIncident, ShownPage } from "./model.ts";
import { componentItem, incidentCard } from "./pieces.ts";
import { type Times, timesOf } from "./times.ts";

type Input = { page: ShownPage; name: string; components: readonly CustomerComponent[]; open: readonly ShownIncident[]; workaround: string };

/** “Is it me?”: only what one customer or team uses, how long it was hurt, what that means for the promised availability, and what to do. */
export function customerHtml({ page, name, components, open, workaround }: Input): string {
  const times = timesOf(page);
  const link = linksOf(page.slug, 2);
  const hurt = components.filter(({ state }) => state !== "operational");
  const body = html`<p class="d">For <bdi>${name}</bdi> alone</p>
<h1 class="k t-${hurt[0]?.state ?? "operational"}">${hurt.length > 0 ? html`It is us, not you: <bdi>${hurt.map((one) => one.name).join(", ")}</bdi>` : "Everything that you use works here. If something fails, look at your side, or tell us."}</h1>
${workaround && html`<div class="x"><b>${times.words.workaround}</b><p class="p" dir="auto">${workaround}</p></div>`}
${open.map((one) => incidentCard(one, times, { heading: html`<a href="${link(`incidents/${one.id}`)}">${one.title}</a>`, isOpen: true }))}
<h3>What you use</h3><ul class="k g">${components.map((one) => componentItem(one, times, page.settings.showsUptime, figuresOf(one, times)))}</ul>`;
  return documentOf({ page, title: `${page.settings.name}: ${name}`, body, depth: 2, isPrivate: true });
}

function figuresOf({ minutes, budget }: CustomerComponent, times: Times): Html {
  const hurt = Object.entries(minutes).map(([state, count]) => `${times.words.states[state as keyof typeof minutes]} ${times.duration(count)}`);
  const lost = hurt.length > 0 ? `In the last 90 days: ${hurt.join(", ")}.` : "No trouble in the last 90 days.";
  return html`<p class="p">${lost}${budget && html` ${budgetWords(budget)}`}</p>`;
}

/** Minutes up, so that less is never said than was lost; the rest is signed. */
function budgetWords({ objective, days, usedMinutes, allowedMinutes }: NonNullable<CustomerComponent["budget"]>): string {
  const used = Math.ceil(usedMinutes);
  const left = Math.floor(allowedMinutes - usedMinutes);
  const promise = `${Number((objective * 100).toFixed(4))} % over ${days} days allows ${Math.floor(allowedMinutes)} min`;
  return left >= 0
    ? `${promise}; ${used} min of it are used, ${left} min are left.`
    : `${promise}; ${used} min are used, ${-left} min more than promised.`;
}
