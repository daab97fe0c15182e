import { StringDecoder } from "node:string_decoder";
import { openMask } from "./mask.ts";
import { openRing, type Ring } from "./ring.ts";

/** Terminal escapes, and control characters that no screen or database wants. */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)|[PX^_][^\u001b]{0,4096}\u001b\\|[@-Z\\-_])/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const LONGEST_LINE = 4_000;
const TAIL_BYTES = 8_000;

export type Output = { write(bytes: Buffer): void; end(): void; readonly text: string; readonly bytes: number };

/** Of what comes after the limit, so many bytes are read again at the end: more than any secret, escape and tail together. */
const KEPT_BYTES = 65_536;

/**
 * What a command writes, made safe and given on as it comes: decoded, without escapes, secrets masked, long lines cut. Of more than `limit` characters
 * the beginning and the end are kept; what is between costs no memory. `text`: the same for whoever judges it, within the limit.
 */
export function openOutput(limit: number, secrets: readonly string[], give: (text: string) => void): Output {
  let reader = openReader(secrets, 0);
  let last: Ring | null = null;
  let bytes = 0;
  let [text, tail] = ["", ""];
  const take = (clean: string): void => {
    const now = clean.slice(0, Math.max(0, limit - text.length));
    if (now !== "") {
      text += now;
      give(now);
    }
    tail = (tail + clean.slice(now.length)).slice(-TAIL_BYTES);
  };
  return {
    write(chunk) {
      bytes += chunk.length;
      if (text.length < limit) return take(reader.read(chunk));
      last ??= openRing(KEPT_BYTES);
      last.keep(chunk);
    },
    end() {
      if (last?.isOverflown) {
        reader = openReader(secrets, LONGEST_LINE);
        tail = "";
      }
      if (last) take(reader.read(last.bytes()));
      last = null;
      take(reader.end());
      if (tail === "") return;
      const missing = bytes - Buffer.byteLength(text) - Buffer.byteLength(tail);
      const end = `\n… ${missing > 0 ? `${missing.toLocaleString("en")} bytes left out …\n` : "\n"}${tail}`;
      tail = "";
      text += end;
      give(end);
    },
    get text() {
      return text;
    },
    get bytes() {
      return bytes;
    },
  };
}

/** Bytes to safe text, piece by piece. `column`: where in its line the first piece begins. */
function openReader(secrets: readonly string[], from: number): { read(bytes: Buffer): string; end(): string } {
  const decoder = new StringDecoder("utf8");
  const mask = openMask(secrets);
  let column = from;
  let held = "";
  return {
    read(bytes) {
      const joined = held + decoder.write(bytes);
      const cut = unfinishedEscape(joined);
      held = joined.slice(cut);
      const plain = joined.slice(0, cut).toWellFormed().replace(ESCAPES, "").replace(/\r\n?/g, "\n").replace(CONTROLS, "");
      const shortened = shortenLines(plain, column);
      column = shortened.column;
      return mask.push(shortened.text);
    },
    end() {
      const rest = `${held}${decoder.end()}`.toWellFormed().replace(ESCAPES, "").replace(CONTROLS, "");
      held = "";
      return mask.push(rest) + mask.end();
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
