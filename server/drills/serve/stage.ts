import { editedObjects } from "../cluster/edits/apply.ts";
import type { Edit } from "../cluster/edits/types.ts";
import { objectsAt } from "../cluster/objects.ts";
import { type MetricStore, openStore } from "../metrics/store.ts";
import { openWorld, type World } from "../world/open-world.ts";
import type { KubeObject, Scenario } from "../world/types.ts";

const MINUTE = 60_000;
const AHEAD = 12 * 60 * MINUTE;

/** `real`: the clock of the machine. `speed`: minutes of the world in a minute of it. */
export type StageOptions = { scenario: Scenario; seed: number; now?: number; speed?: number; startedAt?: number; real?: () => number };

/** What the servers of a drill show: one world, its clock, and what was done about its trouble. */
export type Stage = {
  now(): number;
  world(): World;
  store(): MetricStore;
  /** Another scenario from now on, with its own history. */
  inject(scenario: Scenario, seed: number): void;
  /** Takes back what the remedy names. False where that does not end this trouble, or it was done before. */
  revert(id: string): boolean;
  /** The objects of the cluster, with what was changed through its API. */
  objects(at: number): KubeObject[];
  edit(edit: Edit): void;
  setClock(change: { now?: number; speed?: number }): void;
  speed(): number;
};

export function openStage({ scenario, seed, now: begin, speed: rate = 1, startedAt: began, real = Date.now }: StageOptions): Stage {
  let [from, since, speed] = [begin ?? real(), real(), rate];
  let play = { scenario, seed, startedAt: began ?? from - scenario.begunMinutesAgo * MINUTE, relievedAt: null as number | null };
  let shown: { world: World; store: MetricStore; until: number } | null = null;
  let edits: Edit[] = [];
  const usual = new Map<number, KubeObject[]>();
  const now = (): number => from + Math.round((real() - since) * speed);
  const show = (): { world: World; store: MetricStore; until: number } => {
    if (shown && now() < shown.until) return shown;
    const until = now() + AHEAD;
    const world = openWorld({ ...play, now: play.startedAt, until });
    shown = { world, store: openStore(world, now), until };
    return shown;
  };
  return {
    now,
    speed: () => speed,
    world: () => show().world,
    store: () => show().store,
    objects(at) {
      const usualAt = (instant: number): KubeObject[] => {
        const known = usual.get(instant) ?? objectsAt(show().world, instant);
        usual.set(instant, known);
        return known;
      };
      const shownNow = editedObjects(usualAt, edits, at);
      usual.delete(at);
      return shownNow;
    },
    edit(edit) {
      edits = [...edits, edit];
    },
    inject(next, nextSeed) {
      play = { scenario: next, seed: nextSeed, startedAt: now() - next.begunMinutesAgo * MINUTE, relievedAt: null };
      shown = null;
      edits = [];
      usual.clear();
    },
    revert(id) {
      if (play.scenario.remedy?.id !== id || play.relievedAt !== null) return false;
      play = { ...play, relievedAt: now() };
      shown = null;
      usual.clear();
      return true;
    },
    setClock(change) {
      [from, since] = [change.now ?? now(), real()];
      speed = change.speed ?? speed;
      shown = null;
    },
  };
}
