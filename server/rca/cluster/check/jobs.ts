import type { Cluster } from "../cluster.ts";
import { mostTelling } from "../read/log-text.ts";
import { numberOr, record, under, words } from "../read/loose.ts";
import type { Workload } from "../view/types.ts";
import { showLog } from "./crashes.ts";
import { cut, type Found, LIKELY, latest, SURE, SUSPECTED, showEvent, showObject } from "./found.ts";

/** Jobs that gave up and cron jobs that start none. */
export function checkJobs(cluster: Cluster): Found[] {
  return cluster.workloads.flatMap((workload) =>
    workload.kind === "Job" ? failed(workload, cluster) : workload.kind === "CronJob" ? neverRuns(workload) : [],
  );
}

function failed(job: Workload, cluster: Cluster): Found[] {
  const { name, namespace, object, conditions } = job;
  const event = latest(job.events, /BackoffLimitExceeded|DeadlineExceeded|FailedCreate/);
  const condition = conditions.find(({ type, status }) => type === "Failed" && status === "True");
  const failures = numberOr(under(object.status, "failed"), 0);
  const ended = cluster.pods.filter((pod) => pod.namespace === namespace && pod.workload === name && pod.status === "Error").length;
  const isDone = numberOr(under(object.status, "succeeded"), 0) >= numberOr(under(object.spec, "completions"), 1);
  if (!event && !condition && failures === 0 && (ended === 0 || isDone)) {
    if (record(object.spec).suspend !== true) return [];
    return [found(job, "job-suspended", `Job ${name} is suspended: it starts no pods.`, SUSPECTED, [])];
  }
  const pods = cluster.pods.filter((pod) => pod.namespace === namespace && (pod.workload === name || pod.name.startsWith(`${name}-`)));
  const log =
    pods.map((pod) => cluster.logOf(pod.name)).find((one) => one !== null && one.lines.length > 0) ??
    cluster.logs.find(({ subject }) => subject.startsWith(`${name}-`)) ??
    null;
  const lines = mostTelling(log, 3);
  const deadline = words(under(object.spec, "activeDeadlineSeconds"));
  const late = deadline ? `, its deadline is ${deadline} s` : "";
  const why = `${event?.reason ?? condition?.reason ?? `${failures || ended} of its pods failed`}${/Deadline/.test(`${event?.reason} ${condition?.reason}`) ? `: it ran longer than its active deadline${late}` : ""}`;
  const quoted = lines.length > 0 ? `; its log says ${lines.map(({ text }) => `“${cut(text, 240)}”`).join(" and ")}` : "";
  const started = job.spec?.containers.map(({ command }) => cut(command.join(" "), 160)).find((text) => text !== "");
  return [
    {
      ...found(
        job,
        "job-failed",
        `Job ${name} ${condition || event ? "failed" : "has failed pods"} (${why}${failures > 0 && event ? `, ${failures} failed pods` : ""})${quoted}${lines.length === 0 && started ? `; it runs “${started}”` : ""}.`,
        lines.length > 0 ? SURE : LIKELY,
        log ? [showLog(log)] : [],
      ),
      chain: [{ why: `Why did job ${name} fail?`, because: lines[0] ? cut(lines[0].text, 240) : why }],
      ...(event ? { shows: [showEvent(event), showObject(job, `failed: ${failures}`), ...(log ? [showLog(log)] : [])] } : {}),
    },
  ];
}

function neverRuns(cron: Workload): Found[] {
  const { name, object } = cron;
  const schedule = words(under(object.spec, "schedule"));
  if (record(object.spec).suspend === true) return [found(cron, "job-suspended", `Cron job ${name} is suspended: it starts no jobs.`, LIKELY, [])];
  if (schedule !== "" && !isSchedule(schedule))
    return [found(cron, "job-schedule", `Cron job ${name} has a schedule that is none: “${cut(schedule, 60)}”.`, SURE, [])];
  const event = latest(cron.events, /FailedNeedsStart|TooManyMissedTimes|MissSchedule|FailedCreate|InvalidSchedule|UnparseableCronJobSchedule/);
  const busy = latest(cron.events, /JobAlreadyActive/);
  if (busy) {
    const still = `an earlier job of it still runs (is already active), and its concurrency policy ${words(under(object.spec, "concurrencyPolicy")) || "Forbid"} starts no second one`;
    return [found(cron, "job-schedule", `Cron job ${name} skips its starts: ${still}.`, SURE - 0.05, [showEvent(busy)])];
  }
  const deadline = numberOr(under(object.spec, "startingDeadlineSeconds"), null);
  if (!event && deadline !== null && deadline < 10)
    return [
      found(
        cron,
        "job-schedule",
        `Cron job ${name} has a starting deadline of ${deadline} s: its controller looks every 10 s and may miss each start.`,
        SUSPECTED,
        [],
      ),
    ];
  return event
    ? [
        found(cron, "job-schedule", `Cron job ${name} does not start its jobs (${event.reason}: ${cut(event.message, 200)}).`, LIKELY, [
          showEvent(event),
        ]),
      ]
    : [];
}

/** Five fields of numbers, ranges, steps and names, or a word as `@daily`. */
function isSchedule(text: string): boolean {
  const bare = text.replace(/^(CRON_TZ|TZ)=\S+\s+/, "").trim();
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/.test(bare)) return true;
  const most = [59, 23, 31, 12, 7];
  const fields = bare.split(/\s+/);
  return (
    fields.length === 5 &&
    fields.every(
      (field, at) => /^(\*|\?|[\w,/*-]+)$/.test(field) && [...field.matchAll(/(?<!\/)\b\d+/g)].every(([number]) => Number(number) <= (most[at] ?? 0)),
    )
  );
}

const found = (job: Workload, signature: string, statement: string, strength: number, shows: Found["shows"]): Found => ({
  service: job.owner ?? job.name,
  signature,
  statement,
  strength,
  role: "cause",
  names: { namespace: job.namespace, workload: job.name, object: job.name },
  shows: [showObject(job, `${job.kind} ${job.name}`), ...shows],
});
