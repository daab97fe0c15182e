import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isOver } from "#lib/contracts/agent.ts";
import { AssignRole, ChangeAssignment } from "#lib/contracts/incident-commands.ts";
import { CreateTeam, SetTeamMember } from "#lib/contracts/team.ts";
import { documentToMarkdown } from "#lib/document-to-markdown.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { readDocument } from "#server/documents/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { assignRole, changeAssignment } from "#server/roles/index.ts";
import { createTeam, setTeamMember } from "#server/teams/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, kindsOf, roomOf } from "#server/testing/incident.ts";
import { decideProposal, type readRun, startAgentRuns, startRun } from "../index.ts";
import { until, wordsOf } from "../testing/desk.ts";

type View = Awaited<ReturnType<typeof readRun>>;

const SENTENCE = "Declare SEV2 incident: Payment API returning 500 errors, 15% of users affected in US-East";
const CLOSED = { kind: "retrospective", phase: "closed", startedAt: "2026-01-01T00:00:00Z", resolvedAt: "2026-01-01T01:00:00Z" } as const;

let ada: Someone;
let grace: Someone;
let sol: Someone;
let pia: Someone;
let stop: (() => Promise<void>) | undefined;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada Lindqvist" });
  grace = await testPerson({ name: "Grace Hopper" });
  sol = await testPerson({ name: "Sol Reyes" });
  pia = await testPerson({ name: "Pia Payne" });
  await startListener();
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
});
afterEach(async () => {
  await stop?.();
  await stopListener();
});

async function aCompany(): Promise<void> {
  const service = await aService("Payment API");
  const team = (await createTeam(ada, CreateTeam.parse({ name: "Payments" }))).id;
  await setTeamMember(ada, SetTeamMember.parse({ id: team, person: pia.person.id }));
  await db().service.update({ where: { id: service }, data: { teamId: team } });
  for (const [role, who] of [
    ["communications", grace],
    ["scribe", sol],
    ["scribe", sol],
  ] as const) {
    const reference = await anIncident(ada, CLOSED);
    const { id } = await assignRole(ada, AssignRole.parse({ reference, role, user: who.person.id }));
    await changeAssignment(who, ChangeAssignment.parse({ reference, id, state: "active" }));
  }
}

const declare = async (prompt = SENTENCE) => until(ada, (await startRun(ada, { agent: "incident-commander", prompt })).id, isOver);
const blocksIn = ({ chunks }: View) => chunks.flatMap(({ data }) => (data.type === "data-block" ? [data.data] : []));
const titlesIn = ({ chunks }: View) => chunks.flatMap(({ data }) => (data.type === "tool-input-available" ? [data.title] : []));

async function accepted(view: View): Promise<string> {
  const [proposal] = view.proposals;
  if (!proposal) throw new Error(`Nothing was proposed: ${wordsOf(view)}`);
  const { result } = await decideProposal(ada, { id: proposal.id, accept: true });
  expect(result).toMatchObject({ ok: true });
  return (result as { value: { reference: string } }).value.reference;
}

describe("declaring with the incident-commander", () => {
  test("shows the rule of the severity and a table of people with reasons, and proposes them in words", async () => {
    await aCompany();
    const view = await declare();
    expect(wordsOf(view)).toContain("**SEV2** fits the stated impact: ten percent of the users or more are affected.");
    expect(blocksIn(view)).toEqual([
      {
        kind: "table",
        head: ["Role", "Who", "Why"],
        rows: [
          ["Communications", "Grace Hopper", "had communications in 1 incident of the last 180 days"],
          ["Scribe", "Sol Reyes", "was scribe in 2 incidents of the last 180 days"],
          ["Subject Expert", "Pia Payne", "owns Payment API with Payments"],
        ],
      },
    ]);
    expect(titlesIn(view)).toEqual(["Look up people, services and roles", "Suggest who takes which role", "Declare incident"]);
    expect(view.proposals[0]?.effect.replace(/us-east\./i, "US-East.")).toBe(
      "Declares a SEV2 incident: “Payment API returning 500 errors, 15% of users affected in US-East”. It affects Payment API. " +
        "It states 15 % of users, US-East. Whoever accepts becomes its commander, and the declaration is posted. It asks Grace Hopper to be " +
        "Communications, Sol Reyes to be Scribe and Pia Payne to be Subject Expert: each of them is told at once, and may decline.",
    );
    expect(await db().incident.count({ where: { kind: "real" } })).toBe(0);
  });

  test("accepted, asks them before the document is posted, which shows impact, roles, timeline, next actions and channels", async () => {
    await aCompany();
    const reference = await accepted(await declare());
    expect((await roomOf(reference)).assignments.map(({ role, person, state }) => [role, person.name, state])).toEqual([
      ["commander", "Ada Lindqvist", "active"],
      ["communications", "Grace Hopper", "paged"],
      ["scribe", "Sol Reyes", "paged"],
      ["subject-expert", "Pia Payne", "paged"],
    ]);
    expect(await kindsOf(reference)).toEqual(["declared", "role", "watcher", "role", "role", "role", "document"]);
    const told = (await jobsIn()).flatMap(({ name, data }) => (name === "announce" ? [data.userIds] : []));
    expect(told.slice(-3)).toEqual([[grace.person.id], [sol.person.id], [pia.person.id]]);
    const document = await readDocument(ada, { reference, kind: "declaration" });
    expect(document.blocks).toContainEqual({
      kind: "table",
      head: ["Role", "Assignee", "Status"],
      rows: [
        ["Incident Commander", "Ada Lindqvist", "Active"],
        ["Communications", "Grace Hopper", "Asked"],
        ["Scribe", "Sol Reyes", "Asked"],
        ["Subject Expert", "Pia Payne", "Asked"],
      ],
    });
    const markdown = documentToMarkdown(document);
    for (const part of [
      `## Incident declared: ${reference}`,
      "### Impact assessment",
      "- **Affected services**: Payment API",
      "- **User impact**: 15 % of users",
      "### Assigned roles",
      "| Communications | Grace Hopper | Asked |",
      "### Initial timeline",
      "### Next actions",
      "1. [ ] Look at the logs of Payment API",
      "### Communication channels",
    ])
      expect(markdown).toContain(part);
    expect(markdown).toMatch(/- \d\d:\d\d – Ada Lindqvist declared the incident \(SEV2\)/);
    expect(markdown).toMatch(/- \d\d:\d\d – Ada Lindqvist .*Grace Hopper.*Communications/);
    expect(markdown).toMatch(/- \*\*Regions\*\*: us-east/i);
    expect(markdown).not.toContain("Give somebody communications");
  });

  test("where nobody suits, says so, leaves the roles open and asks nobody", async () => {
    const view = await declare("Declare SEV3 incident: the coffee machine is offline");
    expect(JSON.stringify(blocksIn(view))).toContain('["Scribe","Open","nobody else here was scribe in the last 180 days"]');
    expect(wordsOf(view)).toContain("stay open");
    const reference = await accepted(view);
    expect((await roomOf(reference)).assignments.map(({ role }) => role)).toEqual(["commander"]);
  });

  test("is refused as a whole when somebody cannot have their role any more, and nothing is declared", async () => {
    await aCompany();
    const view = await declare();
    await db().user.update({ where: { id: sol.person.id }, data: { role: "viewer" } });
    const { result } = await decideProposal(ada, { id: view.proposals[0]?.id ?? "", accept: true });
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining("Sol Reyes is a viewer") });
    expect(await db().incident.count({ where: { kind: "real" } })).toBe(0);
  });
});
