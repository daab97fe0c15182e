import { expect, test } from "vitest";
import { DEFAULT_PAGE, PAGE_LANGUAGES } from "#lib/contracts/status/page.ts";
import { customerHtml } from "./customer.ts";
import { LINK_WORDS } from "./link-words.ts";
import type { CustomerComponent, ShownIncident, ShownPage, StakeholderIncident } from "./model.ts";
import { stakeholderHtml } from "./stakeholders.ts";

const NOW = "2026-11-26T14:46:00.000Z";
const incident: ShownIncident = {
  id: "abcdef012345",
  title: "Some card payments fail",
  startedAt: "2026-11-26T14:25:00.000Z",
  resolvedAt: null,
  status: "identified",
  worst: "partial",
  components: ["Card payments"],
  updates: [],
  promise: { due: 0, kept: 0, open: null, missedSince: null },
};
const page: ShownPage = {
  slug: "acme",
  settings: { ...DEFAULT_PAGE, name: "Acme", audience: "public" },
  hasLogo: false,
  canMail: true,
  now: NOW,
  url: "https://status.example.com/acme",
  state: "partial",
  groups: [],
  open: [incident],
  past: [],
  maintenance: [],
  promises: { due: 0, kept: 0 },
};
const more: StakeholderIncident = {
  incident: incident.id,
  severity: null,
  phase: { phase: "mitigating", own: null },
  commander: null,
  impact: { services: ["Payments"], usersPercent: 12.5, customers: 12_000, regions: [], dataLoss: false },
  eta: null,
  text: "",
  highlights: [
    { at: NOW, phase: "triage", own: "Sighting" },
    { at: NOW, severity: "Critical" },
  ],
  questions: [{ id: "q", text: "Is my card safe?", people: 3, answer: null }],
};
const payments: CustomerComponent = {
  id: "00000000-0000-7000-8000-000000000001",
  name: "Card payments",
  description: "",
  state: "partial",
  uptime: 0.999,
  days: [],
  minutes: { partial: 75 },
  budget: { objective: 0.9995, days: 30, usedMinutes: 30.2, allowedMinutes: 21.6 },
};
const inLanguage = (language: ShownPage["settings"]["language"]): ShownPage => ({ ...page, settings: { ...page.settings, language } });
const stakeholders = (language: ShownPage["settings"]["language"]) =>
  stakeholderHtml({ page: inLanguage(language), more: [more], depth: 1, canAsk: true, name: "The board" });
const customer = (language: ShownPage["settings"]["language"], components = [payments]) =>
  customerHtml({ page: inLanguage(language), name: "Fjord & Sons", components, open: [], workaround: "" });

test("stakeholders read impact, the organisation's own word of a phase, and questions", () => {
  const html = stakeholders("en");
  for (const said of ["12.5% of users", "12,000", "Mitigating", "Sighting", "Severity Critical", "asked by 3", "None known", "Nobody yet"])
    expect(html).toContain(said);
  expect(stakeholders("de")).toContain("12,5\u00a0% der Nutzer");
  expect(stakeholders("de")).toContain("12.000");
});

test("a customer reads more lost than promised, the minutes up and what is left adds up", () => {
  const html = customer("en");
  expect(html).toContain("It is us, not you: <bdi>Card payments</bdi>");
  expect(html).toContain("For <bdi>Fjord &amp; Sons</bdi> alone");
  expect(html).toContain("99.95% over 30 days allows 21 min; 31 min are used, 10 min more than promised.");
  const well: CustomerComponent = {
    ...payments,
    state: "operational",
    minutes: {},
    budget: { objective: 0.999, days: 30, usedMinutes: 3.1, allowedMinutes: 43.2 },
  };
  expect(customer("en", [well])).toContain("99.9% over 30 days allows 43 min; 4 min of it are used, 39 min are left.");
});

test.each(PAGE_LANGUAGES.filter((language) => language !== "en"))(
  "nothing of another language is said in %s, and nothing is left to put in",
  (language) => {
    const html = `${stakeholders(language)}${customer(language)}${customer(language, [])}`;
    expect(html).not.toMatch(/\{\w+\}|undefined/);
    const said = Object.values(LINK_WORDS.en).filter((word) => typeof word === "string" && /^[^{}]{9,}$/.test(word));
    const own = new Set(Object.values(LINK_WORDS[language]));
    for (const word of said) if (!own.has(word)) expect(html).not.toContain(word);
  },
);

test("the same places are put in in every language", () => {
  const places = (text: unknown) => (typeof text === "string" ? [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort() : []);
  for (const language of PAGE_LANGUAGES)
    for (const [key, word] of Object.entries(LINK_WORDS[language]))
      expect(places(word), `${language} ${key}`).toEqual(places(LINK_WORDS.en[key as keyof typeof LINK_WORDS.en]));
});
