import { documentOf, linksOf } from "./document.ts";
import { type Html, html } from "./html.ts";
import type { ShownIncident, ShownPage, StakeholderIncident } from "./model.ts";
import { componentsOf } from "./page.ts";
import { incidentCard, instant, sign } from "./pieces.ts";
import { type Times, timesOf } from "./times.ts";

type Input = { page: ShownPage; more: readonly StakeholderIncident[]; depth: number; canAsk: boolean; name?: string };

/** The page with what stakeholders read besides: impact, who commands, when it is expected to be over, what happened, and answers to questions. */
export function stakeholderHtml({ page, more, depth, canAsk, name }: Input): string {
  const times = timesOf(page);
  const link = linksOf(page.slug, depth);
  const cards = page.open.map((incident) =>
    incidentCard(incident, times, {
      heading: html`<a href="${link(`incidents/${incident.id}`)}">${incident.title}</a>`,
      isOpen: true,
      after: detailsOf(incident, more, times, canAsk),
    }),
  );
  const body = html`<p class="d">For stakeholders${name && html` · <bdi>${name}</bdi>`}: more than the public page says. Please do not pass it on.</p>
<h1 class="k t-${page.state}">${sign(page.state)}${times.words.overall[page.state]}</h1>
${cards.length > 0 ? html`<section><h3></h3>${cards}</section>` : html`<p class="p">Nothing is open.</p>`}${componentsOf(page, times)}`;
  return documentOf({ page, title: `${page.settings.name} for stakeholders`, body, depth, isPrivate: true });
}

function detailsOf({ id }: ShownIncident, all: readonly StakeholderIncident[], times: Times, canAsk: boolean): Html | null {
  const more = all.find(({ incident }) => incident === id);
  if (!more) return null;
  const rows: [string, Html | string][] = [
    ["Severity", more.severity ?? "Not judged yet"],
    ["Phase", more.phase],
    ["Commander", more.commander ?? "Nobody yet"],
    ["Expected to be over", more.eta ? instant(more.eta, times) : "Not known yet"],
    ...more.impact.map(({ label, value }): [string, string] => [label, value]),
  ];
  return html`<table><tbody>${rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td dir="auto">${value}</td></tr>`)}</tbody></table>
${more.text && html`<p class="p" dir="auto">${more.text}</p>`}
<details><summary>What happened so far</summary><ul>${more.highlights.map(({ at, text }) => html`<li>${instant(at, times)} ${text}</li>`)}</ul></details>
${questionsOf(more, times)}${canAsk && askForm(more)}`;
}

function questionsOf({ questions }: StakeholderIncident, times: Times): Html | null {
  if (questions.length === 0) return null;
  return html`<h3>Questions</h3><ul class="g">${questions.map(
    ({ text, people, answer }) =>
      html`<li><b dir="auto">${text}</b>${people > 1 && html` <span class="s">asked by ${people}</span>`}${answer ? html`<p class="p" dir="auto">${answer.text}</p>${instant(answer.at, times)}` : html`<p class="p">Waits for an answer.</p>`}</li>`,
  )}</ul>`;
}

function askForm({ incident }: StakeholderIncident): Html {
  return html`<details class="noprint"><summary>Ask a question</summary><form method="post"><input type="hidden" name="incident" value="${incident}"><label>Your question<input name="question" required maxlength="500"></label><button class="b">Ask</button><p class="p">It goes to whoever does communications; the answer stands here for all.</p></form></details>`;
}
