import { beforeEach, describe, expect, test } from "vitest";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { AnswerReview, ExportPostmortem, SubmitPostmortem } from "#lib/contracts/postmortem.ts";
import { DEFAULT_RULES, PostmortemRules, SavePostmortemRules } from "#lib/contracts/postmortem-template.ts";
import { auditOf } from "#server/auth/testing/people.ts";
import { changeAccess, changeSeverity } from "#server/incidents/index.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import * as postmortems from "./index.ts";
import { paymentOutage } from "./testing/payment-outage.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
let admin: Awaited<ReturnType<typeof testPerson>>;
beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  admin = await testPerson({ name: "Root", role: "admin" });
});

const OWN = { key: "customers", title: "What customers saw", text: "Ask support before the review." };
const save = (rules: Partial<PostmortemRules>, version = 0) =>
  postmortems.savePostmortemRules(admin, SavePostmortemRules.parse({ version, rules: { ...DEFAULT_RULES, ...rules } }));

describe("how postmortems are made", () => {
  test("a template with an own section, another order and standing text makes the next draft", async () => {
    const [first, ...rest] = DEFAULT_RULES.sections;
    if (!first) throw new Error("There is no section.");
    await save({ sections: [OWN, ...rest, { ...first, title: "At a glance" }] });
    const { reference } = await paymentOutage(ada);
    await postmortems.draftPostmortem(ada, { reference });
    const { content } = await postmortems.exportPostmortem(ada, ExportPostmortem.parse({ reference }));
    expect(content.indexOf("## What customers saw")).toBeLessThan(content.indexOf("## What Happened"));
    expect(content).toContain("Ask support before the review.");
    expect(content.indexOf("## At a glance")).toBeGreaterThan(content.indexOf("## Appendix"));
    expect(content).not.toContain("## Incident Summary");
  });

  test("approvals and due days count from then on", async () => {
    await save({ approvals: { ...DEFAULT_RULES.approvals, SEV2: 2 }, dueDays: { ...DEFAULT_RULES.dueDays, SEV2: 30 } });
    const reference = await anIncident(ada, { severity: "SEV2" });
    await postmortems.draftPostmortem(ada, { reference });
    const { createdAt, dueAt } = await db().postmortem.findFirstOrThrow();
    expect(Math.round(((dueAt?.getTime() ?? 0) - createdAt.getTime()) / 86_400_000)).toBe(30);
    const bo = await testPerson({ name: "Bo" });
    const cy = await testPerson({ name: "Cy" });
    await postmortems.submitPostmortem(ada, SubmitPostmortem.parse({ reference, reviewers: [bo.person.id, cy.person.id] }));
    expect(await postmortems.answerReview(bo, AnswerReview.parse({ reference, answer: "approved" }))).toMatchObject({ state: "in-review" });
    expect(await postmortems.answerReview(cy, AnswerReview.parse({ reference, answer: "approved" }))).toMatchObject({ state: "approved" });
  });

  test("no approval is asked of a severity that needs none", async () => {
    await save({ approvals: { ...DEFAULT_RULES.approvals, SEV1: 0 } });
    const reference = await anIncident(ada, { severity: "SEV2" });
    await changeSeverity(ada, { reference, to: "SEV1", reason: "All of it" });
    await postmortems.draftPostmortem(ada, { reference });
    expect(await postmortems.publishPostmortem(ada, { reference })).toMatchObject({ state: "published" });
  });

  test("a change is audited with what it was; the same wish again changes nothing", async () => {
    const saved = await save({ approvals: { ...DEFAULT_RULES.approvals, SEV4: 1 } });
    expect(saved).toMatchObject({ version: 1, updatedBy: "Root" });
    expect(await save({ approvals: { ...DEFAULT_RULES.approvals, SEV4: 1 } })).toMatchObject({ version: 1 });
    const [entry, ...others] = await auditOf("settings.postmortems");
    expect(others).toEqual([]);
    expect(entry?.detail).toMatchObject({ approvals: { from: { SEV4: 0 }, to: { SEV4: 1 } } });
  });

  test("somebody else's change since then is a conflict with both, and nothing is stored", async () => {
    await save({ approvals: { ...DEFAULT_RULES.approvals, SEV4: 1 } });
    expect(await refusal(save({ approvals: { ...DEFAULT_RULES.approvals, SEV4: 2 } }, 0))).toMatchObject({
      conflict: { field: "the approvals", yours: { approvals: { SEV4: 2 } }, theirs: { approvals: { SEV4: 1 } }, by: "Root" },
    });
    expect((await postmortems.readPostmortemRules(ada)).rules.approvals.SEV4).toBe(1);
  });

  test("is not changed by those who do not administrate", async () => {
    expect(await refusal(postmortems.savePostmortemRules(ada, { version: 0, rules: DEFAULT_RULES }))).toMatchObject({ code: "forbidden" });
  });

  test("no two sections have the same key or title, and one stays", () => {
    const said = (sections: unknown) => PostmortemRules.safeParse({ ...DEFAULT_RULES, sections }).error?.issues.map(({ message }) => message);
    expect(said([])).toEqual(["Keep at least one section."]);
    expect(said([OWN, OWN])).toContain("Two sections have the same key. Give each its own.");
    expect(said([OWN, { ...OWN, key: "other", title: "WHAT customers saw" }])).toEqual(["Two sections have the same title. Give each its own."]);
  });
});

describe("the preview of a template", () => {
  test("reads as the draft of the newest incident that ended would, and stores nothing", async () => {
    const { reference } = await paymentOutage(ada);
    const shown = await postmortems.previewTemplate(ada, { sections: [OWN, ...DEFAULT_RULES.sections] });
    expect(shown).toMatchObject({ reference, title: "Payment API Outage" });
    expect(shown.markdown).toContain("Ask support before the review.");
    expect(shown.markdown).toContain("12,000");
    expect(await db().postmortem.count()).toBe(0);
  });

  test("shows titles and standing text while no incident has ended", async () => {
    await anIncident(ada, { severity: "SEV2" });
    expect(await postmortems.previewTemplate(ada, { sections: [OWN] })).toEqual({
      reference: null,
      title: "",
      markdown: "## What customers saw\n\nAsk support before the review.",
    });
  });

  test("never shows an incident that the reader may not see", async () => {
    const { reference } = await paymentOutage(ada);
    await changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
    const stranger = await testPerson({ name: "Bo" });
    expect(await postmortems.previewTemplate(stranger, { sections: [OWN] })).toMatchObject({ reference: null });
    expect(await refusal(postmortems.previewTemplate(stranger, { sections: [OWN], reference }))).toMatchObject({ code: "not_found" });
  });
});
