export type Known = { slug: string; title: string; summary: string; tags: readonly string[] };

const SYNONYMS: Record<string, string> = {
  bounce: "restart",
  recycle: "restart",
  reboot: "restart",
  rollback: "roll-back",
  revert: "roll-back",
  failover: "fail-over",
  upscale: "scale",
  more: "scale",
  evacuate: "drain",
  cert: "certificate",
  certs: "certificate",
  tls: "certificate",
  ssl: "certificate",
  rotate: "renew",
  config: "configuration",
  configmap: "configuration",
  setting: "configuration",
  db: "database",
  postgres: "database",
  disc: "disk",
  disks: "disk",
  gently: "graceful",
  gracefully: "graceful",
};

/** How well a runbook is named by what was said, 0 to about 10; its whole name is beyond doubt. Pure. */
export function scoreOf({ slug, title, summary, tags }: Known, said: string): number {
  if (new RegExp(`(?:^|[^a-z0-9-])${slug}(?:$|[^a-z0-9-])`).test(said)) return 10;
  const words = tokens(said);
  const share = (text: string): number => {
    const own = [...new Set(tokens(text))];
    return own.length === 0 ? 0 : own.filter((one) => words.some((word) => isAlike(word, one))).length / own.length;
  };
  const hits = (text: string): number => new Set(tokens(text).filter((one) => words.some((word) => isAlike(word, one)))).size;
  return (
    4 * share(slug.replaceAll("-", " ")) + 2 * share(title) + 0.6 * hits(slug.replaceAll("-", " ")) + 0.25 * hits(`${summary} ${tags.join(" ")}`)
  );
}

/** The runbooks that were meant, best first; one alone where it stands out. Pure. */
export function meant(known: readonly Known[], said: string): Known[] {
  const scored = known
    .map((one) => ({ one, score: scoreOf(one, said) }))
    .filter(({ score }) => score >= 1.5)
    .toSorted((one, other) => other.score - one.score);
  const [first, second] = scored;
  if (first && (!second || first.score >= second.score + 0.6 || first.score === 10)) return [first.one];
  return scored.slice(0, 4).map(({ one }) => one);
}

const IDLE = new Set("the a an of to for in on and or this that it is run runbook execute please me us through with guide start".split(" "));

function tokens(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(/roll(?:ed|ing)? (\S+ )?back/g, "roll-back $1")
    .replaceAll("rollback", "roll-back")
    .replaceAll(/fail(?:ed|ing)?[ -]?over/g, "fail-over")
    .replaceAll(/clean(?:ing)?[ -]?up/g, "cleanup")
    .split(/[^a-z0-9-]+|(?<=[a-z])-(?=(?!over|back)[a-z])/)
    .filter((word) => word.length > 1 && !IDLE.has(word))
    .map((word) => SYNONYMS[word] ?? word)
    .map((word) => (word.includes("-") ? word : word.replace(/(?:ings?|ed|es|s|e|al|ion)$/, "")));
}

/** The same word, also with one slip of the fingers in a longer one. */
function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1) return false;
  let [at, slips, from] = [0, 0, 0];
  while (at < one.length && from < other.length) {
    if (one[at] === other[from]) {
      at += 1;
      from += 1;
      continue;
    }
    slips += 1;
    if (slips > 1) return one[at] === other[from - 1] && one[at - 1] === other[from] && one.slice(at + 1) === other.slice(from + 1);
    if (one.length >= other.length) at += 1;
    if (other.length >= one.length) from += 1;
  }
  return slips + (one.length - at) + (other.length - from) <= 2;
}
