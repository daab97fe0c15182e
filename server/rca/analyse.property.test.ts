import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";
import type { Analysis } from "./answer.ts";
import type { Bundle } from "./bundle.ts";
import { SLOT_MS } from "./logs/digest.ts";
import { GUILTY_KINDS, generateWorld, INNOCENT_KINDS, type WorldKind } from "./testing/worlds/index.ts";

const KINDS: readonly WorldKind[] = [...GUILTY_KINDS, ...INNOCENT_KINDS, "reverted", "unlisted"];
const worlds = fc.record({ seed: fc.integer({ min: 1, max: 1_000_000 }), kind: fc.constantFrom(...KINDS) });
/** The same worlds in every run; another seed looks at others: MUSTER_PROPERTY_SEED=7. */
const RUNS = { numRuns: 25, seed: Number(process.env.MUSTER_PROPERTY_SEED ?? 20_261) };
/** A new name may share other words with a change than the old one did: what is not accused may weigh a little more or less. */
const accusedIn = ({ suspectChanges }: Analysis): string[] => suspectChanges.flatMap(({ id, score }) => (score >= 0.5 ? [id] : []));
const MINUTE = 60_000;

/** What an answer says, without the ids and words that depend on where things stand in the evidence. */
function gist({ rootCause, suspectChanges }: Analysis): unknown {
  return {
    service: rootCause.service,
    sufficient: rootCause.sufficient,
    accused: suspectChanges.filter(({ score }) => score >= 0.5).map(({ title }) => title),
  };
}

describe("the analyst", () => {
  test("gives the same answer to the same evidence, and leaves the evidence as it was", () => {
    fc.assert(
      fc.property(worlds, ({ seed, kind }) => {
        const { bundle } = generateWorld(seed, { kind });
        const copy = structuredClone(bundle);
        const first = analyse(bundle);
        expect(bundle).toEqual(copy);
        expect(analyse(copy)).toEqual(first);
      }),
      RUNS,
    );
  });

  test("answers alike when series, lines and changes come that have nothing to do with it", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 12 }), ({ seed, kind }, count) => {
        const { bundle } = generateWorld(seed, { kind });
        expect(gist(analyse(withNoise(bundle, count)))).toEqual(gist(analyse(bundle)));
      }),
      RUNS,
    );
  });

  test("names services by their new names, and changes nothing else, when all are renamed", () => {
    fc.assert(
      fc.property(worlds, ({ seed, kind }) => {
        const one = generateWorld(seed, { kind });
        const other = generateWorld(seed, { kind, stems: OTHER_STEMS });
        const names = new Map(one.truth.services.map((service, at) => [service, other.truth.services[at] ?? ""]));
        const [before, after] = [analyse(one.bundle), analyse(other.bundle)];
        expect(after.rootCause.service).toBe(names.get(before.rootCause.service) ?? "");
        expect(accusedIn(after)).toEqual(accusedIn(before));
        expect(after.ranked.map(({ service, score }) => [service, score])).toEqual(
          before.ranked.map(({ service, score }) => [names.get(service), score]),
        );
      }),
      RUNS,
    );
  });

  test("answers alike when all clocks are shifted", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: -100_000, max: 100_000 }), ({ seed, kind }, slots) => {
        const { bundle } = generateWorld(seed, { kind });
        const [before, after] = [analyse(bundle), analyse(shifted(bundle, slots * SLOT_MS))];
        expect(gist(after)).toEqual(gist(before));
        expect(after.changePoints.map(({ at }) => Date.parse(at) - slots * SLOT_MS)).toEqual(before.changePoints.map(({ at }) => Date.parse(at)));
      }),
      RUNS,
    );
  });

  test("puts no effect before its cause", () => {
    fc.assert(
      fc.property(worlds, ({ seed, kind }) => {
        const { bundle, truth } = generateWorld(seed, { kind });
        const { suspectChanges, timeline } = analyse(bundle);
        const times = new Map(bundle.changes.map(({ id, at }) => [id, at]));
        for (const { id, score } of suspectChanges) if (score >= 0.5) expect(times.get(id)).toBeLessThanOrEqual(truth.onset + 2 * MINUTE);
        expect(timeline.map(({ at }) => at)).toEqual(timeline.map(({ at }) => at).toSorted());
      }),
      RUNS,
    );
  });

  test("cites only evidence that it lays down", () => {
    fc.assert(
      fc.property(worlds, ({ seed, kind }) => {
        const { rootCause, suspectChanges, impact, evidence } = analyse(generateWorld(seed, { kind }).bundle);
        const known = new Set(evidence.map(({ id }) => id));
        const cited = [rootCause, ...suspectChanges, ...impact].flatMap((one) => one.evidence);
        expect(cited.filter((id) => !known.has(id))).toEqual([]);
      }),
      RUNS,
    );
  });
});

const OTHER_STEMS = [
  "amber",
  "bison",
  "canyon",
  "dahlia",
  "ember",
  "falcon",
  "garnet",
  "hazel",
  "indigo",
  "jasmine",
  "kestrel",
  "lagoon",
  "meadow",
  "nectar",
];

function withNoise(bundle: Bundle, count: number): Bundle {
  const times = bundle.series[0]?.times ?? new Float64Array();
  const from = bundle.logs.from ?? 0;
  const series = Array.from({ length: count }, (_, at) => ({
    service: `idle-${at}`,
    metric: "temperature_celsius",
    unit: null,
    kind: "gauge" as const,
    times,
    values: times.map((_, index) => 20 + Math.sin(index + at)),
  }));
  const templates = Array.from({ length: count }, (_, at) => ({
    id: `idle-${at}`,
    service: `idle-${at}`,
    level: "info",
    text: "heartbeat",
    counts: new Map(Array.from({ length: 60 }, (_, slot) => [Math.floor(from / SLOT_MS) + slot * 6, 1])),
    total: 60,
    samples: [{ at: from, message: "heartbeat", trace: null }],
    marks: [],
    traces: new Map<string, number>(),
  }));
  const changes = Array.from({ length: count }, (_, at) => ({
    id: `idle-${at}`,
    at: from + at * MINUTE,
    kind: "commit",
    service: null,
    title: `Handbook: spelling of chapter ${at}`,
    author: null,
    link: null,
    detail: `files: handbook/chapter-${at}.md`,
  }));
  return {
    ...bundle,
    series: [...bundle.series, ...series],
    logs: { ...bundle.logs, templates: [...bundle.logs.templates, ...templates] },
    changes: [...bundle.changes, ...changes],
  };
}

function shifted(bundle: Bundle, by: number): Bundle {
  const later = (at: number | null): number | null => (at === null ? null : at + by);
  const { incident, logs } = bundle;
  return {
    ...bundle,
    incident: { ...incident, startedAt: later(incident.startedAt), detectedAt: later(incident.detectedAt), endedAt: later(incident.endedAt) },
    series: bundle.series.map((one) => ({ ...one, times: one.times.map((at) => at + by) })),
    logs: {
      ...logs,
      from: later(logs.from),
      to: later(logs.to),
      templates: logs.templates.map((one) => ({
        ...one,
        counts: new Map([...one.counts].map(([slot, count]) => [slot + by / SLOT_MS, count])),
        samples: one.samples.map((sample) => ({ ...sample, at: later(sample.at) })),
      })),
    },
    spans: bundle.spans.map((span) => ({ ...span, start: span.start + by })),
    changes: bundle.changes.map((change) => ({ ...change, at: change.at + by })),
    alerts: bundle.alerts.map((alert) => ({ ...alert, at: later(alert.at) })),
  };
}
