import type { Hypothesis, Recommendation, Statement, SuspectChange, Why } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { LogTemplate } from "../logs/digest.ts";
import type { Notebook } from "../notebook.ts";
import type { Suspect } from "../rank.ts";
import { figureOf } from "../series/sentence.ts";
import { signatureNamed } from "../signatures/registry.ts";
import { clockOf, durationOf, percentOf, sentence } from "../words.ts";
import { heldWords, type Kept, keptBy, keptWords } from "./kept.ts";
import { isKept, type PoolFill } from "./pool.ts";
import { citeOf, laterTurns, switchedWords, switchName, type Trigger, triggerOf } from "./trigger.ts";

/** What is told of a cause beyond its first clue, where several kinds of evidence make one chain. */
export type Story = {
  statement: string;
  evidence: string[];
  whys: Why[];
  factors: Statement[];
  notCaught: Statement[];
  recommendations: Recommendation[];
  moments: { at: number; text: string; evidence: string[] }[];
  /** The first hypothesis in the words of the story, and the rival that it was held against. */
  hypothesis: string;
  test: string;
  rival: Hypothesis;
  /** What the change does, in place of the words of whoever weighed it. */
  does: string | null;
  trigger: Trigger | null;
};

type Known = { root: Suspect; accused: SuspectChange | undefined; bundle: Bundle; notebook: Notebook };

/** The story of a pool whose connections are kept: who takes them, since when, and what went unwatched. Null where the suspect shows no such pool. */
export function tellPool({ root, accused, bundle, notebook }: Known): Story | null {
  const clue = root.clues.find(({ pool }) => pool && isKept(pool));
  if (!clue?.pool) return null;
  const { pool } = clue;
  const trigger = triggerOf(accused, bundle.changes, pool.climbAt);
  const code = trigger?.code ?? bundle.changes.find(({ id }) => id === accused?.id) ?? null;
  const kept = code ? keptBy(code.detail) : null;
  const scene: Scene = {
    service: root.service,
    pool,
    shows: clue.evidence,
    trigger,
    kept,
    byCode: code ? [citeOf(code, notebook)] : [],
    bySwitch: trigger ? [citeOf(trigger.switched, notebook)] : [],
    code: code?.title ?? null,
    codeAt: code?.at ?? null,
    leak: leakOf(root.service, bundle, pool.climbAt, notebook),
    failing: failingOf(root),
    filled: clue.statement,
  };
  const evidence = [...new Set([...scene.bySwitch, ...scene.byCode, ...scene.shows, ...(scene.leak?.evidence ?? [])])];
  const gaps = unwatched(scene, bundle);
  return {
    statement: rootWords(scene),
    evidence,
    whys: whysIn(scene, bundle, gaps),
    factors: factorsIn(scene, gaps),
    notCaught: notCaughtIn(gaps),
    recommendations: advice(scene),
    moments: [...firstLines(root.service, bundle, pool.climbAt, notebook), ...turnsOf(trigger, bundle, notebook)],
    hypothesis: `Connections of ${root.service} are taken from its pool and not given back in time${trigger ? `, since “${switchName(trigger.switched)}” was ${switchedWords(trigger.switched)}` : ""}.`,
    test: `${trigger ? `Switch “${switchName(trigger.switched)}” back for a part of the requests` : "Restart one instance"}, and compare its connections in use with the others' at the same number of requests: a leak grows without load.`,
    rival: moreLoad(scene),
    does: kept ? `It ${keptWords(kept)}.` : null,
    trigger,
  };
}

/** When lines first told that no connection was to be had, each kind once. */
function firstLines(service: string, { logs }: Bundle, since: number, notebook: Notebook): Story["moments"] {
  const says = signatureNamed("connection-pool")?.says ?? [];
  return logs.templates
    .filter((template) => template.service === service && template.samples.some(({ message }) => says.some((words) => words.test(message))))
    .flatMap((template) => {
      const slots = [...template.counts.keys()].filter((slot) => slot * logs.slotMs >= since);
      if (slots.length === 0) return [];
      const sample = template.samples.find(({ message }) => says.some((words) => words.test(message)))?.message ?? "";
      const words = saidIn(sample);
      const id = notebook.cite({ kind: "logs", source: `logs of ${service}`, title: template.text.slice(0, 160), excerpt: sample.slice(0, 400) });
      return [
        { at: Math.min(...slots) * logs.slotMs, text: `${service} logs “${words}”, for the first time since the climb began.`, evidence: [id] },
      ];
    })
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MOST_LINES);
}

const MOST_LINES = 3;

/** A line without its head of time, level and thread. */
const saidIn = (line: string): string => (/(?:[\w.]+) ?: (.+)$/s.exec(line)?.[1] ?? line).slice(0, 110).trim();

