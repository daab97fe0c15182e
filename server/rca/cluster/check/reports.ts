import type { Cluster } from "../cluster.ts";
import { list, record, words } from "../read/loose.ts";
import { readTrace, type TraceSpan } from "../read/trace-text.ts";
import { cut, type Found, LIKELY, SUSPECTED, showOutput, WEAK } from "./found.ts";
import { isNear } from "./near.ts";

/** Answers of other tools: traces that were printed, reports of health in JSON, changes, things that were not found. */
export function checkReports(cluster: Cluster): Found[] {
  return cluster.store.readings.flatMap(({ source, text, json }) => {
    if (text === null) return [];
    const trace = readTrace(text);
    return [...(trace ? slowSpan(trace, source) : []), ...health(json, source), ...changes(json, source), ...notFound(text, source, cluster)];
  });
}

function slowSpan(spans: TraceSpan[], source: string): Found[] {
  const [top] = spans;
  const worst = spans.toSorted((one, other) => other.own - one.own)[0];
  if (!top || !worst || worst.own < 0.3 * top.ms) return [];
  const notes = worst.notes.map((note) => cut(note, 160)).join("; ");
  return [
    {
      service: worst.service,
      signature: "latency",
      statement: `${worst.service} is where the time goes: of the ${top.ms.toFixed(0)} ms of ${top.name} (${top.service}), ${worst.name} in ${worst.service} takes ${worst.own.toFixed(0)} ms by itself${notes ? ` (${notes})` : ""}.`,
      strength: LIKELY,
      role: "cause",
      names: { workload: worst.service },
      shows: [
        showOutput(
          source,
          `Trace of ${top.name}`,
          spans
            .slice(0, 12)
            .map(({ name, service, ms, own }) => `${service} ${name}: ${ms.toFixed(0)} ms, ${own.toFixed(0)} of its own`)
            .join("\n"),
        ),
      ],
    },
  ];
}

const DEEPEST = 6;

/** Fields that say of themselves that something is wrong: `network_partitions_detected: true`, `running: false`, `disk_alarm: true`. */
function health(json: unknown, source: string): Found[] {
  const flags = flagsIn(json, "", 0);
  if (flags.length === 0) return [];
  const serious = flags.filter(({ isSerious }) => isSerious);
  const told = (serious.length > 0 ? [...serious, ...flags.filter(({ isSerious }) => !isSerious)] : flags).slice(0, 6);
  const name =
    source
      .split(/\s/)[0]
      ?.replace(/^(get|fetch|list|show)-/, "")
      .replace(/-(cluster-)?(status|health|info)$/, "") ?? source;
  return [
    {
      service: name,
      signature: null,
      statement: `${name} is not healthy: ${told.map(({ words: text }) => text).join("; ")}.`,
      strength: serious.length > 0 ? LIKELY : WEAK,
      role: serious.length > 0 ? "cause" : "either",
      names: { workload: name },
      shows: [showOutput(source, `Status of ${name}`, told.map(({ words: text }) => text).join("\n"))],
    },
  ];
}

type Flag = { words: string; isSerious: boolean };

const BAD_WHEN_TRUE = /partition|split_?brain|alarm|degraded|corrupt|unhealthy|failed|read_?only|deadlock|exhausted|_detected$|quorum_lost/i;
const BAD_WHEN_FALSE = /^(running|healthy|ready|alive|available|connected|online|up|is_?(running|healthy|ready|alive|up))$/i;

function flagsIn(value: unknown, about: string, depth: number): Flag[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.slice(0, 50).flatMap((item) => flagsIn(item, about, depth + 1));
  const of = record(value);
  const name = words(of.name) || words(of.node) || words(of.id) || about;
  const where = name ? ` on ${name}` : "";
  return Object.entries(of).flatMap(([field, is]) => {
    const title = field.replaceAll("_", " ");
    if (is === true && BAD_WHEN_TRUE.test(field))
      return [{ words: `${title}${where}`, isSerious: /partition|split|corrupt|quorum|detected/i.test(field) }];
    if (is === false && BAD_WHEN_FALSE.test(field)) return [{ words: `${name || "it"} is not ${title}`, isSerious: false }];
    if (Array.isArray(is) && is.length > 0 && /^unreachable|^partitions$|^failed|^missing/i.test(field) && is.every((one) => typeof one === "string"))
      return [{ words: `${name || "it"} has ${title} ${is.join(", ")}`, isSerious: true }];
    return typeof is === "object" && is !== null ? flagsIn(is, name, depth + 1) : [];
  });
}

/** A list of changes: `[{datetime, type, name, description}]`. */
function changes(json: unknown, source: string): Found[] {
  const told = list(json)
    .map(record)
    .flatMap((one) => {
      const at = words(one.datetime) || words(one.time) || words(one.timestamp);
      const what = words(one.description) || words(one.summary) || words(one.title);
      return at && what && /change|deploy|config|release|rollout|event/i.test(`${source} ${words(one.type)}`)
        ? [{ at, what, name: words(one.name) || words(one.service) }]
        : [];
    });
  const [first] = told;
  if (!first) return [];
  return [
    {
      service: first.name || "changes",
      signature: null,
      statement: `Changes on record: ${told
        .slice(0, 8)
        .map(({ at, what, name }) => `${at} ${name}: ${what}`)
        .join("; ")}.`,
      strength: SUSPECTED,
      role: "either",
      names: { workload: first.name },
      shows: [
        showOutput(
          source,
          "Changes on record",
          told
            .slice(0, 10)
            .map(({ at, what, name }) => `${at} ${name} ${what}`)
            .join("\n"),
        ),
      ],
    },
  ];
}

/** `namespaces "shop-prd" not found` in the answer of a tool, with the name that was probably meant. */
function notFound(text: string, source: string, cluster: Cluster): Found[] {
  const [, kind = "", name = ""] = /\b([a-z]+)s? \\?"([a-z0-9][\w.-]*?)\\?" not found/.exec(text) ?? [];
  if (!name || /error looking up/.test(text)) return [];
  const sort = kind.replace(/s$/, "");
  const known = [...cluster.store.of("Namespace"), ...cluster.store.of("Service"), ...cluster.store.of("ConfigMap")]
    .map(({ object }) => object)
    .filter((object) => object.kind.toLowerCase() === sort);
  const meant = known.find(({ metadata }) => metadata.name !== name && isNear(metadata.name, name))?.metadata.name;
  const about = /(?:app_?name|name)=(?:\w+\/)?([\w-]+)/.exec(source)?.[1] ?? /^Name:\s+(?:\w+\/)?([\w-]+)/m.exec(text)?.[1] ?? name;
  const line = text.split("\n").find((one) => one.includes(`${name}`) && /not found/.test(one)) ?? "";
  return [
    {
      service: about,
      signature: "not-found",
      statement: `${about} refers to the ${sort} ${name}, which does not exist (“${cut(line, 200)}”)${meant ? `; there is a ${sort} ${meant}, which was probably meant` : ""}.`,
      strength: LIKELY,
      role: "cause",
      names: { workload: about, missing: name },
      shows: [showOutput(source, `What ${source.split(/\s/)[0]} answered`, line)],
    },
  ];
}
