/** A word of evidence or of a change. `isName`: made of several words or of digits, as identifiers are, so that meeting it twice is no accident. */
export type Word = { text: string; isName: boolean };

const TOKEN = /[A-Za-z_][A-Za-z0-9_]*(?:[-.][A-Za-z0-9_]+)*|\d+(?:\.\d+)?/g;

/** Words that stand in evidence and code everywhere. */
const COMMON = new Set(
  `a an and are as at be been but by can could did do does for from had has have if in into is it its may more most no nor not of off on once one only or other our out over per set so
  some such than that the their then there these this to too under until up upon use used using was we were when which while will with would you your all any each new now own same
  error errors err exception failed failure fail fails failing service svc api request requests response respond call called calls caller handler handle code status http https rpc grpc
  server client app src main java com org net internal pkg lib func function return returns returned const let var public private static final void string int bool boolean true false
  null nil none self class type types struct import export default async await log logs info warn debug value values key name id ids data get put post delete list item items file files line
  lines message msg metric metrics above below observed rate ratio count total sum avg max min ms sec second seconds minute minutes percent p50 p90 p95 p99 after before first last
  ok yes time at start started trace span upstream downstream prod config settings test tests fix add update remove change rename v1 v2 v3 www example local
  went down up still than above below trying open close object check run running`.split(/\s+/),
);

/** The telling words of a text: whole identifiers and their parts, in lower case, plurals cut. */
export function wordsOf(text: string): Word[] {
  const words = new Map<string, Word>();
  for (const [token] of text.slice(0, 4_000).matchAll(TOKEN)) {
    const parts = partsOf(token);
    const whole = parts.join("-");
    if (parts.length > 1 && parts.length < 9) words.set(whole, { text: whole, isName: true });
    if (/^\d/.test(token) && token.length >= 3) words.set(token, { text: token, isName: true });
    for (const part of parts) if (part.length > 2 && !COMMON.has(part) && !words.has(part)) words.set(part, { text: part, isName: false });
  }
  return [...words.values()];
}

export function partsOf(token: string): string[] {
  return token
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== "")
    .map((part) =>
      part.length > 4 && part.endsWith("ies") ? `${part.slice(0, -3)}y` : part.length > 3 && /[^s]s$/.test(part) ? part.slice(0, -1) : part,
    );
}

const SUFFIX = /(service|svc|server|api|app|worker|backend|frontend|daemon|job|gateway|web|edge|consumer|processor)$/;

/** The words that a service is known by in paths and titles: its name without `-svc` and the like. */
export function stemsOf(service: string): string[] {
  const parts = partsOf(service.split("/").at(-1) ?? service);
  const stems = parts
    .map((part) => (part.length > 8 ? part.replace(SUFFIX, "") : part))
    .filter((part) => part.length > 2 && !SUFFIX.test(part) && !/^\d+$/.test(part));
  return stems.length > 0 ? stems : parts;
}
