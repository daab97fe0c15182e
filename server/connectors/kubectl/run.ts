import { instantOf } from "#server/evidence/index.ts";
import { InvalidError } from "#server/platform/errors.ts";
import type { Capture } from "../capture.ts";
import type { Link } from "../define.ts";
import { describeObject, listObjects, podLogs, readEvents, rolloutHistory } from "../kubernetes/operations.ts";
import { lineOfObject } from "../shown/objects.ts";
import { type KubectlAsk, readArgv } from "./read-argv.ts";

const MOST_OBJECTS = 500;
const MOST_LINES = 2_000;
const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * `command`: as it would be typed. `recorded` and `text`: the command that prints exactly this, and what it printed, as the analyst reads them; `| head`
 * where there was more. `shown`: the same in fewer words.
 */
export type Printed = { command: string; recorded: string; text: string; shown: string; capture: Capture<unknown> };

/** Does what kubectl would do with these arguments, through the connection and within its namespaces. Only reads. */
export async function runKubectl(link: Link, argv: readonly string[], window: { from: number; to: number }, signal?: AbortSignal): Promise<Printed> {
  const ask = readArgv(argv);
  const command = `kubectl ${argv[0] === "kubectl" ? argv.slice(1).join(" ") : argv.join(" ")}`;
  refuseElsewhere(link, ask);
  const { recorded = command, ...printed } = await PRINTING[ask.verb](link, ask, window, signal);
  return { command, recorded: `${recorded}${printed.capture.provenance.truncated ? " | head" : ""}`, ...printed };
}

/** Where a connection is bound to namespaces, the others are none of its business. */
function refuseElsewhere(link: Link, { namespace }: KubectlAsk): void {
  if (namespace === null || link.namespaces.length === 0 || link.namespaces.includes(namespace)) return;
  throw new InvalidError(
    `${link.name} is only for ${link.namespaces.join(", ")}. Ask there, or have its namespaces changed in Settings → Connections.`,
  );
}

type Print = { text: string; shown: string; capture: Capture<unknown>; recorded?: string };
type Printing = (link: Link, ask: KubectlAsk, window: { from: number; to: number }, signal?: AbortSignal) => Promise<Print>;

const PRINTING: Record<KubectlAsk["verb"], Printing> = {
  get: async (link, ask, _window, signal) => {
    const { resource, name, namespace, flags } = ask;
    const fieldSelector = name ? `metadata.name=${name}` : flags.get("field-selector");
    const input = { resource, namespace: namespace ?? undefined, labelSelector: flags.get("selector"), fieldSelector, limit: MOST_OBJECTS };
    const capture = await listObjects.run(link, checked(listObjects, input), signal);
    const isFull = /^(json|yaml)$/.test(flags.get("output") ?? "");
    const text = JSON.stringify({ kind: "List", items: capture.rows });
    return { text, shown: isFull ? text : capture.rows.map(lineOfObject).join("\n") || "No resources found.", capture, recorded: asJson(ask) };
  },
  describe: async (link, ask, _window, signal) => {
    const { resource, name, namespace } = ask;
    const capture = await describeObject.run(link, checked(describeObject, { resource, name, namespace: namespace ?? undefined }), signal);
    const items = capture.rows.flatMap(({ object, events }) => [object, ...events]);
    const [first, ...events] = items;
    const shown = [JSON.stringify(first), "Events:", ...events.map(lineOfObject)].join("\n");
    return { text: JSON.stringify({ kind: "List", items }), shown, capture, recorded: asJson(ask) };
  },
  events: async (link, ask, window, signal) => {
    const namespace = ask.namespace;
    const capture = await readEvents.run(link, checked(readEvents, { ...window, namespace: namespace ?? undefined, limit: MOST_OBJECTS }), signal);
    const text = JSON.stringify({ kind: "List", items: capture.rows });
    return { text, shown: capture.rows.map(lineOfObject).join("\n") || "No events in that time.", capture, recorded: asJson(ask) };
  },
  logs: async (link, { name, namespace, flags }, _window, signal) => {
    const lines = flags.has("tail") ? Math.min(Number(flags.get("tail")), MOST_LINES) : 500;
    const previous = flags.get("previous") === "true";
    const input = { namespace, pod: name, container: flags.get("container"), previous, since: sinceOf(flags), lines };
    const capture = await podLogs.run(link, checked(podLogs, input), signal);
    const text = capture.rows.map(({ at, line }) => (at === null ? line : `${new Date(at).toISOString()} ${line}`)).join("\n");
    return { text, shown: text || "No lines.", capture };
  },
  "rollout history": async (link, { name, namespace }, _window, signal) => {
    const capture = await rolloutHistory.run(link, checked(rolloutHistory, { namespace, deployment: name }), signal);
    const shown = capture.rows.map(({ revision, at, images, cause, isCurrent, diff }) =>
      [
        `revision ${revision}${isCurrent ? " (current)" : ""}, ${new Date(at).toISOString()}, ${images.join(", ")}${cause ? `: ${cause}` : ""}`,
        ...(diff ?? []),
      ].join("\n  "),
    );
    return { text: shown.join("\n"), shown: shown.join("\n") || "No revision of that deployment is kept.", capture };
  },
};

/** Names and selectors as the cluster takes them; what is none is refused in words. */
function checked<I>(
  {
    input,
  }: {
    input: {
      safeParse(value: unknown): { success: true; data: I } | { success: false; error: { issues: { message: string; path: PropertyKey[] }[] } };
    };
  },
  value: unknown,
): I {
  const parsed = input.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InvalidError(`${String(issue?.path[0] ?? "An argument")}: ${issue?.message ?? "It cannot be used."}`);
}

/** The command that prints these objects as JSON. */
function asJson({ resource, name, namespace, flags }: KubectlAsk): string {
  const place = namespace ? ["-n", namespace] : flags.has("all-namespaces") ? ["-A"] : [];
  const filters = (["selector", "field-selector"] as const).flatMap((flag) => (flags.has(flag) ? [`--${flag}`, flags.get(flag) ?? ""] : []));
  return ["kubectl", "get", resource, ...(name ? [name] : []), ...place, ...filters, "-o", "json"].join(" ");
}

function sinceOf(flags: ReadonlyMap<string, string>): number | undefined {
  const [, count, unit = ""] = /^(\d+)([smh])$/.exec(flags.get("since") ?? "") ?? [];
  if (count) return Date.now() - Number(count) * (UNITS[unit] ?? 0);
  const at = flags.get("since-time");
  return at === undefined ? undefined : (instantOf(at) ?? undefined);
}
