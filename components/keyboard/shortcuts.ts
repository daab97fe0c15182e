export type Shortcut = { keys: string; label: string; group: string; run: () => void };

type Press = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey">;

const SEQUENCE_MS = 1_200;
const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead"]);

/**
 * `mod+k`, `g`, `?`: one press as written in a shortcut, or null for a modifier alone. `mod` is ⌘ on an Apple keyboard and Ctrl elsewhere,
 * so that Ctrl+K keeps deleting to the end of the line in a Mac's fields. Pure.
 */
export function pressOf({ key, metaKey, ctrlKey, altKey }: Press, isApple: boolean): string | null {
  if (MODIFIERS.has(key)) return null;
  const [isMod, isOther] = isApple ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  return `${isOther ? "other+" : ""}${isMod ? "mod+" : ""}${altKey ? "alt+" : ""}${key === " " ? "space" : key.toLowerCase()}`;
}

export type Matcher = { press: (press: string, at: number) => string | null };

/** Follows presses and answers with the keys of the shortcut they complete; a sequence wins over its last key alone. `known` is asked at each press. */
export function createMatcher(known: () => string[]): Matcher {
  let pending: { press: string; at: number } | null = null;
  return {
    press(press, at) {
      const sequence = pending && at - pending.at < SEQUENCE_MS ? `${pending.press} ${press}` : null;
      const keys = known();
      const match = sequence && keys.includes(sequence) ? sequence : keys.includes(press) ? press : null;
      pending = match ? null : { press, at };
      return match;
    },
  };
}

/** The shortcuts that the sheet shows, by group in the order they came; where keys were registered twice, the later one, which is the one that works. */
export function groupShortcuts(shortcuts: readonly Shortcut[]): Map<string, Shortcut[]> {
  const working = new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut]));
  return Map.groupBy(working.values(), ({ group }) => group);
}
