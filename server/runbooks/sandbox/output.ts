import { StringDecoder } from "node:string_decoder";
import { openMask } from "./mask.ts";

/** Terminal escapes, and control characters that no screen or database wants. */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)|[PX^_][^\u001b]{0,4096}\u001b\\|[@-Z\\-_])/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const LONGEST_LINE = 4_000;
const TAIL_BYTES = 8_000;

export type Output = { write(bytes: Buffer): void; end(): void; readonly text: string; readonly bytes: number };

/**
 * What a command writes, made safe and given on as it comes: decoded, without escapes, secrets masked, long lines cut. Of more than `limit` characters
 * the beginning and the end are kept. `text`: the same for whoever judges it, within the limit.
 */
export function openOutput(limit: number, secrets: readonly string[], give: (text: string) => void): Output {
  const decoder = new StringDecoder("utf8");
  const mask = openMask(secrets);
  let [bytes, given, column, left] = [0, 0, 0, 0];
  let [text, tail, held] = ["", "", ""];
  const take = (clean: string): void => {
    if (clean === "") return;
    const room = Math.max(0, limit - given);
    const now = room < clean.length ? clean.slice(0, room) : clean;
    if (now !== "") {
      given += now.length;
      text += now;
      give(now);
    }
    const rest = clean.slice(now.length);
    if (rest === "") return;
    left += rest.length;
    tail = (tail + rest).slice(-TAIL_BYTES);
  };
  const clean = (raw: string): string => {
    const joined = held + raw;
    const cut = unfinishedEscape(joined);
    held = joined.slice(cut);
    const plain = joined.slice(0, cut).toWellFormed().replace(ESCAPES, "").replace(/\r\n?/g, "\n").replace(CONTROLS, "");
    const shortened = shortenLines(plain, column);
    column = shortened.column;
    return shortened.text;
  };
  return {
    write(chunk) {
      bytes += chunk.length;
      take(mask.push(clean(decoder.write(chunk))));
    },
    end() {
      const rest = `${held}${decoder.end()}`.toWellFormed().replace(ESCAPES, "").replace(CONTROLS, "");
      held = "";
      take(mask.push(rest) + mask.end());
      if (left === 0) return;
      const missing = left - tail.length;
      const end = `\n… ${missing > 0 ? `${missing.toLocaleString("en")} characters left out …\n` : "\n"}${tail}`;
      text += end;
      give(end);
      left = 0;
    },
    get text() {
      return text;
    },
    get bytes() {
      return bytes;
    },
  };
}

/** Where an escape begins that has not ended yet; the length where there is none. */
function unfinishedEscape(text: string): number {
  const at = text.lastIndexOf("\u001b");
  if (at < 0 || text.length - at > 4_100) return text.length;
  ESCAPES.lastIndex = 0;
  return text.slice(at).replace(ESCAPES, "").startsWith("\u001b") ? at : text.length;
}

function shortenLines(text: string, from: number): { text: string; column: number } {
  if (from + text.length <= LONGEST_LINE) {
    const last = text.lastIndexOf("\n");
    return { text, column: last < 0 ? from + text.length : text.length - last - 1 };
  }
  let column = from;
  const lines = text.split("\n").map((line, at) => {
    const start = at === 0 ? column : 0;
    column = start + line.length;
    if (column <= LONGEST_LINE) return line;
    return start >= LONGEST_LINE ? "" : `${line.slice(0, LONGEST_LINE - start)} … (line cut)`;
  });
  return { text: lines.join("\n"), column };
}
