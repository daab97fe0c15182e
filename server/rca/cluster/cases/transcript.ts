import type { Output } from "../../bundle.ts";

/** A session in a terminal with what it must lead to: written as somebody pastes it, to be read without the code in mind. */
export type Transcript = {
  title: string;
  question: string;
  namespace: string;
  outputs: Output[];
  /** Any of these names the right thing; `none`: nothing may be claimed. */
  right: string[];
  facts: RegExp[];
  /** Mechanisms that it must not be taken for. */
  not: string[];
};

/**
 * Reads transcripts: `## title`, `namespace:`, `? question`, `$ command` with its answer below, `= the thing | or its other name`, `~ words that must be
 * said`, `! a mechanism that it is not`. Pure.
 */
export function readTranscripts(text: string): Transcript[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = "", ...lines] = part.split("\n");
      const read: Transcript = { title: title.trim(), question: "", namespace: "", outputs: [], right: [], facts: [], not: [] };
      let open: Output | null = null;
      for (const line of lines) {
        const [sign, rest] = [line.slice(0, 2), line.slice(2).trim()];
        if (sign === "$ ") {
          open = { command: rest, text: "", at: null };
          read.outputs.push(open);
        } else if (sign === "= ") read.right = rest.split(" | ");
        else if (sign === "~ ") read.facts.push(new RegExp(rest, "is"));
        else if (sign === "! ") read.not.push(rest);
        else if (sign === "? ") read.question = rest;
        else if (open) open.text += `${line}\n`;
        else if (line.startsWith("namespace: ")) read.namespace = line.slice(11).trim();
      }
      return read;
    });
}
