import { isDump, LINE_MOST, pairBrackets, partnerOf } from "./brackets.ts";
import { closingOf, DELIMITER, DIGIT, isClosing, isDigit, isLetter, isOpening, isQuote, kindOf, SPACE } from "./characters.ts";
import { ANY, isState, pushToken } from "./join-tokens.ts";

/** What follows an id and a colon belongs to that id. */
const PAIRED = `${ANY}:`;
const QUOTED_MOST = 400;
const HEX_LEAST = 8;
const STATE_MOST = 5;
const HEX = /^[a-f]+$/i;
const HOST =
  /^(?!java|org\.|com\.|net\.|io\.)[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|net|org|edu|gov|io|dev|app|cloud|local|internal|localdomain|svc|cn|de|uk|us|eu|fr|jp|ru|hk)$/i;
const METHOD = /^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) /;
const ABSENT = new Set(["null", "nil", "none", "undefined", "nan"]);

type Scan = { line: string; end: number; at: number; token: string; hasBrackets: boolean };

/**
 * The shape of a line: its words with `<*>` for what varies from line to line (numbers, addresses, ids, paths, times, values of keys, quoted text, dumped
 * structures), single spaces between them. The rules are those of writing such things, none of them made for one system; the idea of masking before
 * mining is that of Drain3. One pass, hardly a regular expression.
 */
export function maskLine(line: string): string {
  const end = Math.min(line.length, LINE_MOST);
  const scan: Scan = { line, end, at: 0, token: "", hasBrackets: pairBrackets(line, end) };
  const shape: string[] = [];
  while (scan.at < end) {
    const kind = kindOf(line.charCodeAt(scan.at));
    if (kind === SPACE) {
      if (scan.token !== "") pushToken(shape, scan.token);
      scan.token = "";
      scan.at += 1;
    } else if (kind === DELIMITER) takeDelimiter(scan);
    else takeWord(scan);
  }
  if (scan.token !== "") pushToken(shape, scan.token);
  return shape.join(" ");
}

function takeDelimiter(scan: Scan): void {
  const { line, at, end } = scan;
  const code = line.charCodeAt(at);
  if (isQuote(code)) {
    const close = endOfQuote(scan, code);
    if (close > at) scan.token = withRequest(scan, close) ?? withAny(scan.token);
    else scan.token += line[at];
    scan.at = Math.max(close, at) + 1;
    return;
  }
  if (scan.hasBrackets && isOpening(code)) {
    const close = partnerOf(at);
    if (close > at + 1 && (code === 123 || isDump(at))) {
      scan.token += `${line[at]}${ANY}${String.fromCharCode(closingOf(code))}`;
      scan.at = close + 1;
      return;
    }
  }
  if (!(code === 60 && isDigit(line.charCodeAt(at + 1)))) scan.token += line[at];
  scan.at += 1;
  if (code === 61 && scan.at < end) takeValue(scan);
}

function endOfQuote({ line, at, end, token }: Scan, quote: number): number {
  if (quote === 39 && token !== "" && isLetter(token.charCodeAt(token.length - 1))) return at;
  const close = line.indexOf(String.fromCharCode(quote), at + 1);
  return close > at && close < end && close - at <= QUOTED_MOST ? close : at;
}

/** Of a quoted request line the method stays. */
function withRequest({ line, at, token }: Scan, close: number): string | null {
  if (line.charCodeAt(at + 1) < 65 || line.charCodeAt(at + 1) > 90 || close - at < 6) return null;
  const method = METHOD.exec(line.slice(at + 1, at + 9))?.[0];
  return method === undefined ? null : token + method + ANY;
}

/** After `key=`: the value up to the next space, comma or closing bracket is one masked part; `true` and `false` stay. */
function takeValue(scan: Scan): void {
  const { line, end, token } = scan;
  if (token.length === 1 || token.endsWith("==")) return;
  let at = scan.at;
  while (at < end) {
    const code = line.charCodeAt(at);
    if (code === 32 || code === 44 || code === 59 || code === 38 || code === 9 || isClosing(code) || code === 34 || code === 39) break;
    if (isOpening(code) && partnerOf(at) > at) at = partnerOf(at);
    at += 1;
  }
  at = Math.min(at, end);
  if (at === scan.at) return;
  const value = at - scan.at <= STATE_MOST ? line.slice(scan.at, at) : "";
  scan.token = isState(value) ? token + value : withAny(token);
  scan.at = at;
}

function takeWord(scan: Scan): void {
  const { line, end, at: from, token } = scan;
  let hasDigit = false;
  let at = from;
  while (at < end) {
    const code = line.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === SPACE) break;
    if (kind === DELIMITER && !(code === 39 && isLetter(line.charCodeAt(at + 1)) && isLetter(line.charCodeAt(at - 1)))) break;
    if (kind === DIGIT) hasDigit = true;
    at += 1;
  }
  scan.at = at;
  if (hasDigit) scan.token = isPlace(line, from, at) ? token + line.slice(from, at) : withAny(token);
  else {
    const word = line.slice(from, at);
    scan.token = varies(word, token) || token.endsWith(PAIRED) ? withAny(token) : token + word;
  }
}

/** A place in code, `Class#123`: the same statement writes it each time. */
function isPlace(line: string, from: number, to: number): boolean {
  let at = to - 1;
  while (at > from && isDigit(line.charCodeAt(at))) at -= 1;
  return at < to - 1 && at - from >= 3 && line.charCodeAt(at) === 35 && isLetter(line.charCodeAt(from)) && isLetter(line.charCodeAt(at - 1));
}

/** Adds a masked part; parts joined by a colon, comma, ampersand or semicolon are one (`address:port`, a list). */
function withAny(token: string): string {
  if (token.endsWith(ANY)) return token;
  const last = token.charCodeAt(token.length - 1);
  if ((last === 58 || last === 44 || last === 38 || last === 59) && token.endsWith(ANY, token.length - 1)) return token.slice(0, -1);
  return token + ANY;
}

/** True for a word without digits that still is a value: a path, an address, a host, a long hexadecimal number, half of a hardware address, “null”. */
function varies(word: string, before: string): boolean {
  if ((word.charCodeAt(0) === 47 && word.length > 1) || word.startsWith("./") || word.startsWith("~/")) return true;
  let slashes = 0;
  let dots = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    if (code === 47 || code === 92) slashes += 1;
    else if (code === 46) dots += 1;
    else if (code === 64) return true;
  }
  if (slashes >= 2 || (dots > 0 && HOST.test(word))) return true;
  if (word.length >= HEX_LEAST && HEX.test(word)) return true;
  if (!before.endsWith(":")) return false;
  return dots >= 2 || (word.length === 2 && HEX.test(word)) || ABSENT.has(word.toLowerCase());
}
