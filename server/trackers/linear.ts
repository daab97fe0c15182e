import { z } from "zod";
import { addressOf, askTracker, shaped } from "./ask.ts";
import { type OpenTracker, type Tracker, TrackerFailed } from "./define.ts";

const TITLE = "Linear";
const Teams = z.object({ data: z.object({ teams: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }) }) });
const Created = z.object({
  data: z.object({ issueCreate: z.object({ success: z.literal(true), issue: z.object({ identifier: z.string(), url: z.url() }) }) }),
});
const Issue = z.object({ data: z.object({ issue: z.object({ state: z.object({ type: z.string(), name: z.string() }) }) }) });
const Refused = z.object({ errors: z.array(z.object({ message: z.string(), extensions: z.object({ type: z.string() }).loose().nullish() })).min(1) });

const TEAM = "query Team($key: String!) { teams(filter: { key: { eq: $key } }) { nodes { id name } } }";
const CREATE = "mutation Create($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { identifier url } } }";
const READ = "query Read($id: String!) { issue(id: $id) { state { type name } } }";

/** Issues of one team, by GraphQL (linear.app/developers). */
export const linear: Tracker = {
  async create(at, { title, body }) {
    const { id: teamId } = await teamOf(at);
    const { issue } = shaped(at, TITLE, Created, await asked(at, CREATE, { input: { teamId, title: title.slice(0, 250), description: body } })).data
      .issueCreate;
    return { kind: "linear", url: issue.url, key: issue.identifier };
  },
  async read(at, { key }) {
    const body = await asked(at, READ, { id: key });
    if (Refused.safeParse(body).data?.errors.some(({ message }) => /not found/i.test(message))) return null;
    const { type, name } = shaped(at, TITLE, Issue, body).data.issue.state;
    return { is: type === "completed" ? "done" : type === "canceled" ? "dropped" : "open", words: name };
  },
  owns: ({ settings }, { key }) => key.startsWith(`${settings.team}-`),
  test: async (at) => `Issues go to the team ${(await teamOf(at)).name}.`,
};

async function teamOf(at: OpenTracker): Promise<{ id: string; name: string }> {
  const [team] = shaped(at, TITLE, Teams, await asked(at, TEAM, { key: at.settings.team })).data.teams.nodes;
  if (!team) throw new TrackerFailed(`Linear knows no team ${at.settings.team} that this key may see. Check ${at.check}.`);
  return team;
}

/** GraphQL says no with 200 too; that something is not found is an answer. */
async function asked(at: OpenTracker, query: string, variables: object): Promise<unknown> {
  const url = `${addressOf(at.settings.url, "https://api.linear.app")}/graphql`;
  const { body } = await askTracker(at, {
    title: TITLE,
    url,
    method: "POST",
    headers: { authorization: at.secrets.token ?? "" },
    body: { query, variables },
  });
  const refused = Refused.safeParse(body).data?.errors[0];
  if (refused && !/not found/i.test(refused.message)) throw new TrackerFailed(`Linear refused: ${refused.message.slice(0, 300)}. Check ${at.check}.`);
  return body;
}
