import type { Bundle, Edge, Span } from "../../bundle.ts";
import { NO_LOGS } from "../../logs/digest.ts";
import { type Cast, castOf, nameAt } from "./cast.ts";
import { MINUTE_MS, type Plan, type WorldKind, type WorldOptions, type WorldTruth } from "./options.ts";
import { openRandom, type Random } from "./random.ts";
import { GUILTY_KINDS, type Scenario, type Scene } from "./scenario.ts";
import { SCENARIOS } from "./scenarios/index.ts";
import { writeChanges } from "./write-changes.ts";
import { filled, writeLogs } from "./write-logs.ts";
import { writeSeries } from "./write-series.ts";

export type World = { bundle: Bundle; truth: WorldTruth };

const FIRST_DAY = Date.UTC(2026, 2, 1);
const GUILTY = new Set<string>(GUILTY_KINDS);

/** A system in trouble with all its evidence, and what really happened. The same seed and options give the same world. */
export function generateWorld(seed: number, options: WorldOptions = {}, scenarios: readonly Scenario[] = SCENARIOS): World {
  const random = openRandom(seed);
  const scenario = random.pick(fitting(scenarios, options));
  const kind = options.kind ?? scenario.kind;
  const cast = castOf(random, options.stems);
  const scene = scenario.scene(cast);
  const plan = planOf(scene, kind, options, random);
  const isWithout = (source: NonNullable<WorldOptions["missing"]>[number]): boolean => options.missing?.includes(source) ?? false;
  const series = writeSeries(scene, cast, plan, random);
  const logs = writeLogs(scene, cast, plan, random);
  const spans = writeSpans(scene, cast, plan, random);
  const written = writeChanges(scene, cast, plan, random, options.innocents ?? 40, kind === "reverted");
  const changes = written.changes
    .filter((change) => kind !== "unlisted" || !isOfGuilty(change, written, scene))
    .filter((change) => !isWithout("deploys") || change.kind !== "deploy")
    .map((change) => (isWithout("diffs") && change.kind === "commit" ? { ...change, detail: change.detail.split("\n", 1)[0] ?? "" } : change));
  const told = {
    series: isWithout("metrics") ? [] : series,
    logs: isWithout("logs") ? NO_LOGS : logs,
    spans: isWithout("spans") ? [] : spans,
    changes,
    edges: isWithout("graph") ? [] : edgesOf(cast),
    outputs: (scene.outputs ?? idleFeed(random)).map(({ command, text }) => ({
      command,
      text: text.replace("{onset}", new Date(plan.onset).toISOString()),
      at: null,
    })),
  };
  return {
    truth: {
      scenario: scenario.name,
      kind,
      service: nameAt(cast, scene.firstFailing ?? "own"),
      change: kind === "unlisted" ? null : written.guilty,
      onset: plan.onset,
      services: [cast.own, cast.caller, cast.dependency, cast.edge, cast.aside],
    },
    bundle: { ...told, ...alarmOf(scene, cast, plan, isWithout("alerts")), objects: [], past: [], warnings: [] },
  };
}

/** What people saw of it first. */
function alarmOf(scene: Scene, cast: Cast, { detectedAt, endedAt }: Plan, isSilent: boolean): Pick<Bundle, "incident" | "alerts"> {
  const { place = "own", metric, summary } = scene.alert;
  const service = nameAt(cast, place);
  return {
    incident: { title: summary, startedAt: null, detectedAt, endedAt, window: null, symptoms: [{ service, metric }], namespace: null },
    alerts: isSilent ? [] : [{ service, name: `${service} ${metric}`, summary, at: detectedAt, labels: {} }],
  };
}

function fitting(scenarios: readonly Scenario[], { kind, scenario }: WorldOptions): readonly Scenario[] {
  if (scenario) return scenarios.filter(({ name }) => name === scenario);
  if (kind === undefined) return scenarios;
  if (kind === "reverted" || kind === "unlisted") return scenarios.filter((one) => GUILTY.has(one.kind));
  if (kind !== "slow") return scenarios.filter((one) => one.kind === kind);
  return scenarios.filter((one) => GUILTY.has(one.kind) && SLOW.test(one.name));
}

