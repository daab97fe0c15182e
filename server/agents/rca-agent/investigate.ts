import type { Block } from "#lib/contracts/document.ts";
import type { Seen, StoredCapture } from "#server/investigations/index.ts";
import type { Reply } from "../define.ts";
import { call, type Play, refused, say, show } from "../plays.ts";

type Plan = {
  id: string;
  reference: string | null;
  title: string;
  services: string[];
  from: string;
  to: string;
  sources: { name: string; title: string }[];
  looks: { name: string; doing: string }[];
};
type Asked = { question: string; reference: string | null; services: string[]; at?: string };
type Gathered = { captures: StoredCapture[]; problems: string[] };
type Concluded = { summary: string; report: Block[] };

const [MOST_STATEMENTS, MOST_CHARTS, MOST_PROBLEMS] = [5, 4, 5];
/** Which kinds of capture each look reads. */
const READS: Record<string, readonly string[]> = {
  cluster: ["object", "event", "output"],
  series: ["series"],
  logs: ["logs"],
  spans: ["spans"],
  changes: ["change"],
};

/** The investigation as planned phases: what there is, what it shows look by look, what it comes to. Everything that it says is what a tool answered. */
export async function* investigate({ question, reference, services, at }: Asked): Play {
  const opened = yield call("open_investigation", { question, reference, services, ...(at ? { at } : {}) });
  if (opened.kind !== "value") return yield* refused(opened);
  const plan = opened.value as Plan;
  yield say(planWords(plan));
  const kinds = yield* gather(plan);
  const looks = plan.looks.filter(({ name }) => (READS[name] ?? []).some((kind) => kinds.has(kind)));
  if (looks.length === 0) return void (yield say(NOTHING));
  for (const { name, doing } of looks) {
    yield say(`**${doing}**`);
    const seen = yield call("examine_evidence", { investigation: plan.id, look: name });
    if (seen.kind === "value") yield* tell(seen.value as Seen);
    else yield* refused(seen);
  }
  const concluded = yield call("conclude_investigation", { investigation: plan.id });
  if (concluded.kind !== "value") return yield* refused(concluded);
  yield* show((concluded.value as Concluded).report);
}

const NOTHING =
  "There is nothing to look at: no connected system gave metrics, logs, traces, changes or cluster state for this time. Connect Prometheus, Loki, Kubernetes, Grafana or Datadog in Settings, upload a bundle of evidence to this investigation, or paste command output into the timeline as a block of code; then ask again.";

function planWords({ title, services, from, to, sources }: Plan): string {
  const where = services.length > 0 ? ` Services: ${services.join(", ")}.` : "";
  const begin = from.slice(0, 10) === to.slice(0, 10) ? clock(from) : `${from.slice(0, 10)} ${clock(from)}`;
  return `Looking into “${title}”, from ${begin} to ${to.slice(0, 10)} ${clock(to)} UTC.${where} Sources: ${sources.map((one) => one.title).join(", ")}.`;
}

const clock = (at: string): string => at.slice(11, 16);

/** Asks every source, tells what came and what did not, and gives the kinds of evidence that there are now. */
async function* gather({ id, sources }: Plan): AsyncGenerator<ReturnType<typeof call>, Set<string>, Reply> {
  const kinds = new Set<string>();
  for (const { name, title } of sources) {
    const reply = yield call("gather_evidence", { investigation: id, source: name });
    if (reply.kind !== "value") {
      yield say(`${title}: ${reply.kind === "error" ? reply.error : "no answer."}`);
      continue;
    }
    const { captures, problems } = reply.value as Gathered;
    for (const { kind } of captures) kinds.add(kind);
    yield say(
      [captures.length > 0 ? `${title}: ${captures.map(captureWords).join("; ")}.` : `${title}: nothing.`, ...problems.slice(0, MOST_PROBLEMS)].join(
        " ",
      ),
    );
  }
  return kinds;
}

function captureWords({ n, title, rows, isTruncated }: StoredCapture): string {
  return `${title}, ${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}${isTruncated ? ", cut at the limit" : ""} [C${n}]`;
}

async function* tell({ statements, templates, changes, evidence, ranked, warnings }: Seen): Play {
  if (statements.length === 0) yield say("Nothing stands out.");
  const lines = statements.slice(0, MOST_STATEMENTS).map(({ text, evidence: ids }) => `${escaped(text)} [${ids.join(", ")}]`);
  if (lines.length > 0) yield { type: "block", block: { kind: "list", items: lines } };
  yield* show(evidence.flatMap(chartOf).slice(0, MOST_CHARTS));
  if (templates.length > 0) {
    const rows = templates.map(({ template, service, before, after }) => [escaped(template), escaped(service), perMinute(before), perMinute(after)]);
    yield* show([{ kind: "table", head: ["Log template", "Service", "Lines a minute before", "during"], rows }]);
  }
  if (changes.length > 0) {
    const rows = changes.map(({ title, service, score, reasons }) => [
      escaped(title),
      escaped(service ?? "–"),
      `${Math.round(score * 100)} %`,
      escaped(reasons.map((reason) => reason.replace(/\.$/, "")).join("; ")),
    ]);
    yield* show([{ kind: "table", head: ["Change", "Service", "Suspicion", "Why"], rows }]);
  }
  const [first] = ranked;
  if (first) yield say(`Likeliest so far (${Math.round(first.score * 100)} %): ${escaped(first.statement)}`);
  if (warnings.length > 0) yield say(`Not read: ${escaped(warnings.slice(0, 3).join(" "))}`);
}

const perMinute = (value: number): string => String(Number(value.toPrecision(2)));

function chartOf({ id, title, points }: Seen["evidence"][number]): Block[] {
  if (!points) return [];
  return [{ kind: "chart", title, evidence: id, from: points.from, stepMs: points.stepMs, values: points.values, changeAt: points.changeAt ?? null }];
}

/** Words of others as plain text within Markdown. */
function escaped(text: string): string {
  return text
    .replaceAll(/([`*_<>[\]\\|])/g, "\\$1")
    .replaceAll("{{", "{ {")
    .replaceAll("\n", " ");
}
