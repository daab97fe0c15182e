import { describe, expect, test } from "vitest";
import { type Knowledge, suggestedRoles } from "./suggest-rules.ts";

const person = (name: string) => ({ id: name.toLowerCase(), name, handle: name.toLowerCase() });
const PEOPLE = ["Ada", "Bo", "Cy", "Dee", "Eli"].map(person);
const counts = (given: Record<string, number>) => new Map(Object.entries(given));
const team = (name: string, ...members: string[]) => ({
  id: name,
  name,
  members: members.map((word) => ({ id: word.replace("*", ""), isLead: word.endsWith("*") })),
});
const payments = team("Payments", "ada", "bo", "cy*");
const known = (more: Partial<Knowledge> = {}): Knowledge => ({
  asker: "ada",
  people: PEOPLE,
  services: [{ name: "Payment API", team: payments }],
  busy: new Map(),
  had: new Map(),
  ...more,
});
const had = (given: Record<string, Record<string, number>>) => new Map(Object.entries(given).map(([role, times]) => [role, counts(times)]));
const told = (knowledge: Knowledge) => suggestedRoles(knowledge).map(({ role, person: who, why }) => [role, who?.name ?? null, why]);
const whoIs = (role: string, knowledge: Knowledge) =>
  suggestedRoles(knowledge).flatMap((one) => (one.role === role ? [one.person?.name ?? null] : []));

describe("the subject expert", () => {
  test("is of the team that owns the service, not who asks, and the lead only when nobody else is left", () => {
    expect(told(known()).at(-1)).toEqual(["subject-expert", "Bo", "owns Payment API with Payments"]);
    const small = known({ services: [{ name: "Payment API", team: team("Payments", "ada", "cy*") }] });
    expect(whoIs("subject-expert", small)).toEqual(["Cy"]);
    expect(whoIs("subject-expert", known({ busy: counts({ bo: 4 }) }))).toEqual(["Bo"]);
  });

  test("is the least busy, then who was it most often, then the first by name", () => {
    const services = [{ name: "Payment API", team: team("Payments", "eli", "dee", "cy", "bo") }];
    const practice = had({ "subject-expert": { dee: 2, eli: 3 } });
    expect(whoIs("subject-expert", known({ services }))).toEqual(["Bo"]);
    expect(whoIs("subject-expert", known({ services, had: practice }))).toEqual(["Eli"]);
    const [, , why] = told(known({ services, had: practice, busy: counts({ eli: 1, bo: 1, cy: 2 }) })).at(-1) ?? [];
    expect(why).toBe("owns Payment API with Payments, was subject expert in 2 incidents of the last 180 days");
  });

  test("is one for each team, however many of its services fail, and three at most", () => {
    const teams = ["bo", "cy", "dee", "eli"].map((name) => team(`Team of ${name}`, name));
    const services = ["Cart", "Ledger", "Search", "Mail"].map((name, index) => ({ name, team: teams[index] ?? payments }));
    const experts = told(known({ services: [...services, { name: "Pricing", team: teams[0] ?? payments }] })).filter(
      ([role]) => role === "subject-expert",
    );
    expect(experts).toEqual([
      ["subject-expert", "Bo", "owns Cart and Pricing with Team of bo"],
      ["subject-expert", "Cy", "owns Ledger with Team of cy"],
      ["subject-expert", "Dee", "owns Search with Team of dee"],
      ["subject-expert", null, "owns Mail with Team of eli; 3 teams are asked first"],
    ]);
  });

  test("stays open, and it is said why, when no service was named, no team owns it, or nobody of the team can be asked", () => {
    const why = (services: Knowledge["services"]) => told(known({ services })).at(-1);
    expect(why([])).toEqual(["subject-expert", null, "no affected service was named"]);
    expect(
      why([
        { name: "Mail", team: null },
        { name: "Fax", team: null },
      ]),
    ).toEqual(["subject-expert", null, "no team owns Mail and Fax"]);
    expect(why([{ name: "Mail", team: team("Post", "ada", "somebody who left") }])).toEqual([
      "subject-expert",
      null,
      "nobody else in Post can be asked",
    ]);
  });
});

describe("communications and scribe", () => {
  test("are those who had the role most often, then the least busy, never who asks", () => {
    const practice = had({ communications: { ada: 9, dee: 3, eli: 3 }, scribe: { ada: 9, dee: 6, eli: 1 } });
    expect(told(known({ had: practice, busy: counts({ dee: 1 }) })).slice(0, 2)).toEqual([
      ["communications", "Eli", "had communications in 3 incidents of the last 180 days"],
      ["scribe", "Dee", "was scribe in 6 incidents of the last 180 days, has 1 role in open incidents now"],
    ]);
  });

  test("communications stays open when nobody else had it; the scribe may be of the owning team", () => {
    const services = [{ name: "Payment API", team: team("Payments", "bo", "dee", "cy*") }];
    expect(told(known({ services })).slice(0, 2)).toEqual([
      ["communications", null, "nobody else here had communications in the last 180 days"],
      ["scribe", "Dee", "owns Payment API with Payments"],
    ]);
    expect(told(known({ services: [] }))[1]).toEqual(["scribe", null, "nobody else here was scribe in the last 180 days"]);
  });
});

test("nobody is asked twice, and a role that has only one choice gets it", () => {
  const practice = had({ communications: { bo: 3 }, scribe: { bo: 8, dee: 1 } });
  expect(told(known({ had: practice })).map(([role, name]) => [role, name])).toEqual([
    ["communications", "Bo"],
    ["scribe", "Dee"],
    ["subject-expert", "Cy"],
  ]);
  const alone = known({ services: [{ name: "Payment API", team: team("Payments", "bo") }], had: had({ scribe: { bo: 8, dee: 1 } }) });
  expect([whoIs("subject-expert", alone), whoIs("scribe", alone)]).toEqual([["Bo"], ["Dee"]]);
});

test("does not depend on the order in which people are known", () => {
  const practice = had({ communications: { dee: 1, eli: 1 }, scribe: { dee: 1, eli: 1 } });
  expect(told(known({ people: PEOPLE.toReversed(), had: practice }))).toEqual(told(known({ had: practice })));
});
