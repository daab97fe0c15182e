import { z } from "zod";
import { InvalidError } from "#server/platform/errors.ts";
import type { ClusterObject } from "#server/rca/index.ts";
import { At, inWindow, type Link, reading, rowsUpTo } from "../define.ts";
import { changesIn } from "./changes.ts";
import { listEverywhere, type RawObject } from "./list.ts";
import { acceptFor, pathOf, RESOURCE_NAMES, RESOURCES, type Resource } from "./resources.ts";
import { rolloutsOf } from "./rollouts.ts";
import { tidied } from "./tidy.ts";

export const Name = z
  .string()
  .trim()
  .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, "Names have small letters, digits, hyphens and dots.");
const Selector = z.string().trim().max(1_000).optional();
const MOST = 5_000;
const OneObject = z.looseObject({ metadata: z.looseObject({ name: z.string(), uid: z.string().optional() }) });

export const listObjects = reading({
  about: "List objects of one kind: pods, deployments, nodes, events and more. Never secrets.",
  input: z.object({
    resource: z.enum(RESOURCE_NAMES),
    namespace: Name.optional(),
    labelSelector: Selector,
    fieldSelector: Selector,
    limit: rowsUpTo(MOST, 1_000),
  }),
  run: async (link, { resource, ...listing }, signal) => {
    const { objects, answers, isCut, warnings } = await listEverywhere(link, resource, listing, signal);
    return link.capture(`list_${resource}`, objectsOf(resource, objects), answers, { truncated: isCut, warnings });
  },
});

export const describeObject = reading({
  about: "Read one object with the events about it, as describe shows them.",
  input: z.object({ resource: z.enum(RESOURCE_NAMES), name: Name, namespace: Name.optional() }),
  run: async (link, { resource, name, namespace: given }, signal) => {
    const { kind } = RESOURCES[resource];
    const namespace = placeOf(link, resource, given);
    const question = { path: pathOf(resource, namespace, name), accept: acceptFor(resource, false) };
    const { asked, body } = await link.json(question, OneObject, signal);
    const fieldSelector = `involvedObject.name=${name},involvedObject.kind=${kind}`;
    const about = await listEverywhere(link, "events", { namespace, fieldSelector, limit: 200 }, signal);
    const row = { object: tidied(kind, body), events: objectsOf("events", about.objects) };
    return link.capture("describe", [row], [asked, ...about.answers], { truncated: about.isCut });
  },
});

/** Where one object is looked for. Without a namespace that is the connection's, where it has only one. */
function placeOf({ name, namespaces }: Link, resource: Resource, given: string | undefined): string | undefined {
  const [only, ...others] = namespaces;
  if (given || "isClusterWide" in RESOURCES[resource]) return given;
  if (only && others.length === 0) return only;
  throw new InvalidError(`Say in which namespace of ${name} it is${only ? `: ${namespaces.join(", ")}` : ", such as -n shop"}.`);
}

export const readEvents = reading({
  about: "List the cluster's events in a window, the earliest first.",
  input: z.object({ ...inWindow, namespace: Name.optional(), limit: rowsUpTo(MOST, 2_000) }),
  run: async (link, { from, to, namespace, limit }, signal) => {
    const { objects, answers, isCut, warnings } = await listEverywhere(link, "events", { namespace, limit }, signal);
    const timed = objectsOf("events", objects).map((event) => ({ event, at: instantOfEvent(event) }));
    const rows = timed.filter(({ at }) => at >= from && at <= to).toSorted((one, other) => one.at - other.at);
    return link.capture(
      "events",
      rows.map(({ event }) => event),
      answers,
      { window: { from, to }, truncated: isCut, warnings },
    );
  },
});

export const rolloutHistory = reading({
  about: "List the revisions of a deployment with what each changed.",
  input: z.object({ namespace: Name, deployment: Name }),
  run: async (link, { namespace, deployment }, signal) => {
    const { objects, answers, isCut } = await listEverywhere(link, "replicasets", { namespace, limit: MOST }, signal);
    const rows = rolloutsOf(objectsOf("replicasets", objects)).filter((rollout) => rollout.deployment === deployment);
    return link.capture("rollout_history", rows, answers, { truncated: isCut });
  },
});

export const readChanges = reading({
  about: "List what changed in a window: rollouts with their differences, config maps, autoscalers.",
  input: z.object({ ...inWindow, namespace: Name.optional() }),
  run: async (link, { from, to, namespace }, signal) => {
    const list = (resource: Resource) => listEverywhere(link, resource, { namespace, limit: MOST }, signal);
    const replicaSets = await list("replicasets");
    const deployments = await list("deployments");
    const configMaps = await list("configmaps");
    const autoscalers = await list("horizontalpodautoscalers");
    const revisions = await list("controllerrevisions");
    const lists = [replicaSets, deployments, configMaps, autoscalers, revisions];
    const watched = {
      replicaSets: objectsOf("replicasets", replicaSets.objects),
      deployments: objectsOf("deployments", deployments.objects),
      configMaps: configMaps.objects,
      autoscalers: autoscalers.objects,
      revisions: revisions.objects,
    };
    const answers = lists.flatMap((one) => one.answers);
    const warnings = lists.flatMap((one) => one.warnings);
    const more = { window: { from, to }, truncated: lists.some(({ isCut }) => isCut), warnings };
    return link.capture("changes", changesIn(watched, { from, to }), answers, more);
  },
});

export const podLogs = reading({
  about: "Read a pod's log, also that of its container before the last restart.",
  input: z.object({
    namespace: Name,
    pod: Name,
    container: Name.optional(),
    previous: z.boolean().default(false),
    since: At.optional(),
    lines: rowsUpTo(10_000, 500),
    bytes: z.number().int().min(1_000).max(8_000_000).default(1_000_000),
  }),
  run: async (link, { namespace, pod, container, previous, since, lines, bytes }, signal) => {
    const sinceTime = since === undefined ? undefined : new Date(since).toISOString();
    const query = { container, previous: previous || undefined, sinceTime, tailLines: lines, timestamps: true };
    const asked = await link.ask({ path: `${pathOf("pods", namespace, pod)}/log`, query, accept: "*/*", isCutAllowed: true, bytes }, signal);
    const whole = asked.isCut ? asked.text.slice(0, asked.text.lastIndexOf("\n") + 1) : asked.text;
    const rows = whole.split("\n").filter(Boolean).map(lineOf);
    return link.capture("pod_logs", rows.slice(-lines), [asked], { truncated: rows.length >= lines });
  },
});

export type PodLine = { at: number | null; line: string };

/** `2026-11-23T14:30:00.123456789Z message`, as the cluster writes with timestamps. */
function lineOf(text: string): PodLine {
  const space = text.indexOf(" ");
  const at = Date.parse(text.slice(0, space));
  return Number.isNaN(at) ? { at: null, line: text } : { at, line: text.slice(space + 1) };
}

function objectsOf(resource: Resource, objects: readonly RawObject[]): ClusterObject[] {
  return objects.map((object) => tidied(RESOURCES[resource].kind, object));
}

/** Events say when they were last seen in one of several fields, by the age of their writer. */
function instantOfEvent(event: ClusterObject): number {
  const { lastTimestamp, eventTime, firstTimestamp, series, metadata } = event as ClusterObject & Record<string, string | null>;
  const observed = (series as { lastObservedTime?: string } | null | undefined)?.lastObservedTime;
  return Date.parse(
    observed ?? lastTimestamp ?? eventTime ?? firstTimestamp ?? String((metadata as { creationTimestamp?: string }).creationTimestamp ?? ""),
  );
}
