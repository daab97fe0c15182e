import type { ComponentState } from "#lib/contracts/status/publication.ts";
import { HISTORY_DAYS } from "#lib/contracts/status/terms.ts";
import { type DayHistory, uptimeInWords } from "#lib/contracts/status/uptime.ts";
import { Html, html, type Part } from "./html.ts";
import type { ShownComponent, ShownIncident, ShownMaintenance, ShownUpdate } from "./model.ts";
import type { Times } from "./times.ts";
import { fill } from "./words.ts";

const SIGNS: Record<ComponentState, string> = { operational: "●", maintenance: "◇", degraded: "◔", partial: "◐", major: "■" };

type Level = 1 | 2 | 3;
const BELOW = { 1: 2, 2: 3, 3: 4 } as const;

function heading(level: Level | 4, look: "t" | "i", text: Part): Html {
  const tag = new Html(`h${level}`);
  return html`<${tag} class="${look}" dir="auto">${text}</${tag}>`;
}

/** A state: sign, word and colour, never the colour alone. */
export function stateMark(state: ComponentState, words: string): Html {
  return html`<span class="s ${state}"><span aria-hidden="true">${SIGNS[state]}</span>${words}</span>`;
}

export function sign(state: ComponentState): Html {
  return html`<span class="s ${state}" aria-hidden="true">${SIGNS[state]}</span>`;
}

/** An instant in the page's zone; hovering shows it in UTC. */
export function instant(at: string, { moment }: Times): Html {
  return html`<time datetime="${at}" title="${at.slice(0, 16).replace("T", " ")} UTC">${moment(at)}</time>`;
}

/** A sentence with an instant in the place of {time}. */
export function withTime(sentence: string, at: string, times: Times, values: Record<string, string> = {}): Html {
  const [before = "", after = ""] = fill(sentence, values).split("{time}");
  return html`${before}${instant(at, times)}${after}`;
}

/** One component with its state and its bars. */
export function componentItem(component: ShownComponent, times: Times, showsUptime: boolean, more: Part = null): Html {
  const { name, description, state } = component;
  return html`<li class="c"><div class="r"><h3 class="i" dir="auto">${name}</h3>${stateMark(state, times.words.states[state])}</div>
${description && html`<p class="p" dir="auto">${description}</p>`}${showsUptime && bars(component, times)}${more}</li>`;
}

function bars({ days, uptime, name }: ShownComponent, times: Times): Html {
  const { words } = times;
  const known = days.filter(({ worst }) => worst !== "unknown");
  const bad = known.filter(({ worst }) => worst !== "operational");
  const summary = bad.length === 0 ? words.noTrouble : fill(words.daysWithTrouble, { count: bad.length });
  const figure = uptime === null ? words.unknown : uptimeInWords(uptime);
  return html`<svg class="bars" viewBox="0 0 ${days.length} 28" preserveAspectRatio="none" role="img" aria-label="${name}, ${fill(words.lastDays, { days: days.length })}: ${figure}. ${summary}.">
<rect width="${days.length}" height="28"/>${runs(days).map((run) => barOf(run, times))}</svg>
<div class="l"><span>${fill(words.daysAgo, { days: HISTORY_DAYS })}</span><span>${figure}</span><span>${words.today}</span></div>`;
}

type Run = { at: number; length: number; day: DayHistory };

/** Days that are not simply operational; those of which nothing is known lie together. */
function runs(days: readonly DayHistory[]): Run[] {
  const found: Run[] = [];
  for (const [at, day] of days.entries()) {
    if (day.worst === "operational") continue;
    const last = found.at(-1);
    if (day.worst === "unknown" && last?.day.worst === "unknown" && last.at + last.length === at) last.length += 1;
    else found.push({ at, length: 1, day });
  }
  return found;
}

function barOf({ at, length, day }: Run, { words, day: dayWords, duration }: Times): Html {
  if (day.worst === "unknown") return html`<rect class="unknown" x="${at}" width="${length}" height="28"><title>${words.unknown}</title></rect>`;
  const parts = Object.entries(day.minutes).map(([state, minutes]) => `${words.states[state as ComponentState]} ${duration(minutes)}`);
  return html`<rect class="${day.worst}" x="${at}" width="1" height="28"><title>${dayWords(day.from + 43_200_000)}: ${parts.join(", ")}</title></rect>`;
}

type Card = { heading: Part; level: Level; isOpen: boolean; after?: Part };

/** An incident with all its updates, newest first. `heading`: its title as a link, or plain; `level`: of that heading on its page. */
export function incidentCard(incident: ShownIncident, times: Times, options: Card): Html {
  const { words } = times;
  const { promise, components, startedAt, resolvedAt, updates, worst } = incident;
  return html`<article class="k ${options.isOpen ? `t-${worst}` : ""}">${heading(options.level, "t", options.heading)}
<div class="m"><span>${resolvedAt ? html`${instant(startedAt, times)} – ${instant(resolvedAt, times)} · ${times.duration(minutesBetween(startedAt, resolvedAt))}` : withTime(words.since, startedAt, times)}</span>
${components.length > 0 && html`<span>${fill(words.affected, { components: components.join(", ") })}</span>`}
${promise.open && html`<b>${withTime(words.nextBy, promise.open, times)}</b>`}${promise.missedSince && html`<b class="late">${withTime(words.nextMissed, promise.missedSince, times)}</b>`}
${promise.due > 0 && html`<span>${fill(words.onTime, { kept: promise.kept, due: promise.due })}</span>`}</div>
<ol class="u">${updates.map((update) => updateItem(update, times, options.level))}</ol>${options.after}</article>`;
}

function updateItem(update: ShownUpdate, times: Times, level: Level): Html {
  const { words } = times;
  const title = html`${heading(BELOW[level], "i", words.statuses[update.status])}${instant(update.at, times)}`;
  if (update.retracted)
    return html`<li>${title}<p class="x" dir="auto">${withTime(words.retracted, update.retracted.at, times, { reason: update.retracted.reason })}</p></li>`;
  return html`<li>${title}<p class="p" dir="auto">${update.text}</p>
${update.workaround && html`<div class="x" dir="auto"><b>${words.workaround}</b><p class="p">${update.workaround}</p></div>`}
${update.corrections.map(({ at, reason, before }) => html`<div class="x" dir="auto">${withTime(words.corrected, at, times, { reason })}<details><summary>${words.before}</summary><p class="p">${before}</p></details></div>`)}</li>`;
}

export function maintenanceCard(one: ShownMaintenance, times: Times, level: Level): Html {
  const { words } = times;
  const { title, text, startsAt, endsAt, components, state, reason } = one;
  return html`<article class="k ${state === "running" ? "t-maintenance" : ""}">${heading(level, "t", title)}
<div class="m"><b>${instant(startsAt, times)} – ${instant(endsAt, times)}</b><span>${fill(words.affected, { components: components.join(", ") })}</span>${state === "cancelled" && html`<b>${words.cancelled}</b>`}</div>
<p class="p" dir="auto">${text}</p>${reason && html`<p class="x" dir="auto">${reason}</p>`}</article>`;
}

function minutesBetween(from: string, to: string): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}
