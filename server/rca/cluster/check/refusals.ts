import type { Cluster } from "../cluster.ts";
import { cut, type Found, LIKELY, SURE, showOutput } from "./found.ts";

/** What the API answered to somebody who wanted to change something: an object that is not valid, or that a rule refuses. */
export function checkRefusals(cluster: Cluster): Found[] {
  return cluster.store.readings.flatMap(({ source, text }) => {
    if (text === null || !CHANGING.test(source)) return [];
    return text.split("\n").flatMap((line) => refusal(line.replaceAll('\\"', '"'), source, cluster) ?? []);
  });
}

const CHANGING = /\bkubectl\b.*? (apply|create|replace|patch|edit|scale|run|expose|set|rollout|annotate|label|autoscale)\b/;

function refusal(line: string, source: string, cluster: Cluster): Found | null {
  const [, kind = "", name = "", why = ""] = /The (\w+) "([^"]+)" is invalid: (.+)$/.exec(line) ?? [];
  if (name) return found(`${kind} ${name} is not valid and was not accepted: ${why}`, name, SURE, line, source, cluster);
  const [, reason = "", words = ""] =
    /^Error from server \((Forbidden|Invalid|BadRequest|AlreadyExists|Conflict|InternalError)\): (.+)$/.exec(line) ?? [];
  if (!reason) return null;
  const said = words.replace(/^error when \w+ "[^"]*": /, "");
  const about = /"([^"]+)"/.exec(said)?.[1] ?? cluster.workloads[0]?.name ?? "the change";
  return found(`The API refused the change (${reason}): ${said}`, about, LIKELY, line, source, cluster);
}

const found = (words: string, name: string, strength: number, line: string, source: string, cluster: Cluster): Found => ({
  service: name,
  signature: "not-admitted",
  statement: `${cut(words, 360).replace(/\.$/, "")}.`,
  strength,
  role: "cause",
  names: { namespace: cluster.store.namespace, workload: name },
  shows: [showOutput(source, `What ${source.split(/\s/).slice(0, 2).join(" ")} answered`, line)],
});
