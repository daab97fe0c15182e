import { beforeEach, describe, expect, test } from "vitest";
import { differencesOf } from "#lib/contracts/document-differences.ts";
import { AddLink, SetFigures } from "#lib/contracts/incident-commands.ts";
import { ChangeService } from "#lib/contracts/service.ts";
import { documentToMarkdown } from "#lib/document-to-markdown.ts";
import { addLink, setFigures } from "#server/incidents/index.ts";
import { addNote, amendNote } from "#server/notes/index.ts";
import { changeService } from "#server/services/index.ts";
import { aScene, type Scene } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { kindsOf, refusal, roomOf } from "#server/testing/incident.ts";
import { readContradictions } from "./contradictions.ts";
import { readFigureHistory } from "./figure-history.ts";
import { readFigures } from "./figures.ts";
import { postDeclaration } from "./post-declaration.ts";
import { readDocument } from "./read-document.ts";

let scene: Scene;

beforeEach(async () => {
  await resetDatabase();
  scene = await aScene();
  await setFigures(
    scene.commander,
    SetFigures.parse({ reference: scene.reference, figures: { usersPercent: 15, revenuePerHour: 60_000, regions: ["US-East", "EU-West"] } }),
  );
});

describe("the declaration", () => {
  test("says what the incident is, with numbers that are cited, not typed", async () => {
    const { document } = await postDeclaration(scene.commander, { reference: scene.reference });
    const markdown = documentToMarkdown(document);
    expect(markdown).toContain(`## Incident declared: ${scene.reference}`);
    expect(markdown).toContain("**User impact**: 15 % of users");
    expect(markdown).toContain("**Revenue impact**: USD 60,000 per hour");
    expect(markdown).toContain("**Regions**: US-East, EU-West");
    expect(markdown).toContain("| Incident Commander | Ada | Active |");
    expect(markdown).toMatch(/- \d\d:\d\d – Ada declared the incident \(SEV2\)/);
    expect(markdown).toContain("1. [ ] Look at the pool");
    expect(markdown).toContain("https://meet.google.com/abc");
    const typed = JSON.stringify(document.blocks);
    expect(typed).toContain("{{users_affected}}");
    expect(typed).not.toContain("15 %");
    expect(document.figures.users_affected).toMatchObject({ words: "15 %", formula: "as reported" });
    expect(await kindsOf(scene.reference)).toContain("document");
  });

  test("differs once a number changes, and a new version does not", async () => {
    const { reference } = scene;
    await postDeclaration(scene.commander, { reference });
    const differences = async () => {
      const [note] = (await roomOf(reference)).documents;
      return note ? differencesOf(note, await readFigures(scene.commander, { reference })) : null;
    };
    expect(await differences()).toEqual([]);
    await addNote(scene.commander, { reference, text: "Nothing that a number rests on", attachments: [] });
    expect(await differences()).toEqual([]);
    await setFigures(scene.commander, SetFigures.parse({ reference, figures: { usersPercent: 40 } }));
    expect(await differences()).toEqual([{ title: "Users affected", from: "15 %", to: "40 %" }]);
    const { document } = await postDeclaration(scene.commander, { reference });
    expect(document.version).toBe(2);
    expect(await differences()).toEqual([]);
    expect(await readDocument(scene.commander, { reference, kind: "declaration" })).toMatchObject({ version: 2 });
    expect(await readDocument(scene.commander, { reference, kind: "declaration", version: 1 })).toMatchObject({ version: 1 });
    expect(await refusal(readDocument(scene.commander, { reference, kind: "declaration", version: 3 }))).toMatchObject({ status: 404 });
  });

  test("shows what people typed as words, never as marks or as figures", async () => {
    const { reference } = scene;
    await addNote(scene.commander, { reference, text: "*{{users_affected}}* <b>see</b> | [x](http://x.example)", attachments: [] });
    const { document } = await postDeclaration(scene.commander, { reference });
    const line = documentToMarkdown(document)
      .split("\n")
      .find((one) => one.includes("see"));
    expect(line).toContain("\\*{ {users\\_affected}}\\* \\<b\\>see\\</b\\> \\| \\[x\\](http://x.example)");
  });

  test("leads to the channels, whatever their addresses are made of", async () => {
    const { reference } = scene;
    const url = "https://acme.slack.com/archives/C_01*a_b?x={{users_affected}}";
    await addLink(scene.commander, AddLink.parse({ reference, url, label: "#inc_500" }));
    const { document } = await postDeclaration(scene.commander, { reference });
    expect(documentToMarkdown(document)).toContain("- \\#inc\\_500: <https://acme.slack.com/archives/C_01*a_b?x=%7B%7Busers_affected%7D%7D>");
  });

  test("of a private incident exists for nobody else", async () => {
    const secret = await aScene("private");
    await postDeclaration(secret.commander, { reference: secret.reference });
    const other = await testPerson({ role: "admin" });
    expect(await refusal(readDocument(other, { reference: secret.reference, kind: "declaration" }))).toMatchObject({ status: 404 });
    expect(await refusal(readFigures(other, { reference: secret.reference }))).toMatchObject({ status: 404 });
    expect(await refusal(postDeclaration(other, { reference: secret.reference }))).toMatchObject({ status: 404 });
  });
});

