import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { DEFAULT_PAGE } from "#lib/contracts/status/page.ts";
import { documentOf } from "./document.ts";
import { atomFeed } from "./feeds.ts";
import { statusJson } from "./machine.ts";
import type { ShownComponent, ShownIncident, ShownPage } from "./model.ts";
import { historyHtml, incidentHtml, pageHtml } from "./page.ts";
import { inkOn } from "./style.ts";

const NOW = "2026-11-26T14:46:00.000Z";
const DAY = 86_400_000;

function component(index: number): ShownComponent {
  const worst = (day: number) => (day % 17 === index % 17 ? ("partial" as const) : ("operational" as const));
  return {
    id: `00000000-0000-7000-8000-0000000000${String(index).padStart(2, "0")}`,
    name: `Component ${index}`,
    description: "",
    state: "operational",
    uptime: 0.9994,
    days: Array.from({ length: 90 }, (_, day) => ({
      from: Date.parse(NOW) - (90 - day) * DAY,
      worst: worst(day),
      minutes: worst(day) === "partial" ? { partial: 17 + day } : {},
    })),
  };
}

const incident: ShownIncident = {
  id: "abcdef012345",
  title: "Some card payments fail",
  startedAt: "2026-11-26T14:25:00.000Z",
  resolvedAt: null,
  status: "identified",
  worst: "partial",
  components: ["Card payments"],
  updates: Array.from({ length: 12 }, (_, index) => ({
    id: `u${index}`,
    status: "identified" as const,
    text: `We have found the cause and are undoing it. ${index} ${"Charges that failed were not taken. ".repeat(4)}`,
    workaround: "",
    at: NOW,
    corrections: [],
    retracted: null,
  })),
  promise: { due: 2, kept: 2, open: "2026-11-26T14:52:00.000Z", missedSince: null },
};

const page: ShownPage = {
  slug: "acme",
  settings: { ...DEFAULT_PAGE, name: "Acme", audience: "public" },
  hasLogo: false,
  canMail: true,
  now: NOW,
  url: "https://status.example.com/acme",
  state: "partial",
  groups: [{ name: "Shop", components: Array.from({ length: 40 }, (_, index) => component(index)) }],
  open: [incident],
  past: [],
  maintenance: [],
  promises: { due: 49, kept: 47 },
};

test("forty components with their bars, and an incident with twelve updates, are less than 20 kB and need no script", () => {
  const html = pageHtml(page);
  expect(gzipSync(html, { level: 9 }).length).toBeLessThan(20 * 1_024);
  expect(html).not.toMatch(/<script|\son\w+=|javascript:|\sstyle=/i);
  expect(html).toContain("99.94 %");
});

test("nothing that people wrote is markup", () => {
  const evil = `<script>alert(1)</script>"'&`;
  const [first] = incident.updates;
  const bad: ShownPage = {
    ...page,
    settings: { ...page.settings, name: evil, description: evil, footer: evil },
    groups: [{ name: evil, components: [{ ...component(1), name: evil, description: evil }] }],
    open: [{ ...incident, title: evil, components: [evil], updates: first ? [{ ...first, text: evil, workaround: evil }] : [] }],
  };
  for (const text of [pageHtml(bad), historyHtml(bad), incidentHtml(bad, bad.open[0] ?? incident), atomFeed(bad)]) {
    expect(text).not.toContain("<script>");
    expect(text).toContain("&lt;script&gt;");
  }
  expect(JSON.parse(statusJson(bad)).page.name).toBe(evil);
});

test("a page in a language of the other direction says so, with its dates", () => {
  const html = pageHtml({ ...page, settings: { ...page.settings, language: "ar" } });
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(pageHtml({ ...page, state: "operational", open: [], settings: { ...page.settings, language: "ar" } })).toContain("جميع الأنظمة تعمل");
});

test("links lead to the same places from every depth", () => {
  const at = (depth: number) => documentOf({ page, title: "t", body: "", depth });
  expect(at(0)).toContain('href="acme/history"');
  expect(at(2)).toContain('href="../../acme/history"');
});

test("words on the page's colour can be read", () => {
  expect([inkOn("#ffffff"), inkOn("#000000"), inkOn("#2f5bd7"), inkOn("#ffd400")]).toEqual(["#000", "#fff", "#fff", "#000"]);
});
