/** Stands for what varies. */
export const ANY = "<*>";

const LISTED = `${ANY},`;
const LETTER = /[a-z]/i;
const UNITS = new Set(
  "ns us µs ms s sec secs second seconds min mins minute minutes h hr hrs hour hours day days b kb mb gb tb kib mib gib".split(" "),
);
const ZONES = new Set("utc gmt est edt cst cdt mst mdt pst pdt cet cest bst ist jst".split(" "));
const NAMED_DAYS = new Set("mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec".split(" "));
const STATES = new Set(["true", "false"]);

/** True for a value that is a state rather than a measurement: it belongs to the shape. */
export const isState = (value: string): boolean => STATES.has(value.toLowerCase());

/**
 * Appends a token to a shape. A masked token takes in the unit, zone, month or weekday beside it; neighbours that are both masked, and repeated items of a
 * list, are one; what follows `key =` is its value.
 */
export function pushToken(shape: string[], token: string): void {
  const last = shape[shape.length - 1];
  if (last === undefined) {
    shape.push(token);
    return;
  }
  const joined = joinWithLast(last, token);
  if (joined !== null) shape[shape.length - 1] = joined;
  else if (token.startsWith(ANY) && NAMED_DAYS.has(last.toLowerCase())) {
    while (NAMED_DAYS.has(shape[shape.length - 1]?.toLowerCase() ?? "")) shape.pop();
    shape.push(token);
  } else shape.push(token);
}

function joinWithLast(last: string, token: string): string | null {
  if (last.endsWith(ANY)) {
    if (token.startsWith(ANY) && token.length <= ANY.length + 1) return last + token.slice(ANY.length);
    const word = bare(token);
    if (UNITS.has(word) || ZONES.has(word)) return last + token.slice(word.length);
  }
  if (last.endsWith(LISTED) && token.startsWith(ANY) && !LETTER.test(token)) return last.slice(0, -1) + token.slice(ANY.length);
  if (last === "=" && token !== "=") return `= ${isState(bare(token)) ? token : ANY}`;
  if (last.length > 1 && last.endsWith("=") && !token.includes("=")) return last + (isState(bare(token)) ? token : ANY);
  return isRepeat(last, token) ? token : null;
}

function bare(token: string): string {
  const last = token.charCodeAt(token.length - 1);
  return (last === 44 || last === 46 || last === 59 || last === 41 ? token.slice(0, -1) : token).toLowerCase();
}

/** `Item(<*>), Item(<*>)` is a list of one shape, however long. */
function isRepeat(last: string, token: string): boolean {
  if (!last.includes(ANY)) return false;
  return last === token || (last.endsWith(",") && token.startsWith(last.slice(0, -1)) && token.length <= last.length + 1);
}