function turnsOf(trigger: Trigger | null, { changes }: Bundle, notebook: Notebook): Story["moments"] {
  return trigger
    ? laterTurns(trigger, changes).map((turn) => ({ at: turn.at, text: `${turn.kind}: ${turn.title}`, evidence: [citeOf(turn, notebook)] }))
    : [];
}

/** What a pool that fills is first taken for. */
function moreLoad({ service, pool: { requests }, shows }: Scene): Hypothesis {
  const text = requests ? `Requests of ${service} stayed at about ${figureOf(requests.during)} a second (${figureOf(requests.before)} before).` : "";
  return {
    statement: `More requests used up the pool of ${service}.`,
    service,
    signature: "traffic-surge",
    for: [],
    against: [{ text, evidence: shows }],
    test: "Compare requests with connections in use: a burst follows the load, a leak grows without it.",
    result: "refuted",
    resultWords: text,
    confidence: 0.02,
  };
}

type Scene = {
  service: string;
  pool: PoolFill;
  shows: string[];
  trigger: Trigger | null;
  kept: Kept | null;
  byCode: string[];
  bySwitch: string[];
  code: string | null;
  codeAt: number | null;
  leak: Statement | null;
  failing: Statement | null;
  filled: string;
};

const LEAK = /\bleak(?:ed|s|ing)?\b|\bnot (?:been )?(?:closed|returned|released)\b/i;

/** What the service itself says of connections that do not come back, since they pile up. */
function leakOf(service: string, { logs }: Bundle, since: number, notebook: Notebook): Statement | null {
  const told = logs.templates.filter(
    (template) => template.service === service && LEAK.test(template.text) && /connection|pool/i.test(template.text),
  );
  const [first] = told
    .map((template) => ({ template, lines: linesSince(template, since, logs.slotMs) }))
    .toSorted((one, other) => other.lines - one.lines);
  if (!first || first.lines === 0) return null;
  const message = first.template.samples[0]?.message ?? first.template.text;
  const excerpt = `${message.slice(0, 400)}\n(${first.lines} lines)`;
  const id = notebook.cite({ kind: "logs", source: `logs of ${service}`, title: first.template.text.slice(0, 160), excerpt });
  const words = saidIn(message);
  return {
    text: `the pool itself reports connections that do not come back: “${words.slice(0, 140).trim()}” (${first.lines} lines)`,
    evidence: [id],
  };
}

function linesSince({ counts }: LogTemplate, since: number, slotMs: number): number {
  return [...counts].reduce((sum, [slot, count]) => (slot * slotMs >= since ? sum + count : sum), 0);
}

/** What requests met: the line in which the service says that it got no connection. */
function failingOf({ clues }: Suspect): Statement | null {
  const clue = clues.find(({ signature, metric }) => signature === "connection-pool" && metric === undefined);
  return clue ? { text: clue.statement.replace(/; besides, “.*$/s, "."), evidence: clue.evidence.slice(0, 2) } : null;
}

function rootWords({ service, pool, trigger, kept, code }: Scene): string {
  const since = trigger
    ? `Since “${switchName(trigger.switched)}” was ${switchedWords(trigger.switched)} at ${clockOf(trigger.switched.at)}`
    : code
      ? `Since “${code}” went live`
      : null;
  const ends = `until the pool of ${figureOf(pool.size)} is used up and requests to ${service} fail while they wait for a connection`;
  if (since && kept) return sentence(`${since}, ${service} ${keptWords(kept)}. Connections leak ${ends}`);
  if (since)
    return sentence(
      `${since}, requests to ${service} keep their connections longer or do not give them back, ${ends}. Which lines do it is not established`,
    );
  return sentence(
    `Requests to ${service} keep their connections longer than before or do not give them back, ${ends}. What began it is not established`,
  );
}

type Gap = Statement;

const WATCHED = 0.8;
const OF_POOL = /pool|connection/i;

/** How long the pool was nearly full before anybody was told, and of what the alert spoke. */
function unwatched({ pool, shows }: Scene, { alerts, incident }: Bundle): Gap | null {
  const crossed = pool.crossings.find(({ share }) => share >= WATCHED);
  const first = alerts.filter(({ at }) => at !== null).toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0))[0];
  const told = first?.at ?? incident.detectedAt;
  if (!crossed || told === null || told <= crossed.at || alerts.some(({ name, summary }) => OF_POOL.test(`${name} ${summary}`))) return null;
  const before = durationOf(told - crossed.at);
  const spoke = first
    ? `${before} before the first alert, which spoke of something else: “${first.summary || first.name}” (${clockOf(told)})`
    : `${before} before the trouble was detected (${clockOf(told)}), and no alert on it is among the evidence`;
  const whose = first ? "No alert told of the pool: it" : "The pool";
  return { text: `${whose} passed ${percentOf(crossed.share)} at ${clockOf(crossed.at)}, ${spoke}.`, evidence: shows };
}

