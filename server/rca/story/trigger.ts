import type { SuspectChange } from "../answer.ts";
import type { Change } from "../bundle.ts";
import type { Notebook } from "../notebook.ts";

/** A switch, and the code that it switched: that code did nothing until then. */
export type Trigger = { switched: Change; code: Change };

const SWITCH = /flag|toggle|experiment|switch/i;
/** A name of two words at least, as switches have: `async-payment-processing`, `new_checkout`. */
const NAME = /\b[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+\b/gi;
/** Nothing shows before the switch, and what it does shows within the hour. */
const [BEFORE_MS, AFTER_MS] = [60 * 60_000, 60_000];

/** The switch by which an accused change came into force, or the change that an accused switch put into force; null where neither is told. Pure. */
export function triggerOf(accused: SuspectChange | undefined, changes: readonly Change[], since: number): Trigger | null {
  const own = changes.find(({ id }) => id === accused?.id);
  if (!own) return null;
  const isSwitch = SWITCH.test(own.kind);
  const others = changes.filter((other) => other !== own && SWITCH.test(other.kind) !== isSwitch);
  const found = others
    .map((other) => (isSwitch ? { switched: own, code: other } : { switched: other, code: own }))
    .filter(
      ({ switched, code }) =>
        switched.at >= code.at && switched.at <= since + AFTER_MS && switched.at >= since - BEFORE_MS && isNamedIn(switched, code),
    )
    .toSorted((one, other) => other.switched.at - one.switched.at || other.code.at - one.code.at);
  return found[0] ?? null;
}

function isNamedIn(switched: Change, code: Change): boolean {
  const names = namesIn(`${switched.title}\n${switched.detail}`);
  const told = `${code.title}\n${code.detail}`.toLowerCase();
  return names.some((name) => told.includes(name));
}

function namesIn(text: string): string[] {
  return (text.match(NAME) ?? []).map((name) => name.toLowerCase()).filter((name) => name.length >= 8);
}

/** The name of what was switched, as its title writes it. */
export function switchName({ title, detail }: Change): string {
  return (`${title}\n${detail}`.match(NAME) ?? []).find((name) => name.length >= 8) ?? title;
}

/** “switched on”, “switched off”, or where it is not said only “switched”. */
export function switchedWords({ title, detail }: Change): string {
  const set = [...detail.matchAll(/^\+.*[:=]\s*["']?(on|off|true|false|enabled|disabled)\b/gim)].at(-1)?.[1] ?? title.replace(NAME, " ");
  if (/\b(off|false|disabled)\b/i.test(set)) return "switched off";
  return /\b(on|true|enabled)\b/i.test(set) ? "switched on" : "switched";
}

/** Later turns of the same switch. Pure. */
export function laterTurns({ switched }: Trigger, changes: readonly Change[]): Change[] {
  const name = switchName(switched).toLowerCase();
  return changes.filter(({ kind, at, title, detail }) => SWITCH.test(kind) && at > switched.at && `${title}\n${detail}`.toLowerCase().includes(name));
}

/** Under the same id as whoever weighs changes cites it. */
export function citeOf({ title, detail, link, at, kind }: Change, notebook: Notebook): string {
  return notebook.cite({
    kind: "change",
    source: link ?? "changes.json",
    title: `${kind} ${title}`,
    excerpt: detail.slice(0, 600) || title,
    at: new Date(at).toISOString(),
  });
}