test("figures know the catalogue: budgets of the objectives, revenue per minute", async () => {
  const { reference, service } = scene;
  const admin = await testPerson({ role: "admin" });
  const change = { revenuePerMinute: 100, slos: [{ name: "Availability", objective: 0.999, windowDays: 30 }] };
  await changeService(admin, ChangeService.parse({ id: service, version: 1, change }));
  const figures = await readFigures(scene.responder, { reference });
  expect(figures.map(({ name }) => name)).toEqual(
    expect.arrayContaining([`error_budget_by_time:${service}:Availability`, "revenue_lost", "impact_duration"]),
  );
  expect(figures.find(({ name }) => name === "impact_duration")).toMatchObject({ isOpen: true, unit: "milliseconds" });
});

describe("the history of a figure", () => {
  test("says what it was, since when, by whom, and which input changed by which entry", async () => {
    const { reference, commander } = scene;
    const { seq } = await setFigures(commander, SetFigures.parse({ reference, figures: { usersPercent: 40 } }));
    const versions = await readFigureHistory(commander, { reference, name: "users_affected" });
    expect(versions).toMatchObject([
      { version: 1, words: "15 %", endWords: "15 %", by: "Ada" },
      { version: 2, seq, words: "40 %", until: null, changed: [{ name: "usersPercent", from: "15", to: "40" }] },
    ]);
    expect(versions[0]?.until).toBe(versions[1]?.from);
    for (const { name, words } of await readFigures(commander, { reference })) {
      const last = (await readFigureHistory(commander, { reference, name })).at(-1);
      if (!last?.isOpen) expect(last?.endWords, name).toBe(words);
    }
  });

  test("of a name that never was says which there are; of a private incident it exists for nobody else", async () => {
    const { reference, commander } = scene;
    expect((await refusal(readFigureHistory(commander, { reference, name: "users" }))).message).toContain("users_affected");
    const secret = await aScene("private");
    const other = await testPerson({ role: "admin" });
    expect(await refusal(readFigureHistory(other, { reference: secret.reference, name: "services_affected" }))).toMatchObject({ status: 404 });
  });
});

describe("the contradictions of an incident", () => {
  test("are found in its whole log with their entries, go when a note is corrected, and exist for nobody else", async () => {
    const { reference, commander } = scene;
    const said = async () => (await readContradictions(commander, { reference })).filter(({ rule }) => rule === "share-said");
    expect(await said()).toEqual([]);
    const { seq } = await addNote(commander, { reference, text: "14:35 - all requests failing", attachments: [] });
    expect(await said()).toMatchObject([{ second: "the impact is given as 15 % of the users", entries: [seq, expect.any(Number)] }]);
    await amendNote(commander, { reference, entry: seq, text: "14:35 - 15% of requests failing" });
    expect(await said()).toEqual([]);
    const secret = await aScene("private");
    const other = await testPerson({ role: "admin" });
    expect(await refusal(readContradictions(other, { reference: secret.reference }))).toMatchObject({ status: 404 });
  });
});