const NO_TEST = "whether a load test covered this path under as many requests at once as there are is not established: no test is among the evidence";

function whysIn(
  { service, failing, filled, shows, leak, kept, byCode, bySwitch, trigger, code, codeAt }: Scene,
  { incident }: Bundle,
  gap: Gap | null,
): Why[] {
  const held = kept ? heldWords(kept) : null;
  const notBack = leak
    ? sentence(`${leak.text.charAt(0).toUpperCase()}${leak.text.slice(1)}`)
    : "not established: no line tells of connections that do not come back.";
  const lines = kept
    ? `The code ${keptWords(kept)}: “${kept.quote}”.${held ? ` Besides, ${held}; how much of the climb each of the two brings is not established.` : ""}`
    : "not established: the change is told without lines that show it.";
  const began = trigger
    ? `“${trigger.switched.title}” at ${clockOf(trigger.switched.at)} put it into force; ${trigger.code.at < trigger.switched.at ? `the code had been there, unused, since ${clockOf(trigger.code.at)}` : "the code came with it"}.`
    : code && codeAt !== null
      ? `“${code}” went live at ${clockOf(codeAt)}.`
      : "not established: no change in the evidence fits.";
  return [
    {
      why: `Why “${incident.title}”?`,
      because: failing?.text ?? `Requests to ${service} found no free connection.`,
      evidence: failing?.evidence ?? shows,
    },
    { why: "Why was no connection free?", because: filled, evidence: shows },
    { why: "Why did they stay in use?", because: notBack, evidence: leak?.evidence ?? [] },
    {
      why: "Why does the code keep them, and why since then?",
      because: `${lines} ${began}`,
      evidence: [...(kept ? byCode : []), ...(trigger ? bySwitch : byCode)],
    },
    {
      why: "Why did nothing stop it before?",
      because: `${gap ? gap.text : "What would have told of it earlier is not established."} ${NO_TEST.charAt(0).toUpperCase()}${NO_TEST.slice(1)}.`,
      evidence: gap?.evidence ?? [],
    },
  ];
}

function factorsIn({ service, pool, shows, leak, trigger, bySwitch }: Scene, gap: Gap | null): Statement[] {
  const full = pool.crossings.at(-1);
  const lasted = full ? ` ${durationOf(full.at - pool.climbAt)} after they began to pile up` : "";
  return [
    {
      text: `The pool of ${service} holds ${figureOf(pool.size)} connections, ${percentOf(pool.usual)} of them in use in calm: at that rate it was ${percentOf(pool.most)} used${lasted}. A larger pool would have lasted longer, and filled too.`,
      evidence: shows,
    },
    ...(gap ? [{ text: gap.text, evidence: gap.evidence }] : []),
    ...(leak
      ? [{ text: `The detection of leaks only writes lines: ${leak.text}; no alert among the evidence speaks of them.`, evidence: leak.evidence }]
      : []),
    ...(trigger && /\b100 ?%/.test(trigger.switched.title)
      ? [{ text: `“${trigger.switched.title}”: no earlier, smaller step is among the changes.`, evidence: bySwitch }]
      : []),
  ];
}

function notCaughtIn(gap: Gap | null): Statement[] {
  return [
    ...(gap ? [{ text: gap.text, evidence: gap.evidence }] : []),
    { text: `${NO_TEST.charAt(0).toUpperCase()}${NO_TEST.slice(1)}.`, evidence: [] },
  ];
}

function advice({ service, kept, trigger, bySwitch, byCode, shows, pool }: Scene): Recommendation[] {
  return [
    ...(trigger
      ? [
          {
            horizon: "immediate" as const,
            text: `Switch “${switchName(trigger.switched)}” back, and watch the connections in use of ${service} go down to ${percentOf(pool.usual)}.`,
            evidence: bySwitch,
          },
        ]
      : []),
    ...(kept
      ? [
          {
            horizon: "immediate" as const,
            text: `Release what ${kept.take} gives on every way, errors included${kept.failure ? `: where ${kept.failure} is caught it is missing` : ""}${kept.path ? ` (${kept.path.split("/").at(-1)})` : ""}. Before it is switched on again.`,
            evidence: byCode,
          },
        ]
      : []),
    { horizon: "short", text: `Alert when the connections in use of ${service} pass 80 % of its pool of ${figureOf(pool.size)}.`, evidence: shows },
    { horizon: "medium", text: "Make alerts of the pool's own leak detection, and set a time limit for keeping a connection.", evidence: shows },
    {
      horizon: "long",
      text: `Try the path under load with failing callees before it reaches everybody: load tests with errors, and failures of connections on purpose.${kept?.failure ? ` ${kept.failure} on this path is the first case.` : ""}`,
      evidence: kept ? byCode : [],
    },
  ];
}
