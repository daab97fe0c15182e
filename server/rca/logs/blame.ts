import type { Names } from "./names.ts";

/** Whom a line of failure points at: `named` as the line writes it, `service` when that is a service of the evidence. */
export type Blame = { named: string; service: string | null };

const HOST = String.raw`([a-z][\w.-]*[a-z0-9](?::\d{2,5})?|\d{1,3}(?:\.\d{1,3}){3}:\d{2,5})`;
const PATTERNS = [
  new RegExp(
    String.raw`\bno (?:instances|endpoints|healthy (?:upstream|hosts?)|route|servers?) (?:available |found |left )?(?:for|to|of|in) ["'\[]?${HOST}`,
    "gi",
  ),
  new RegExp(String.raw`\b[a-z][a-z+]{1,11}:\/\/(?:[^@\s/]*@)?${HOST}`, "gi"),
  new RegExp(String.raw`\btried: ?["'\[]?${HOST}`, "gi"),
  new RegExp(String.raw`\b(?:dial|lookup|resolve|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT)(?: tcp| udp| host(?:name)?)? ["'\[]?${HOST}`, "gi"),
  new RegExp(
    String.raw`\b(?:connect(?:ion|ing)?|call(?:s|ing)?|request(?:s|ing)?|requests?|talk(?:ing)?|send(?:ing)?|post(?:ing)?|reach(?:ing)?) (?:to |at |with |from )?(?:the )?(?:upstream |host |server |service |address |database |backend )?["'\[]?${HOST}["'\]]?(?= |$|:|,|\)|;|\.$)`,
    "gi",
  ),
  new RegExp(
    String.raw`\b(?:upstream|dependency|downstream|backend|remote|service|host) ["'\[]?${HOST}["'\]]? (?:is |has |was |did )?(?:returned|responded|failed|timed|unavailable|unreachable|down|not|refused|reset)`,
    "gi",
  ),
  new RegExp(String.raw`\b(?:from|by) ["'\[]?${HOST}["'\]]?(?: service)?: (?:http )?5\d\d`, "gi"),
  new RegExp(
    String.raw`(?:^|[\s"'(\[])${HOST}["'\]]? (?:request |call |fetch |lookup |rpc |query )?(?:returned|responded|answered|timed|timeout|unavailable|unreachable|is down|refused|failed|slow|did not)`,
    "gi",
  ),
];
const PATH = /"path": ?"(\/[^"]+)"|\b[45]\d\d\b.{0,120}?(\/(?:[\w-]+\/){1,6}[\w-]*)/;
const NO_NAMES = new Set([
  "the",
  "a",
  "an",
  "localhost",
  "connection",
  "server",
  "host",
  "service",
  "database",
  "client",
  "to",
  "timed",
  "failed",
  "refused",
  "error",
  "after",
  "from",
  "is",
]);

/** Reads from a failing line what it could not reach. A line that names its own service blames nobody. */
export function blameOf(message: string, service: string, names: Names): Blame | null {
  const text = message.slice(0, 1_500);
  for (const pattern of PATTERNS)
    for (const [, found = ""] of text.matchAll(pattern)) {
      const named = found.replace(/[.:]$/, "");
      if (named === "" || NO_NAMES.has(named.toLowerCase())) continue;
      const known = names.find(named);
      if (known === service) continue;
      if (known) return { named, service: known };
      if (/[.:\d-]/.test(named) && !/^\d+$/.test(named)) return { named, service: null };
    }
  return blameOfPath(text, service, names);
}

/** An answer of 4xx or 5xx that quotes the path it was asked for: a segment of it may be the name of a service. */
function blameOfPath(text: string, service: string, names: Names): Blame | null {
  const found = PATH.exec(text);
  const path = found?.[1] ?? found?.[2];
  for (const segment of path?.split("/") ?? []) {
    const known = segment.length >= 5 ? names.find(segment) : null;
    if (known && known !== service) return { named: known, service: known };
  }
  return null;
}
