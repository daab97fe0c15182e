import type { DocumentNote } from "./document.ts";

type Present = { name: string; title: string; words: string; version: string };
export type Difference = { title: string; from: string; to: string };

/** Which numbers of a document are another version by now. One that only grew, because its end is open, is none. Pure. */
export function differencesOf({ figures }: Pick<DocumentNote, "figures">, present: readonly Present[]): Difference[] {
  return Object.entries(figures).flatMap(([name, cited]) => {
    const now = present.find((figure) => figure.name === name);
    if (!now) return present.length === 0 ? [] : [{ title: cited.title, from: cited.words, to: "unknown" }];
    return now.version === cited.inputs || now.words === cited.words ? [] : [{ title: now.title, from: cited.words, to: now.words }];
  });
}
