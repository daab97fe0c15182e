/** What a terminal showed, as the analyst reads it. */
export type Pasted = { command: string; text: string; at: string };

const FENCE = /^(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n\1[ \t]*$/gm;
const PROMPT = /^(?:\$|#|>|%|\S{0,60}[$#%])\s+(\S.*)$/;
const SHORTEST = 20;

/** The blocks of code in a note: what people paste from a terminal, with the command where a prompt shows it. Pure. */
export function pastedIn(note: string, at: string): Pasted[] {
  return [...note.matchAll(FENCE)].flatMap(([, , block = ""]) => {
    const [first = "", ...rest] = block.split("\n");
    const command = PROMPT.exec(first)?.[1];
    const text = command ? rest.join("\n") : block;
    return text.trim().length < SHORTEST ? [] : [{ command: command ?? "pasted", text, at }];
  });
}
