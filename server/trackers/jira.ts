import { z } from "zod";
import { addressOf, askTracker, shaped } from "./ask.ts";
import { type OpenTracker, type Tracker, TrackerFailed } from "./define.ts";

const TITLE = "Jira";
const Created = z.object({ key: z.string() });
const Issue = z.object({ fields: z.object({ status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) }) }) });
const Project = z.object({ name: z.string() });

/** Issues of one project, by version 2 of the REST API, which Cloud and Data Center both have (developer.atlassian.com). */
export const jira: Tracker = {
  async create(at, { title, body }) {
    const { project = "", issueType } = at.settings;
    const fields = { project: { key: project }, issuetype: { name: issueType || "Task" }, summary: title.slice(0, 250), description: body };
    const answer = await asked(at, "/issue", { fields });
    if (answer.status === 404) throw gone(at);
    const { key } = shaped(at, TITLE, Created, answer.body);
    return { kind: "jira", url: `${addressOf(at.settings.url, "")}/browse/${key}`, key };
  },
  async read(at, { key }) {
    const answer = await asked(at, `/issue/${encodeURIComponent(key)}?fields=status`);
    if (answer.status === 404 || answer.status === 410) return null;
    const { status } = shaped(at, TITLE, Issue, answer.body).fields;
    return { is: status.statusCategory.key === "done" ? "done" : "open", words: status.name };
  },
  owns: ({ settings }, { key, url }) => url.startsWith(`${addressOf(settings.url, "")}/`) && key.startsWith(`${settings.project}-`),
  async test(at) {
    const answer = await asked(at, `/project/${encodeURIComponent(at.settings.project ?? "")}`);
    if (answer.status === 404) throw gone(at);
    return `Issues go to the project ${shaped(at, TITLE, Project, answer.body).name}.`;
  },
};

function asked(at: OpenTracker, path: string, body?: object) {
  const { user } = at.settings;
  const { token = "" } = at.secrets;
  const authorization = user ? `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}` : `Bearer ${token}`;
  return askTracker(at, {
    ...{ title: TITLE, url: `${addressOf(at.settings.url, "")}/rest/api/2${path}`, headers: { authorization } },
    ...(body ? { method: "POST" as const, body } : {}),
  });
}

function gone(at: OpenTracker): TrackerFailed {
  return new TrackerFailed(`Jira knows no project ${at.settings.project} that this user may see. Check ${at.check}.`);
}
