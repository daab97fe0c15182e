import type { PostmortemGround } from "#lib/contracts/postmortem.ts";

/** What numbers and cites mean now, for the parts of the editor that React does not draw. */
export type GroundStore = { read: () => PostmortemGround; write: (ground: PostmortemGround) => void; subscribe: (tell: () => void) => () => void };

export function createGround(first: PostmortemGround): GroundStore {
  let ground = first;
  const listeners = new Set<() => void>();
  return {
    read: () => ground,
    write(next) {
      ground = next;
      for (const tell of listeners) tell();
    },
    subscribe(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

/** What a cite stands for, in words. */
export function citeWords(ref: string, { entries, evidence }: PostmortemGround): string {
  if (ref === "opinion") return "An opinion: nothing that was recorded shows it";
  if (ref.startsWith("#")) {
    const entry = entries[ref.slice(1)];
    return entry ? `${entry.at.slice(0, 10)} ${entry.at.slice(11, 16)} UTC · ${entry.words}` : `Entry ${ref} of the timeline`;
  }
  const found = evidence.find(({ id }) => id === ref);
  return found ? `${found.title} (${found.source})` : `Evidence ${ref}`;
}