/** Some watch the providers they use; most of the time that tells of troubles that have nothing to do with one's own. */
function idleFeed(random: Random): { command: string; text: string }[] {
  if (random.chance(0.6)) return [];
  const well = ["Mailwing", "Signpost", "Cloudpile"].map((vendor) => ({ vendor, status: "operational" }));
  const troubled = random.chance(0.5)
    ? [{ vendor: "Faxwork", status: "degraded", title: "Slow fax delivery in South America", started_at: "{onset}" }]
    : [];
  return [{ command: "status-feed", text: JSON.stringify([...well, ...troubled]) }];
}

const SLOW = /leak|grows|fill/;

function planOf(scene: Scene, kind: WorldKind, options: WorldOptions, random: Random): Plan {
  const onset = FIRST_DAY + random.int(0, 120) * 1440 * MINUTE_MS + random.int(0, 1439) * MINUTE_MS + random.int(0, 59_999);
  const stretch = kind === "slow" ? 3 : 1;
  const lag = Math.max(...scene.moves.map((one) => one.lag ?? 0), 0) * MINUTE_MS;
  const rampMs = random.between(50, 90) * MINUTE_MS * stretch;
  const hasRamp = scene.moves.some(({ shape, metric }) => shape === "ramp" && metric === scene.alert.metric);
  const seen = onset + Math.max(lag, hasRamp ? rampMs * 0.8 : 0);
  const detectedAt = Math.round((seen + (options.lateSeconds ?? random.int(60, 360)) * 1000) / 1000) * 1000;
  const endedAt = kind === "reverted" ? detectedAt + random.int(10, 30) * MINUTE_MS : null;
  return {
    onset,
    detectedAt,
    endedAt,
    from: onset - random.int(80, 180) * MINUTE_MS,
    to: (endedAt ?? detectedAt) + random.int(10, 30) * MINUTE_MS,
    rampMs,
    stepMs: (options.stepSeconds ?? random.pick([15, 30, 60])) * 1000,
    noise: options.noise ?? 0.06,
    lightness: options.lightness ?? Number.POSITIVE_INFINITY,
    gaps: options.gaps ?? 0,
    logOffsetMs: (options.logOffsetSeconds ?? 0) * 1000,
    changeOffsetMs: (options.changeOffsetSeconds ?? 0) * 1000,
  };
}

/** The guilty change itself and the deploy that carried it. */
function isOfGuilty(
  change: Bundle["changes"][number],
  { changes, guilty }: { changes: Bundle["changes"]; guilty: string | null },
  scene: Scene,
): boolean {
  const own = changes.find(({ id }) => id === guilty);
  return change.id === guilty || (scene.guilty?.kind === "commit" && own?.link !== null && change.link === own?.link);
}

function edgesOf({ edge, caller, own, dependency, aside }: Cast): Edge[] {
  return [[edge, caller] as const, [caller, own] as const, [edge, own] as const, [own, dependency] as const, [edge, aside] as const].map(
    ([from, to]) => ({
      caller: from,
      callee: to,
    }),
  );
}

function writeSpans(scene: Scene, cast: Cast, plan: Plan, random: Random): Span[] {
  const end = plan.endedAt ?? plan.to;
  const spans: Span[] = [];
  for (let at = plan.from; at < plan.to; at += random.between(3, 9) * MINUTE_MS) {
    const isTrouble = at >= plan.onset && at < end;
    const trace = random.hex(32);
    let parent: string | null = null;
    for (const { place, operation, error } of scene.spans) {
      const span = random.hex(16);
      const failed = isTrouble && error !== undefined;
      const durationMs = random.int(5, 200) * (isTrouble ? 8 : 1);
      spans.push({
        trace,
        span,
        parent,
        service: nameAt(cast, place),
        operation,
        start: at,
        durationMs,
        isError: failed,
        error: failed ? filled(error, random) : null,
      });
      parent = span;
    }
  }
  return spans;
}
