import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AddActionItem } from "#lib/contracts/action-item.ts";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { ExportPostmortem, ImportPostmortem } from "#lib/contracts/postmortem.ts";
import { addActionItem } from "#server/action-items/index.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createKey } from "#server/keys/index.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { exportPostmortem, importPostmortem } from "#server/postmortems/index.ts";
import { paymentOutage } from "#server/postmortems/testing/payment-outage.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { startAgentRuns } from "../index.ts";
import { doorsOf } from "../testing/doors.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let ada: Somebody;
let key: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  api = await startApi();
  await startListener();
});
afterAll(async () => {
  await stopListener();
  await api.close();
});
beforeEach(async () => {
  await resetDatabase();
  ada = await somebody("responder", { name: "Ada" });
  key = (await createKey(ada.ctx, CreateKey.parse({ name: "Terminal" }))).token;
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
});
afterEach(() => stop());

const visitor = () => ({ url: api.url, key, person: ada });
const markdownOf = async (reference: string) => (await exportPostmortem(ada.ctx, ExportPostmortem.parse({ reference }))).content;

describe.each(doorsOf("postmortem-writer", visitor))("by %s", (_, ask) => {
  test("the seed's first request writes the document with a person's consent, and a short version names its figures", {
    timeout: 60_000,
  }, async () => {
    const { reference } = await paymentOutage(ada.ctx);
    const said = await ask(`Generate postmortem for ${reference}`);
    for (const words of ["What Happened", "What Went Poorly", "12,000", "connection.release()"]) expect(said).toContain(words);
    expect(await markdownOf(reference)).toContain("# Postmortem: Payment API Outage");
    const short = await ask(`Shorten the postmortem of ${reference} for executives`);
    expect(short).toContain("Payment API Outage: in short");
    expect(short).toContain("45 min");
  });

  test("the seed's second request makes a document of pasted notes, of an incident that nobody is told of", { timeout: 60_000 }, async () => {
    await ask(
      "Create postmortem from these incident notes: [2026-01-05 14:30 UTC] alert fired: checkout 5xx\n15:45 CET ada: root cause: a lock on orders\n3:15 PM UTC fully recovered",
    );
    const [incident] = await db().incident.findMany();
    expect(incident).toMatchObject({ kind: "retrospective" });
    expect(await markdownOf(incident?.reference ?? "")).toContain("A lock on orders");
    expect(await db().page.count()).toBe(0);
  });

  test("a section is written anew over nothing that people wrote, and what blames somebody is named", { timeout: 60_000 }, async () => {
    const { reference } = await paymentOutage(ada.ctx);
    await ask(`Generate postmortem for ${reference}`);
    const mine = (await markdownOf(reference)).replace("## Lessons Learned", "Ada failed to look.\n\n## Lessons Learned");
    await importPostmortem(ada.ctx, ImportPostmortem.parse({ reference, markdown: mine }));
    await addNote(ada.ctx, AddNote.parse({ reference, text: "Contributing factor: the pool had no alert" }));
    expect(await ask(`Rewrite the root cause section of ${reference}`)).toContain("the pool had no alert");
    const after = await markdownOf(reference);
    expect(after).toContain("the pool had no alert");
    expect(after).toContain("Ada failed to look.");
    expect(await ask(`Is the postmortem of ${reference} blameless?`)).toContain("Nothing helped Ada to look");
  });

  test("open action items of similar incidents are listed, and those that are done are not", { timeout: 60_000 }, async () => {
    const { reference: earlier, service } = await paymentOutage(ada.ctx);
    const add = (title: string) => addActionItem(ada.ctx, AddActionItem.parse({ reference: earlier, title }));
    await add("Alert on the pool at 80 %");
    const { id } = await add("Close what is borrowed");
    await db().actionItemRow.update({ where: { id }, data: { state: "done" } });
    const reference = await anIncident(ada.ctx, { severity: "SEV2", title: "Payments fail again", services: [service] });
    const said = await ask(`List the open action items of incidents similar to ${reference}`);
    expect(said).toContain(earlier);
    expect(said).toContain("- Alert on the pool at 80 %");
    expect(said).not.toContain("- Close what is borrowed");
  });
});
