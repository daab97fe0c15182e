import type { Change } from "../../bundle.ts";
import { type Cast, nameAt } from "./cast.ts";
import { innocentsOf } from "./innocents.ts";
import { luresOf } from "./lures.ts";
import { MINUTE_MS, type Plan } from "./options.ts";
import type { Random } from "./random.ts";
import type { Draft, Patch, Scene } from "./scenario.ts";

type Placed = { draft: Draft; at: number; isGuilty: boolean };
type Style = { hasIds: boolean; patch: number; isShaFirst: boolean };
export type WrittenChanges = { changes: Change[]; guilty: string | null };

/** The guilty change, those near it, and ordinary ones before and after; commits with the deploys that carry them. */
export function writeChanges(scene: Scene, cast: Cast, plan: Plan, random: Random, innocents: number, isReverted: boolean): WrittenChanges {
  const style: Style = { hasIds: random.chance(0.5), patch: random.int(0, 2), isShaFirst: random.chance(0.6) };
  const [least, most] = scene.delay ?? [1, 6];
  const took = random.between(least, most) * MINUTE_MS;
  const placed: Placed[] = [];
  if (scene.guilty) placed.push({ draft: scene.guilty, at: plan.onset - took, isGuilty: true });
  for (const draft of [...scene.near, ...luresOf(cast, random)])
    placed.push({ draft, at: nearTime(plan, scene.guilty ? took : null, random), isGuilty: false });
  for (const draft of innocentsOf(cast, random, Math.max(0, innocents - scene.near.length - 3)))
    placed.push({ draft, at: random.between(plan.from, plan.to), isGuilty: false });
  if (isReverted && scene.guilty && plan.endedAt) placed.push({ draft: revertOf(scene.guilty), at: plan.endedAt - 30_000, isGuilty: false });
  const written = placed.map((one) => ({ ...one, changes: changesOf(one, cast, random, style) }));
  const sorted = written.flatMap(({ changes }) => changes).toSorted((one, other) => one.at - other.at);
  const named = new Map(sorted.map((change, at) => [change, style.hasIds ? change.id : `C${at + 1}`]));
  const guilty = written.find(({ isGuilty }) => isGuilty)?.changes[0];
  return {
    changes: sorted.map((change) => ({ ...change, id: named.get(change) ?? change.id, at: change.at + plan.changeOffsetMs })),
    guilty: (guilty && named.get(guilty)) ?? null,
  };
}

/** Nearer than the guilty one, with it, before it by up to an hour, or just after the beginning. */
function nearTime({ onset }: Plan, took: number | null, random: Random): number {
  if (took === null) return onset - random.between(2, 25) * MINUTE_MS;
  const choice = random.next();
  if (choice < 0.4) return onset - took * random.between(0.2, 0.95);
  if (choice < 0.6) return onset - took;
  if (choice < 0.85) return onset - took - random.between(2, 60) * MINUTE_MS;
  return onset + random.between(4, 12) * MINUTE_MS;
}

function changesOf({ draft, at }: Placed, cast: Cast, random: Random, style: Style): Change[] {
  const service = draft.place ? nameAt(cast, draft.place) : null;
  const author = random.pick(["ana", "bram", "chidi", "dora", "emil", "fumi"]);
  if (draft.kind !== "commit")
    return [{ id: `evt-${random.hex(8)}`, at, kind: draft.kind, service, title: draft.title, author, link: null, detail: draft.detail ?? "" }];
  const sha = random.hex(40);
  const title = style.isShaFirst ? `${sha.slice(0, 7)} ${draft.title}` : draft.title;
  const detail = detailOf(draft.patches ?? [], style);
  const committed: Change = {
    id: sha,
    at: at - random.between(1, 15) * MINUTE_MS,
    kind: "commit",
    service: null,
    title,
    author,
    link: `commit/${sha}`,
    detail,
  };
  if (!service) return [committed];
  const deployed = { id: `dep-${random.hex(8)}`, at, kind: "deploy", service, author: null, link: `commit/${sha}`, detail: "" };
  return [committed, { ...deployed, title: `deploy ${service} v${random.int(1, 9)}.${random.int(0, 99)} (${sha.slice(0, 7)})` }];
}

function detailOf(patches: Patch[], style: Style): string {
  const files = `files: ${patches.map(({ path }) => path).join(", ")}`;
  return [files, ...patches.filter(({ lines }) => lines.length > 0).flatMap(({ path, lines }) => [headOf(path, style.patch), ...lines])].join("\n");
}

function headOf(path: string, style: number): string {
  if (style === 0) return `@@ ${path} @@`;
  const names = `--- a/${path}\n+++ b/${path}\n@@ -10,6 +10,6 @@`;
  return style === 1 ? names : `diff --git a/${path} b/${path}\nindex 1a2b3c4..5d6e7f8 100644\n${names}`;
}

function revertOf({ kind, title, place, patches = [] }: Draft): Draft {
  if (kind === "flag") return { kind, place, title: title.replace(/off->on|on->off|(\S+) -> (\S+)/, "rolled back") };
  const back = patches.map(({ path, lines }) => ({
    path,
    lines: lines.map((line) => (line.startsWith("+") ? `-${line.slice(1)}` : line.startsWith("-") ? `+${line.slice(1)}` : line)),
  }));
  return { kind, place, title: `Revert "${title}"`, patches: back };
}
