import type { Act, ActName } from "./acts/act.ts";
import type { Diff, DiffLine } from "./diff.ts";

const CLAIMED =
  /\b(tidy|refactor|clean[ -]?up|simplif|extract|inline|rename|reorgani[sz]e|split|move|sort|reorder|restructure|format|lint|dedup|collapse|polish|prettif|share|one file|once|helper|modern)/i;
const LITERAL = /\b(?:[Tt]rue|[Ff]alse)\b|"[^"]*"|'[^']*'|`[^`]*`|(?<![\w.])\d+(?:\.\d+)?/g;
const OPERATOR = /[!=]==?|<=?|>=?|&&|\|\|/g;
const NAME = /[A-Za-z_$][\w$]*/g;
const CALL = /[A-Za-z_$][\w$]*(?=\s*(?:\[[^\]]*\])?\()/g;
/** Names of what reads a request, answers it and tells of errors: exchanging one for the other alters nothing that matters. */
const PLUMBING =
  /^(if|for|while|switch|catch|return|func|function|def|new|super|append|len|range|make|print\w*)$|err(or)?|respon|respond|request|json|decode|encode|status|format|string|wrap|require|assert|ensure|check|valid|parse|build|create|make|with|from|of$|to[A-Z]|key|get[A-Z]\w*(Or404)?|memo/i;
const STATUS = /^[2-5]\d\d$/;
/** Acts that a mere rewording does not do. */
const REAL: ReadonlySet<ActName> = new Set([
  "takes a guard away",
  "takes cleaning up away",
  "takes a lock away",
  "takes a bound away",
  "takes joined reading away",
  "takes credentials away",
  "trusts differently",
  "permits less",
  "takes another version",
  "computes differently",
  "does it in another order",
  "handles memory differently",
]);

/**
 * Whether a change only says the same otherwise: all numbers and quoted texts that go come again, nothing new is called, and no place loses lines without
 * getting others. What the title claims widens what is let pass, but never that something is taken away.
 */
export function isPreserving(title: string, { isPatch, paths }: Diff, lines: readonly DiffLine[], acts: readonly Act[]): boolean {
  const removed = lines.filter(({ sign }) => sign === "-");
  const added = lines.filter(({ sign }) => sign === "+");
  if (!isPatch || removed.length === 0 || added.length === 0 || paths.length === 0 || paths.some((path) => SETTINGS.test(path))) return false;
  if (removed.some(({ block, path }) => !added.some((one) => one.block === block || one.path !== path))) return false;
  if (acts.some(({ name, weight }) => weight > 0.5 && REAL.has(name))) return false;
  const [before, after] = [removed, added].map((part) => part.map(({ text }) => text).join("\n")) as [string, string];
  const isTelling = (literal: string): boolean => !STATUS.test(literal) && literal.length < 200;
  if (missing(before, after, LITERAL).some(isTelling)) return false;
  const come = missing(after, before, LITERAL).filter(isTelling);
  const gained = [...new Set(missing(after, before, CALL))].filter((name) => !PLUMBING.test(name) && !isDefined(name, after));
  if (CLAIMED.test(title))
    return (
      come.length <= 1 &&
      gained.length <= (missing(before, after, CALL).length > 0 ? 1 : 0) &&
      !/\b(select|insert|update|delete)\b.+\b(from|into|set)\b/i.test(come.join())
    );
  const [vanished, appeared] = [new Set(missing(before, after, NAME)), new Set(missing(after, before, NAME))];
  return come.length === 0 && gained.length === 0 && missing(before, after, OPERATOR).length === 0 && appeared.size === 0 && vanished.size === 0;
}

/** Files in which each word counts. */
const SETTINGS = /\.(ya?ml|json|toml|ini|env|conf|cfg|properties|tf|tfvars|hcl|sql|xml|proto|graphql|avsc)$|Dockerfile/i;

const isDefined = (name: string, text: string): boolean =>
  new RegExp(`(function|func|def|const|static|private|public)[^\\n]*\\b${name.replace(/\$/g, "\\$")}\\b\\s*[(=]`).test(text);

function missing(from: string, within: string, pattern: RegExp): string[] {
  const rest = new Map<string, number>();
  for (const one of within.match(pattern) ?? []) rest.set(one, (rest.get(one) ?? 0) + 1);
  return (from.match(pattern) ?? []).filter((one) => {
    const left = rest.get(one) ?? 0;
    rest.set(one, left - 1);
    return left <= 0;
  });
}
