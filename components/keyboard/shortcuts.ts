export type Shortcut = { keys: string; label: string; group: string; run: () => void };

const SEQUENCE_MS = 1_200;

/** `mod+k`, `g i`, `?`: one press as written in a shortcut. `mod` is ⌘ or Ctrl. Pure. */
export function pressOf(event: Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey">): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase();
  return `${event.metaKey || event.ctrlKey ? "mod+" : ""}${event.altKey ? "alt+" : ""}${key}`;
}

export type Matcher = { press: (press: string, at: number) => string | null };

/** Follows presses and answers with the keys of the shortcut they complete. `known` is asked at each press. Pure but for its own memory. */
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
