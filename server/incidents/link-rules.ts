import type { z } from "zod";
import type { LinkKind } from "#lib/contracts/incident.ts";

type Kind = z.output<typeof LinkKind>;

/** What a link's host and path give away, first match wins. */
const KINDS: readonly { kind: Kind; pattern: RegExp }[] = [
  {
    kind: "bridge",
    pattern: /^(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|meet\.google\.com|whereby\.com|meet\.jit\.si|webex\.com|gotomeeting\.com|chime\.aws)\//,
  },
  { kind: "bridge", pattern: /^teams\.(?:microsoft|live)\.com\/(?:l\/meetup-join|meet)\// },
  { kind: "bridge", pattern: /^app\.slack\.com\/huddle\// },
  {
    kind: "chat",
    pattern: /^(?:[\w-]+\.)*(?:slack\.com|discord\.com|discord\.gg|zulipchat\.com|chat\.google\.com|teams\.microsoft\.com|matrix\.to|t\.me)\//,
  },
  { kind: "chat", pattern: /^(?:chat|mattermost|element|rocketchat)\./ },
  {
    kind: "ticket",
    pattern:
      /^(?:[\w-]+\.)*(?:atlassian\.net\/browse|linear\.app|zendesk\.com|freshdesk\.com|service-now\.com|pagerduty\.com|shortcut\.com|asana\.com)\//,
  },
  { kind: "ticket", pattern: /^(?:[\w-]+\.)*(?:github|gitlab)\.[\w.-]+\/.+\/(?:issues|pull|merge_requests)\/\d+/ },
  { kind: "ticket", pattern: /^(?:jira|tickets?|support|youtrack|redmine)\./ },
  {
    kind: "dashboard",
    pattern:
      /^(?:[\w-]+\.)*(?:grafana\.net|grafana\.com|datadoghq\.(?:com|eu)|newrelic\.com|honeycomb\.io|sentry\.io|kibana\.[\w.-]+|splunkcloud\.com)\//,
  },
  { kind: "dashboard", pattern: /^(?:grafana|kibana|prometheus|metrics|dashboards?|monitoring|sentry)\./ },
  { kind: "dashboard", pattern: /\/(?:d|dashboards?|explore)\// },
];

/** Guesses what a link leads to from its address; "other" when nothing gives it away. Pure. */
export function linkKindOf(url: string): Kind {
  const { hostname, pathname } = new URL(url);
  const place = `${hostname}${pathname.endsWith("/") ? pathname : `${pathname}/`}`;
  return KINDS.find(({ pattern }) => pattern.test(place))?.kind ?? "other";
}

/** A label for a link that was given none: its host and the end of its path, at most 120 characters. */
export function linkLabelOf(url: string): string {
  const { host, pathname } = new URL(url);
  const last = pathname.split("/").filter(Boolean).at(-1);
  const label = last ? `${host} · ${readable(last)}` : host;
  return [...label].slice(0, 120).join("");
}

function readable(segment: string): string {
  try {
    return (
      decodeURIComponent(segment)
        .toWellFormed()
        .replace(/[\p{C}\s]+/gu, " ")
        .trim() || segment
    );
  } catch {
    return segment;
  }
}
