import type { Bundle, Output } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Notebook } from "../notebook.ts";
import { blameOf } from "./blame.ts";
import { cleanLine } from "./clean-line.ts";
import { familyOf, isOwnState } from "./match-signature.ts";
import type { Names } from "./names.ts";
import { excerptOf } from "./say.ts";

/** Commands whose answers are read here as text; those of a cluster, and patterns of logs that were counted already, have readers of their own. */
const READ_HERE =
  /^\s*(?:sudo )?(?:\S*\/)?(?:curl|wget|http|dig|nslookup|host|openssl|psql|mysql|mongosh?|redis-cli|ping|nc|telnet|traceroute|mtr|journalctl|dmesg|systemctl|docker|tail|cat|grep|ssh)\b/;
const TELLS =
  /\b(?:error|fail\w*|refused|denied|timed? ?-?out|expired?|unable|cannot|could not|exception|no such|not found|exhausted|unavailable|too many|full)\b/i;
const LOOKED_AT = 200_000;
const MOST_OF_TEXT = 3;
const STRENGTH = 0.5;

/** Families that answers of other commands (curl, dig, psql, openssl …) tell of, by the same words as log lines. */
export function cluesOfTexts({ outputs }: Bundle, names: Names, notebook: Notebook): Clue[] {
  return outputs.filter(({ command }) => READ_HERE.test(command)).flatMap((output) => cluesOf(output, names, notebook));
}

function cluesOf({ command, text, at }: Output, names: Names, notebook: Notebook): Clue[] {
  const service = serviceIn(command, names);
  if (service === null) return [];
  const found = new Map<string, string>();
  for (const raw of text.slice(0, LOOKED_AT).split("\n")) {
    if (!TELLS.test(raw)) continue;
    const line = cleanLine(raw, null).text;
    const family = familyOf(line);
    if (family && !found.has(family.name)) found.set(family.name, line);
    if (found.size >= MOST_OF_TEXT) break;
  }
  return [...found].map(([family, line]) => {
    const blame = blameOf(line, service, names);
    const id = notebook.cite({ kind: "output", source: command.slice(0, 120), title: excerptOf(line).slice(0, 120), excerpt: line.slice(0, 400) });
    return {
      service: blame?.service ?? service,
      signature: family,
      statement: `“${command.slice(0, 80)}” answers “${excerptOf(line)}”.`,
      strength: STRENGTH,
      role: isOwnState(family) ? "cause" : "either",
      at,
      evidence: [id],
    };
  });
}

/** The one service that a command names. */
function serviceIn(command: string, names: Names): string | null {
  for (const word of command.split(/[\s"'=]+/)) {
    const known = names.all.has(word) ? word : /[./-]/.test(word) ? names.find(word) : null;
    if (known) return known;
  }
  return null;
}
