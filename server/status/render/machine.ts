import { uptimeInWords } from "#lib/contracts/status/uptime.ts";
import { escapeText } from "./html.ts";
import type { ShownIncident, ShownPage } from "./model.ts";
import { timesOf } from "./times.ts";

/** The page for programs. The shape is stable: names are only ever added. */
export function statusJson(page: ShownPage): string {
  const { slug, settings, url, now, state, groups, open, past, maintenance, promises } = page;
  return JSON.stringify({
    page: { name: settings.name, slug, url, updatedAt: now },
    status: state,
    components: groups.flatMap(({ name: group, components }) =>
      components.map(({ id, name, state: status, uptime }) => ({
        id,
        name,
        group: group || null,
        status,
        ...(settings.showsUptime ? { uptime, uptimeText: uptime === null ? null : uptimeInWords(uptime) } : {}),
      })),
    ),
    incidents: open.map((one) => incidentJson(page, one)),
    recent: past.slice(0, 20).map((one) => incidentJson(page, one)),
    maintenance: maintenance.filter(({ state: stands }) => stands === "scheduled" || stands === "running"),
    promises,
    weights: settings.weights,
  });
}

function incidentJson({ url }: ShownPage, { id, title, status, startedAt, resolvedAt, worst, components, updates, promise }: ShownIncident): object {
  return { id, url: `${url}/incidents/${id}`, title, status, impact: worst, startedAt, resolvedAt, components, nextUpdateBy: promise.open, updates };
}

const COLOURS = { operational: "#146c43", maintenance: "#2952a3", degraded: "#7a5600", partial: "#8f4d00", major: "#b3261e" } as const;
const LETTER = 6.6;

/** A small picture of the state, to be put into other pages. */
export function badgeSvg(page: ShownPage): string {
  const left = page.settings.name;
  const right = timesOf(page).words.states[page.state];
  const width = (text: string) => Math.round([...text].length * LETTER + 16);
  const [first, second] = [width(left), width(right)];
  const total = first + second;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="20" role="img" aria-label="${escapeText(`${left}: ${right}`)}"><title>${escapeText(`${left}: ${right}`)}</title><clipPath id="r"><rect width="${total}" height="20" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="${first}" height="20" fill="#33363f"/><rect x="${first}" width="${second}" height="20" fill="${COLOURS[page.state]}"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="${first / 2}" y="14" textLength="${first - 14}">${escapeText(left)}</text><text x="${first + second / 2}" y="14" textLength="${second - 14}">${escapeText(right)}</text></g></svg>`;
}
