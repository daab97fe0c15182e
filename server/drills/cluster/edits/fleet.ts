import { hashOf, openDice } from "../../world/chance.ts";
import { NODES } from "../../world/shop.ts";
import type { KubeObject } from "../../world/types.ts";
import { instant } from "../pod-objects.ts";
import type { Loose } from "./types.ts";

/** How long things take in the practice cluster, milliseconds. */
export const TIMES = { start: 900, stop: 700, between: 600 } as const;

type Member = { object: KubeObject; from: number; readyAt: number; stopAt: number | null; revision: number };

/** The pods of one workload from the moment that somebody changed something about it. */
export type Fleet = { members: Member[]; revision: number; wanted: number; isNumbered: boolean; made: number; labels: Record<string, string> };

export function openFleet(pods: readonly KubeObject[], wanted: number, revision: number, isNumbered: boolean, labels: Record<string, string>): Fleet {
  const members = pods.map((object) => ({ object, from: 0, readyAt: 0, stopAt: null, revision }));
  return { members, revision, wanted, isNumbered, made: 0, labels };
}

const standing = (fleet: Fleet): Member[] => fleet.members.filter(({ stopAt }) => stopAt === null);

/** As many as wanted: the youngest go first, new ones come on nodes that take pods. */
export function scaleFleet(fleet: Fleet, at: number, wanted: number, closed: ReadonlySet<string>): void {
  fleet.wanted = wanted;
  const now = standing(fleet);
  for (const member of now.slice(wanted)) member.stopAt = at;
  for (let missing = wanted - now.length; missing > 0; missing -= 1) addMember(fleet, at, closed);
}

/** Ends one pod; another comes in its place. */
export function endMember(fleet: Fleet, at: number, name: string, closed: ReadonlySet<string>): void {
  const member = standing(fleet).find(({ object }) => object.metadata.name === name);
  if (!member) return;
  member.stopAt = at;
  if (standing(fleet).length < fleet.wanted) addMember(fleet, fleet.isNumbered ? at + TIMES.stop : at, closed, fleet.isNumbered ? name : null);
}

/** One new pod after the other, and an old one goes when the new one is ready. */
export function rollFleet(fleet: Fleet, at: number, closed: ReadonlySet<string>): void {
  fleet.revision += 1;
  standing(fleet).forEach((member, place) => {
    const from = at + place * TIMES.between;
    member.stopAt = from + TIMES.start;
    addMember(fleet, from, closed, fleet.isNumbered ? member.object.metadata.name : null);
  });
}

function addMember(fleet: Fleet, at: number, closed: ReadonlySet<string>, name: string | null = null): void {
  const [like] = fleet.members;
  if (!like) return;
  fleet.made += 1;
  const open = NODES.filter((node) => !closed.has(node));
  const dice = openDice(hashOf(like.object.metadata.name), fleet.made, fleet.revision);
  const stem = like.object.metadata.name.replace(/-[^-]+-[^-]+$/, "");
  const named =
    name ??
    (fleet.isNumbered
      ? `${like.object.metadata.name.replace(/-\d+$/, "")}-${standing(fleet).length}`
      : `${stem}-${lettersOf(hashOf(`${stem} ${fleet.revision}`).toString(16))}-${lettersOf(dice.hex(10)).slice(0, 5)}`);
  const labels = { ...(like.object.metadata.labels as Record<string, string>), ...fleet.labels };
  const node = open[fleet.made % Math.max(1, open.length)];
  const spec = { ...(like.object.spec as Loose), ...(node ? { nodeName: node } : { nodeName: undefined }) };
  const metadata = { ...like.object.metadata, name: named, labels, creationTimestamp: instant(at), uid: `${lettersOf(dice.hex(8))}-${fleet.made}` };
  const object = { ...like.object, metadata, spec } as KubeObject;
  fleet.members.push({ object, from: at, readyAt: node ? at + TIMES.start : Number.POSITIVE_INFINITY, stopAt: null, revision: fleet.revision });
}

/** Its pods as the API shows them at an instant. */
export function podsOf(fleet: Fleet, at: number): KubeObject[] {
  return fleet.members.flatMap((member) => {
    const { object, from, readyAt, stopAt } = member;
    if (from > at || (stopAt !== null && at >= stopAt + TIMES.stop)) return [];
    const ending = stopAt !== null && at >= stopAt ? { deletionTimestamp: instant(stopAt), deletionGracePeriodSeconds: 30 } : {};
    const shown = { ...object, metadata: { ...object.metadata, ...ending } };
    return [at >= readyAt ? shown : unready(shown, readyAt === Number.POSITIVE_INFINITY)];
  });
}

export function countsAt(fleet: Fleet, at: number): { total: number; ready: number; updated: number } {
  const alive = fleet.members.filter(({ from, stopAt }) => from <= at && (stopAt === null || at < stopAt + TIMES.stop));
  const serving = alive.filter(({ readyAt, stopAt }) => at >= readyAt && (stopAt === null || at < stopAt));
  return {
    total: alive.length,
    ready: serving.length,
    updated: alive.filter(({ revision, stopAt }) => revision === fleet.revision && (stopAt === null || at < stopAt)).length,
  };
}

function unready(object: KubeObject, isPending: boolean): KubeObject {
  const status = object.status as { conditions: { type: string }[]; containerStatuses: object[] };
  const conditions = status.conditions.map((one) =>
    /Ready$/.test(one.type) || (isPending && one.type === "PodScheduled") ? { ...one, status: "False" } : one,
  );
  const waiting = { waiting: { reason: isPending ? "Pending" : "ContainerCreating" } };
  return {
    ...object,
    status: {
      ...status,
      phase: "Pending",
      conditions,
      containerStatuses: status.containerStatuses.map((one) => ({ ...one, ready: false, restartCount: 0, lastState: {}, state: waiting })),
    },
  };
}

function lettersOf(hex: string): string {
  return [...hex].map((digit) => "bcdf456789ghjklm"[Number.parseInt(digit, 16)] ?? "x").join("");
}
