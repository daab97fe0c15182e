import { instantOf, jsonOf, lineAt, linkOf, valueAt } from "#server/platform/foreign-json.ts";
import type { ParsedChange } from "./parsed-change.ts";

type Read = (message: unknown) => ParsedChange | null;

/** Those that say that something was changed; all others, pings too, are no change. */
const EVENTS: Record<string, Read> = {
  deployment: (message) => deployment(message, ""),
  deployment_status: (message) => {
    const state = lineAt(message, "deployment_status.state");
    return state === "success" || state === "failure" || state === "error" ? deployment(message, state) : null;
  },
  release,
  push,
};

/** What a message of GitHub tells of. `event`: its `X-GitHub-Event`. */
export function changesOfGithub(event: string, body: string): ParsedChange[] {
  const read = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
  const change = read?.(jsonOf(body));
  return change ? [change] : [];
}

const serviceOf = (message: unknown): string => lineAt(message, "repository.name", 200);
const cut = (sha: string): string => (/^[0-9a-f]{40}$/.test(sha) ? sha.slice(0, 7) : sha);

/** A deployment and how it ended are one change. */
function deployment(message: unknown, state: string): ParsedChange | null {
  const id = lineAt(message, "deployment.id");
  if (id === "") return null;
  const ref = cut(lineAt(message, "deployment.ref") || lineAt(message, "deployment.sha"));
  const place = lineAt(message, "deployment.environment");
  const ended = state === "failure" || state === "error" ? " (failed)" : "";
  return {
    key: `github deployment ${id}`,
    kind: "deploy",
    service: serviceOf(message),
    title: `${ref || "A deployment"}${place ? ` to ${place}` : ""}${ended}`,
    author: lineAt(message, "deployment.creator.login", 200) || null,
    link: linkOf(lineAt(message, "deployment_status.log_url", 2_048), lineAt(message, "repository.html_url", 2_048)),
    at: instantOf(valueAt(message, "deployment.created_at")),
  };
}

function release(message: unknown): ParsedChange | null {
  const id = lineAt(message, "release.id");
  if (id === "" || lineAt(message, "action") !== "published") return null;
  return {
    key: `github release ${id}`,
    kind: "deploy",
    service: serviceOf(message),
    title: `Release ${lineAt(message, "release.name") || lineAt(message, "release.tag_name")}`,
    author: lineAt(message, "release.author.login", 200) || null,
    link: linkOf(lineAt(message, "release.html_url", 2_048)),
    at: instantOf(valueAt(message, "release.published_at")),
  };
}

/** To the default branch alone: what stands on another one changes nothing yet. */
function push(message: unknown): ParsedChange | null {
  const branch = lineAt(message, "repository.default_branch");
  const after = lineAt(message, "after");
  if (branch === "" || lineAt(message, "ref") !== `refs/heads/${branch}` || valueAt(message, "deleted") === true || after === "") return null;
  const title = String(valueAt(message, "head_commit.message") ?? "").split("\n")[0] ?? "";
  return {
    key: `github push ${lineAt(message, "repository.id")} ${after}`,
    kind: "other",
    service: serviceOf(message),
    title: `${lineAt({ title }, "title", 200) || "Commits"} (${branch}, ${cut(after)})`,
    author: lineAt(message, "pusher.name", 200) || null,
    link: linkOf(lineAt(message, "compare", 2_048)),
    at: instantOf(valueAt(message, "head_commit.timestamp")),
  };
}
