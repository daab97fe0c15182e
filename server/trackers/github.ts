import { z } from "zod";
import { addressOf, askTracker, shaped } from "./ask.ts";
import { type OpenTracker, type Tracker, TrackerFailed } from "./define.ts";

const TITLE = "GitHub";
const Created = z.object({ number: z.number().int(), html_url: z.url() });
const Issue = z.object({ state: z.string(), state_reason: z.string().nullish() });
const Repository = z.object({ full_name: z.string(), has_issues: z.boolean().default(true) });

/** Issues of one repository, by the REST API of 2022-11-28 (docs.github.com/rest/issues). */
export const github: Tracker = {
  async create(at, { title, body }) {
    const answer = await asked(at, "/issues", { title, body });
    if (answer.status !== 201 && answer.status !== 200) throw gone(at);
    const { number, html_url } = shaped(at, TITLE, Created, answer.body);
    return { kind: "github", url: html_url, key: `${at.settings.repository}#${number}` };
  },
  async read(at, { key }) {
    const answer = await asked(at, `/issues/${key.split("#")[1]}`);
    if (answer.status === 404 || answer.status === 410) return null;
    const { state, state_reason } = shaped(at, TITLE, Issue, answer.body);
    if (state !== "closed") return { is: "open", words: state };
    return state_reason === "not_planned" ? { is: "dropped", words: "closed as not planned" } : { is: "done", words: "closed" };
  },
  owns: ({ settings }, { key }) => key.split("#")[0]?.toLowerCase() === settings.repository?.toLowerCase(),
  async test(at) {
    const answer = await asked(at, "");
    if (answer.status === 404) throw gone(at);
    const { full_name, has_issues } = shaped(at, TITLE, Repository, answer.body);
    if (!has_issues) throw new TrackerFailed(`${full_name} has no issues. Turn them on in the settings of the repository.`);
    return `Issues go to ${full_name}.`;
  },
};

function asked(at: OpenTracker, path: string, body?: object) {
  return askTracker(at, {
    ...{ title: TITLE, url: `${addressOf(at.settings.url, "https://api.github.com")}/repos/${at.settings.repository}${path}` },
    headers: { authorization: `Bearer ${at.secrets.token ?? ""}`, accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" },
    ...(body ? { method: "POST" as const, body } : {}),
  });
}

function gone(at: OpenTracker): TrackerFailed {
  return new TrackerFailed(`GitHub knows no repository ${at.settings.repository} that this token may see. Check ${at.check}.`);
}
