import { CreateConnection } from "#lib/contracts/connection.ts";
import type { TrackingKind } from "#lib/contracts/tracking-kinds.ts";
import { createConnection } from "#server/connections/index.ts";
import { type FarSide, startFarSide } from "#server/connectors/testing/far-side.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";

export const TOKEN = "a-token-of-a-tracker";
type Issue = { title: string; body: string; state: "open" | "done" | "dropped" };

/** Three trackers in one process, over real HTTP: what they take, what they say of it, and what they refuse. `issues`: by number from 1. */
export async function startFakeTrackers() {
  const far = await startFarSide();
  const kept = { issues: [] as Issue[], isDown: false };
  far.routes["/repos/acme/shop*"] = (wanted) => (kept.isDown ? { status: 503, body: {} } : asGithub(far, kept.issues, wanted));
  far.routes["/rest/api/2/*"] = (wanted) => (kept.isDown ? { status: 503, body: {} } : asJira(kept.issues, wanted));
  far.routes["/graphql"] = (wanted) => (kept.isDown ? { status: 503, body: {} } : asLinear(kept.issues, wanted));
  return Object.assign(kept, { url: far.url, host: far.host, asked: far.asked, close: far.close });
}

type Wanted = FarSide["asked"][number];
type Reply = { status?: number; body?: unknown };

function asGithub(far: { url: string }, issues: Issue[], { method, path, body, headers }: Wanted): Reply {
  if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { message: "Bad credentials" } };
  if (path === "/repos/acme/shop") return { body: { full_name: "acme/shop", has_issues: true } };
  if (method === "POST") {
    const { title, body: text } = JSON.parse(body) as { title: string; body: string };
    const number = issues.push({ title, body: text, state: "open" });
    return { status: 201, body: { number, html_url: `${far.url}/acme/shop/issues/${number}` } };
  }
  const issue = issues[Number(path.split("/").at(-1)) - 1];
  if (!issue) return { status: 404, body: { message: "Not Found" } };
  return {
    body: issue.state === "open" ? { state: "open" } : { state: "closed", state_reason: issue.state === "dropped" ? "not_planned" : "completed" },
  };
}

function asJira(issues: Issue[], { method, path, body, headers }: Wanted): Reply {
  if (headers.authorization !== `Basic ${Buffer.from(`ada@acme.example:${TOKEN}`).toString("base64")}`) return { status: 401, body: {} };
  if (path.endsWith("/project/OPS")) return { body: { name: "Operations" } };
  if (method === "POST") {
    const { fields } = JSON.parse(body) as { fields: { summary: string; description: string; issuetype: { name: string } } };
    if (fields.issuetype.name !== "Task") return { status: 400, body: { errorMessages: [], errors: { issuetype: "Specify a valid issue type" } } };
    return { status: 201, body: { id: "1", key: `OPS-${issues.push({ title: fields.summary, body: fields.description, state: "open" })}` } };
  }
  const issue = issues[Number(path.split("-").at(-1)) - 1];
  if (!issue) return { status: 404, body: { errorMessages: ["Issue does not exist"] } };
  const [name, key] = issue.state === "open" ? ["To Do", "new"] : ["Shipped", "done"];
  return { body: { fields: { status: { name, statusCategory: { key } } } } };
}

const STATES = { open: ["started", "In Progress"], done: ["completed", "Done"], dropped: ["canceled", "Canceled"] } as const;

function asLinear(issues: Issue[], { body, headers }: Wanted): Reply {
  if (headers.authorization !== TOKEN) return { status: 401, body: { errors: [{ message: "Authentication required" }] } };
  const { query, variables } = JSON.parse(body) as {
    query: string;
    variables: { key?: string; id?: string; input?: { title: string; description: string } };
  };
  if (query.includes("teams("))
    return { body: { data: { teams: { nodes: variables.key === "ENG" ? [{ id: "team-1", name: "Engineering" }] : [] } } } };
  if (variables.input) {
    const identifier = `ENG-${issues.push({ title: variables.input.title, body: variables.input.description, state: "open" })}`;
    return { body: { data: { issueCreate: { success: true, issue: { identifier, url: `https://linear.app/acme/issue/${identifier}` } } } } };
  }
  const issue = issues[Number(variables.id?.split("-")[1]) - 1];
  if (!issue) return { body: { errors: [{ message: "Entity not found: Issue" }] } };
  const [type, name] = STATES[issue.state];
  return { body: { data: { issue: { state: { type, name } } } } };
}

const SETTINGS: Record<TrackingKind, (url: string) => Record<string, string>> = {
  github: (url) => ({ repository: "acme/shop", url }),
  jira: (url) => ({ url, project: "OPS", user: "ada@acme.example" }),
  linear: (url) => ({ url, team: "ENG" }),
};

type At = { url: string; host: string };

/** A connection to one of them, made as an administrator makes it. Its id. */
export async function connectTracker(
  admin: Ctx,
  kind: TrackingKind,
  { url, host }: At,
  more: { settings?: object; token?: string } = {},
): Promise<string> {
  await allow(host);
  const settings = { ...SETTINGS[kind](url), ...more.settings };
  return (await createConnection(admin, CreateConnection.parse({ kind, name: kind, settings, secrets: { token: more.token ?? TOKEN } }))).id;
}

async function allow(host: string): Promise<void> {
  const settings = await organisationSettings();
  const value = { ...settings, allowedHosts: [...new Set([...settings.allowedHosts, host])] };
  await db().setting.upsert({
    where: { key: "organisation" },
    create: { key: "organisation", value, version: 1, updatedAt: new Date(), updatedBy: "Ada" },
    update: { value },
  });
}
