import type { Phase } from "#lib/contracts/incident.ts";
import { documentOf, linksOf } from "./document.ts";
import { type Html, html } from "./html.ts";
import { LINK_WORDS, type LinkWords } from "./link-words.ts";
import type { PhaseWord, ShownIncident, ShownPage, StakeholderIncident } from "./model.ts";
import { componentsOf } from "./page.ts";
import { PHASE_WORDS } from "./phase-words.ts";
import { incidentCard, instant, sign } from "./pieces.ts";
import { localeOf, type Times, timesOf } from "./times.ts";
import { fill, type Language } from "./words.ts";

type Input = { page: ShownPage; more: readonly StakeholderIncident[]; depth: number; canAsk: boolean; name?: string };
type Said = { words: LinkWords; phases: Record<Phase, string>; times: Times; locale: string };

/** The page with what stakeholders read besides: impact, who commands, when it is expected to be over, what happened, and answers to questions. */
export function stakeholderHtml({ page, more, depth, canAsk, name }: Input): string {
  const { language } = page.settings;
  const said: Said = {
    words: LINK_WORDS[language as Language],
    phases: PHASE_WORDS[language as Language],
    times: timesOf(page),
    locale: localeOf(language),
  };
  const { words, times } = said;
  const link = linksOf(page.slug, depth);
  const cards = page.open.map((incident) =>
    incidentCard(incident, times, {
      heading: html`<a href="${link(`incidents/${incident.id}`)}">${incident.title}</a>`,
      level: 2,
      isOpen: true,
      after: detailsOf(incident, more, said, canAsk),
    }),
  );
  const body = html`<p class="d">${name && html`<bdi>${name}</bdi> · `}${words.forStakeholders}</p>
<h1 class="k t-${page.state}">${sign(page.state)}${times.words.overall[page.state]}</h1>
${cards.length > 0 ? html`<section class="o">${cards}</section>` : html`<p class="p">${words.nothingOpen}</p>`}${componentsOf(page, times)}`;
  return documentOf({ page, title: fill(words.stakeholderTitle, { name: page.settings.name }), body, depth, isPrivate: true });
}

function detailsOf({ id }: ShownIncident, all: readonly StakeholderIncident[], said: Said, canAsk: boolean): Html | null {
  const more = all.find(({ incident }) => incident === id);
  if (!more) return null;
  const { words, times } = said;
  const rows: [string, Html | string][] = [
    [words.severity, more.severity ?? words.notJudged],
    [words.phase, phaseOf(more.phase, said)],
    [words.commander, more.commander ?? words.nobody],
    [words.eta, more.eta ? instant(more.eta, times) : words.notKnown],
    ...impactRows(more.impact, said),
  ];
  const highlights = more.highlights.map((one) => ({
    at: one.at,
    text: "severity" in one ? fill(words.newSeverity, { severity: one.severity }) : phaseOf(one, said),
  }));
  return html`<table><tbody>${rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td dir="auto">${value}</td></tr>`)}</tbody></table>
${more.text && html`<p class="p" dir="auto">${more.text}</p>`}
<details><summary>${words.soFar}</summary><ul>${highlights.map(({ at, text }) => html`<li>${instant(at, times)} ${text}</li>`)}</ul></details>
${questionsOf(more, said)}${canAsk && askForm(more, words)}`;
}

const phaseOf = ({ phase, own }: PhaseWord, { phases }: Said): string => own ?? phases[phase];

function impactRows(
  { services, usersPercent, customers, regions, dataLoss }: StakeholderIncident["impact"],
  { words, locale }: Said,
): [string, string][] {
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const rows: [string, string | null][] = [
    [words.affected, services.join(", ") || null],
    [words.users, usersPercent === null ? null : fill(words.usersPercent, { percent: percent.format(usersPercent / 100) })],
    [words.customers, customers === null ? null : new Intl.NumberFormat(locale).format(customers)],
    [words.regions, regions.join(", ") || null],
    [words.dataLoss, dataLoss === null ? null : dataLoss ? words.yes : words.noneKnown],
  ];
  return rows.flatMap(([label, value]): [string, string][] => (value === null ? [] : [[label, value]]));
}

function questionsOf({ questions }: StakeholderIncident, { words, times }: Said): Html | null {
  if (questions.length === 0) return null;
  return html`<h3 class="v">${words.questions}</h3><ul class="g">${questions.map(
    ({ text, people, answer }) =>
      html`<li><b dir="auto">${text}</b>${people > 1 && html` <span class="s">${fill(words.askedBy, { people })}</span>`}${answer ? html`<p class="p" dir="auto">${answer.text}</p>${instant(answer.at, times)}` : html`<p class="p">${words.waits}</p>`}</li>`,
  )}</ul>`;
}

function askForm({ incident }: StakeholderIncident, words: LinkWords): Html {
  return html`<details class="noprint"><summary>${words.askTitle}</summary><form method="post"><input type="hidden" name="incident" value="${incident}"><label>${words.question}<input name="question" required maxlength="500"></label><button class="b">${words.ask}</button><p class="p">${words.askHint}</p></form></details>`;
}
