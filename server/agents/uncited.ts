const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const CITES = /\[(?:[EC#]\d+(?:\s*[,–-]\s*)?)+\]/;
/** What claims nothing of the incident: questions, what it will do, and the admission that nothing shows it. */
const CLAIMS_NOTHING =
  /\?\s*$|^(?:i|we)(?:'ll| will| am| have| could| can(?:not)?| need| would)\b|^let me\b|\bnot established\b|\b(?:does|do) not suffice\b|^(?:ask|tell me)\b/i;
const FEWEST_WORDS = 4;

/** Sentences of a Markdown text that state something and name no evidence for it. Headings, code and links' addresses are no sentences. Pure. */
export function uncitedSentences(markdown: string): string[] {
  const lines = markdown
    .replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, "")
    .split("\n")
    .filter((line) => !/^\s*(?:#|\||---)/.test(line));
  return lines.flatMap((line) => statementsIn(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ""))).filter(isClaim);
}

/** A citation that stands behind the full stop belongs to the sentence before it. */
function statementsIn(line: string): string[] {
  const found: string[] = [];
  for (const { segment } of sentences.segment(line)) {
    const text = segment.trim();
    const [leading] = /^(?:\[[EC#][\d,\s–EC#-]*\]\s*)+/.exec(text) ?? [];
    if (leading && found.length > 0) found.push(`${found.pop()} ${leading}`);
    const rest = leading && found.length > 0 ? text.slice(leading.length).trim() : text;
    if (rest !== "") found.push(rest);
  }
  return found;
}

function isClaim(text: string): boolean {
  const bare = text.replaceAll(/[*_`>]/g, "").trim();
  return !CITES.test(text) && !CLAIMS_NOTHING.test(bare) && bare.split(/\s+/).length >= FEWEST_WORDS && !bare.endsWith(":");
}

/** What the transcript says of them; null when each names its evidence. */
export function uncitedNote(markdown: string): string | null {
  const bare = uncitedSentences(markdown);
  if (bare.length === 0) return null;
  const shown = bare.slice(0, 3).map((text) => `“${text.length > 160 ? `${text.slice(0, 160)}…` : text}”`);
  const more = bare.length > shown.length ? ` and ${bare.length - shown.length} more` : "";
  return `${bare.length === 1 ? "One sentence of the model cites" : `${bare.length} sentences of the model cite`} no evidence: ${shown.join(" ")}${more}`;
}
