import type { LogVolume } from "#lib/contracts/investigation.ts";
import type { Analysis, Bundle } from "#server/rca/index.ts";

type Logs = Bundle["logs"];
type Level = NonNullable<LogVolume["lanes"][number]["level"]>;

const STEPS = 120;
const MOST_TEMPLATES = 3;
const LEVELS: [Level, RegExp][] = [
  ["error", /^(err|error|fatal|critical|crit|alert|emerg|emergency|panic|severe)$/i],
  ["warning", /^warn(ing)?$/i],
  ["other", /^/],
];
const LABELS: Record<Level, string> = { error: "Error lines", warning: "Warning lines", other: "Other lines" };

/** How many lines there were when, of each level and of the templates that stand out most; null where no line has a time. Pure. */
export function logVolumeOf(
  { templates, slotMs }: Logs,
  { templates: telling }: Pick<Analysis, "templates">,
  window: { from: number; to: number },
): LogVolume | null {
  const stepMs = Math.max(slotMs, Math.ceil((window.to - window.from) / STEPS / slotMs) * slotMs);
  const from = Math.floor(window.from / stepMs) * stepMs;
  const length = Math.max(1, Math.ceil((window.to - from) / stepMs));
  const counted = (some: Logs["templates"]) => countsOf(some, slotMs, { from, stepMs, length });
  const byLevel = Map.groupBy(templates, ({ level }) => levelOf(level));
  const levels = LEVELS.map(([level]) => ({ label: LABELS[level], level, counts: counted(byLevel.get(level) ?? []) }));
  const standing = telling.slice(0, MOST_TEMPLATES).map(({ template, service }) => ({
    label: `${service}: ${template}`,
    level: null,
    counts: counted(templates.filter((one) => one.text === template && one.service === service)),
  }));
  const lanes = [...levels, ...standing].filter(({ counts }) => counts.some((count) => count > 0));
  return lanes.length === 0 ? null : { from: new Date(from).toISOString(), stepMs, lanes };
}

function levelOf(level: string | null): Level {
  return LEVELS.find(([, words]) => words.test(level ?? ""))?.[0] ?? "other";
}

function countsOf(
  templates: Logs["templates"],
  slotMs: number,
  { from, stepMs, length }: { from: number; stepMs: number; length: number },
): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const { counts: slots } of templates)
    for (const [slot, count] of slots) {
      const step = Math.floor((slot * slotMs - from) / stepMs);
      if (step >= 0 && step < length) counts[step] = (counts[step] ?? 0) + count;
    }
  return counts;
}
