import { HISTORY_DAYS } from "#lib/contracts/status/terms.ts";
import { documentOf, linksOf } from "./document.ts";
import { type Html, html } from "./html.ts";
import type { ShownIncident, ShownMaintenance, ShownPage } from "./model.ts";
import { componentItem, incidentCard, instant, maintenanceCard, sign } from "./pieces.ts";
import { type Times, timesOf } from "./times.ts";
import { fill } from "./words.ts";

const EARLIER_DAYS = 14;

/** The page itself: how it stands, what is open, what is planned, every component, and what was lately. */
export function pageHtml(page: ShownPage): string {
  const times = timesOf(page);
  const title = `${page.settings.name}: ${times.words.overall[page.state]}`;
  return documentOf({ page, title, body: bodyOf(page, times), depth: 0 });
}

export function bodyOf(page: ShownPage, times: Times): Html {
  const { words } = times;
  const { settings, open, maintenance } = page;
  const link = linksOf(page.slug, 0);
  const coming = maintenance.filter(({ state }) => state === "scheduled" || state === "running");
  return html`${settings.description && html`<p class="d" dir="auto">${settings.description}</p>`}
<h1 class="k t-${page.state}">${sign(page.state)}${words.overall[page.state]}</h1>
${open.length > 0 && html`<section class="o" aria-label="${words.overall[page.state]}">${open.map((one) => incidentCard(one, times, { heading: headingOf(one, link), level: 2, isOpen: true }))}</section>`}
${coming.length > 0 && html`<section><h2 class="v">${words.planned}</h2>${coming.map((one) => maintenanceCard(one, times, 3))}</section>`}
${componentsOf(page, times)}${earlierOf(page, times)}`;
}

export function componentsOf(page: ShownPage, times: Times): Html | null {
  const { words } = times;
  const { showsUptime, weights } = page.settings;
  const groups = page.groups.filter(({ components }) => components.length > 0);
  if (groups.length === 0) return null;
  return html`<section>${groups.map(
    ({ name, components }, index) =>
      html`<h2 class="v"><bdi>${name || words.components}</bdi>${index === 0 && showsUptime && html`<span>${fill(words.lastDays, { days: HISTORY_DAYS })}</span>`}</h2>
<ul class="k g">${components.map((component) => componentItem(component, times, showsUptime))}</ul>`,
  )}${showsUptime && html`<details><summary>${words.weights.split(":")[0]}</summary><p>${fill(words.weights, weights)}</p></details>`}</section>`;
}

function earlierOf(page: ShownPage, times: Times): Html {
  const { words } = times;
  const link = linksOf(page.slug, 0);
  const since = new Date(Date.parse(page.now) - EARLIER_DAYS * 86_400_000).toISOString();
  const lately = page.past.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt >= since);
  return html`<section><h2 class="v">${words.earlier}<span><a href="${link("history")}">${words.allHistory}</a></span></h2>
${lately.length === 0 ? html`<p class="p">${words.nothingEarlier}</p>` : lately.map((one) => incidentCard(one, times, { heading: headingOf(one, link), level: 3, isOpen: false }))}</section>`;
}

function headingOf({ id, title }: ShownIncident, link: (path: string) => string): Html {
  return html`<a href="${link(`incidents/${id}`)}">${title}</a>`;
}

/** One incident at an address that stays. */
export function incidentHtml(page: ShownPage, incident: ShownIncident): string {
  const times = timesOf(page);
  const link = linksOf(page.slug, 2);
  const body = html`<p class="d"><a href="${link("")}">${times.words.back}</a></p>${incidentCard(incident, times, { heading: incident.title, level: 1, isOpen: incident.resolvedAt === null })}`;
  return documentOf({ page, title: `${incident.title} · ${page.settings.name}`, body, depth: 2 });
}

export type Month = { key: string; first: string; incidents: ShownIncident[]; maintenance: ShownMaintenance[] };

/** The months in which anything was told, newest first, by the day it began in UTC. */
export function monthsOf({ open, past, maintenance }: ShownPage): Month[] {
  const months = new Map<string, Month>();
  const at = (when: string): Month => {
    const key = when.slice(0, 7);
    const month = months.get(key) ?? { key, first: `${key}-15T12:00:00.000Z`, incidents: [], maintenance: [] };
    months.set(key, month);
    return month;
  };
  for (const one of [...open, ...past]) at(one.startedAt).incidents.push(one);
  for (const one of maintenance) if (one.state === "ended" || one.state === "cancelled") at(one.startsAt).maintenance.push(one);
  return [...months.values()].sort((a, b) => b.key.localeCompare(a.key));
}

/** All months with what happened in them, each leading to its own page. */
export function historyHtml(page: ShownPage): string {
  const times = timesOf(page);
  const link = linksOf(page.slug, 1);
  const months = monthsOf(page);
  const list = months.map(
    ({ key, first, incidents, maintenance }) => html`<h2 class="v"><a href="${link(`history/${key}`)}">${times.month(first)}</a></h2><ul class="k g">
${incidents.map((one) => html`<li class="r"><a href="${link(`incidents/${one.id}`)}"><bdi>${one.title}</bdi></a><span class="s">${instant(one.startedAt, times)}</span></li>`)}
${maintenance.map((one) => html`<li class="r"><bdi>${one.title}</bdi><span class="s maintenance">${times.words.states.maintenance}</span></li>`)}</ul>`,
  );
  const body = html`<p class="d"><a href="${link("")}">${times.words.back}</a></p><h1>${times.words.history}</h1>${months.length === 0 ? html`<p class="p">${times.words.nothingEarlier}</p>` : list}`;
  return documentOf({ page, title: `${times.words.history} · ${page.settings.name}`, body, depth: 1 });
}

export function monthHtml(page: ShownPage, { first, incidents, maintenance }: Month): string {
  const times = timesOf(page);
  const link = linksOf(page.slug, 2);
  const body = html`<p class="d"><a href="${link("history")}">${times.words.allHistory}</a></p><h1>${times.month(first)}</h1><section class="o">
${incidents.map((one) => incidentCard(one, times, { heading: html`<a href="${link(`incidents/${one.id}`)}">${one.title}</a>`, level: 2, isOpen: one.resolvedAt === null }))}
${maintenance.map((one) => maintenanceCard(one, times, 2))}</section>`;
  return documentOf({ page, title: `${times.month(first)} · ${page.settings.name}`, body, depth: 2 });
}
