import type { DiffLine } from "./diff.ts";
import { quantitiesOf } from "./quantities.ts";

/** One thing that a change does to how a service works. `weight`: how much of it, from 0 to 1. */
export type Act = { name: ActName; weight: number; words: string };

export type ActName =
  | "takes a call away"
  | "takes a guard away"
  | "takes a bound away"
  | "takes an entry away"
  | "takes cleaning up away"
  | "takes a lock away"
  | "takes joined reading away"
  | "takes credentials away"
  | "calls in a loop"
  | "writes more"
  | "keeps more"
  | "checks more strictly"
  | "asks for another column"
  | "drops a column"
  | "drops a table"
  | "drops an index"
  | "requires a value"
  | "rewrites a table"
  | "names differently"
  | "adds a kind of value"
  | "formats differently"
  | "matches differently"
  | "addresses differently"
  | "trusts differently"
  | "permits less"
  | "logs more"
  | "takes another version"
  | "opens a gate"
  | "closes a gate"
  | "keys the cache differently"
  | "asks the database differently"
  | "retries more"
  | "allows less time"
  | "allows more time"
  | "keeps cached entries shorter"
  | "has fewer connections"
  | "has fewer replicas"
  | "has less memory"
  | "has less processor"
  | "permits a lower rate"
  | "permits a higher rate"
  | "takes larger batches"
  | "takes smaller batches"
  | "has fewer workers"
  | "has more workers"
  | "runs more often"
  | "has less disk"
  | "sets another number"
  | "changes code"
  | "works asynchronously";

type Text = { removed: string; added: string; all: string; paths: string };
type Finder = { name: ActName; weight: number; in: (text: Text) => boolean };

const gone =
  (pattern: RegExp) =>
  ({ removed, added }: Text): boolean =>
    count(removed, pattern) > count(added, pattern);
const more =
  (pattern: RegExp) =>
  ({ removed, added }: Text): boolean =>
    count(added, pattern) > count(removed, pattern);
const count = (text: string, pattern: RegExp): number => text.match(new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`))?.length ?? 0;

const FINDERS: readonly Finder[] = [
  {
    name: "takes a guard away",
    weight: 1,
    in: gone(
      /[!=]=\s*(nil|null|None|undefined)\b|\b(is|is not) None\b|\?\.|\?\?|\bOptional|\b(try|catch|except|rescue|recover)\b|if\s*\(?!|\bif not\b|\bgetOrDefault|\.get\([^)]*,|\bexists\(/,
    ),
  },
  {
    name: "takes cleaning up away",
    weight: 1,
    in: gone(
      /\bdefer\b|\.(close|release|dispose|unsubscribe|removeListener|cancel|clearInterval|delete|evict)\w*\(|\bfinally\b|\bwith\s+\w+\(|try\s*\(|\busing\b/i,
    ),
  },
  {
    name: "takes a lock away",
    weight: 1,
    in: gone(/\bsynchronized\b|\.?(R?Lock|Unlock|lock|unlock|acquire)\(|\bmutex\b|\batomic\b|for update|Concurrent\w+|volatile\b/i),
  },
  {
    name: "takes a bound away",
    weight: 1,
    in: gone(/\blimit\b|\btop\s+\d|page_?size|\.slice\(|\.take\(|\bfirst\(\d|setMaxResults|max_?(items|results|rows|size)|\bwhere\b/i),
  },
  {
    name: "takes joined reading away",
    weight: 1,
    in: gone(
      /select_related|prefetch|\bjoin\b|include:|\binclude\(|eager|preload|\bin\s*\(|batchGet|get_?many|find_?all|dataloader|getAll|ListBy\w+|\bBatch\w*/i,
    ),
  },
  { name: "takes credentials away", weight: 1, in: gone(/authorization|bearer|api[_-]?key|token\(|credentials|signature|x-api|password|secret/i) },
  {
    name: "calls in a loop",
    weight: 1,
    in: ({ added, removed, all }) =>
      more(/\bfor\b|\.map\(|forEach|\bwhile\b|range\s/)({ added, removed, all, paths: "" }) &&
      more(/\b\w+\.(get|find|query|select|fetch|load|read|call|do|execute|request|lookup|list|exec|queryrow)\w*\(|await\s|http\.|fetch\(/i)({
        added,
        removed,
        all,
        paths: "",
      }),
  },
  {
    name: "calls in a loop",
    weight: 0.7,
    in: ({ added, removed, all, paths }) =>
      /\bfor\b.*(\{|:)|forEach|\.map\(/.test(all) &&
      more(/\b\w+\.(get|find|query|select|fetch|load|read|execute|lookup|list|queryrow|update|insert|save)\w*\(|await\s/i)({
        added,
        removed,
        all,
        paths,
      }),
  },
  {
    name: "writes more",
    weight: 0.9,
    in: more(/\b(insert|update|save|put|write|persist|publish|upsert|append|store|record|send)\w*\(|insert into|update \w+ set|putitem/i),
  },
  {
    name: "keeps more",
    weight: 0.9,
    in: more(
      /new (Map|Set|HashMap|ConcurrentHashMap|ArrayList)\b|= \{\}|= \[\]|make\(map|\.set\(|\.push\(|append\(|lru_cache|memoi[sz]e|defaultdict|addEventListener|\.on\(/i,
    ),
  },
  {
    name: "checks more strictly",
    weight: 0.9,
    in: more(/disallow|strict|required|not null|additionalProperties|forbid|validate|\bmust\b|assert|throw|raise\b|reject|unknown ?fields/i),
  },
  {
    name: "asks for another column",
    weight: 0.9,
    in: more(
      /\bColumn\(|\.filter\(|\bselect\b.+\bfrom\b|@Column|db:"|\bwhere\b|order by|group by|\bfrom\s+\w+|\.(order_by|where|orderBy|findBy)\w*\(|__tablename__|@Table|\.(column|field)\(/i,
    ),
  },
  {
    name: "asks the database differently",
    weight: 0.8,
    in: ({ removed, added }) =>
      /\bselect\b|\bwhere\b|\border by\b|\.objects\.|queryset|@Query|\.query\(|createQuery|aggregate\(|"(term|match|bool|range)"|\bmust\b|findMany|\bmatch_phrase|dsl/i.test(
        added,
      ) && removed.trim() !== added.trim(),
  },
  { name: "drops a column", weight: 1, in: more(/drop column|rename column|remove_column|drop_column|dropColumn/i) },
  { name: "drops a table", weight: 1, in: more(/drop (table|view|schema)|rename to|truncate|drop_table|dropTable/i) },
  {
    name: "drops an index",
    weight: 1,
    in: (text) =>
      more(/drop index|remove_index|drop_index|dropIndex/i)(text) ||
      gone(/create (unique )?index|add_index|@Index|createIndex|index=True|db_index/i)(text),
  },
  { name: "requires a value", weight: 1, in: more(/set not null|not null(?! default)|add constraint|check \(|unique|foreign key|nullable=False/i) },
  {
    name: "rewrites a table",
    weight: 1,
    in: more(
      /alter column .* type|alter table|add column .* default|create index(?! concurrently)|vacuum full|lock table|reindex|update \w+ set|backfill/i,
    ),
  },
  {
    name: "addresses differently",
    weight: 1,
    in: ({ removed, added }) =>
      differs(
        removed,
        added,
        /https?:\/\/[^\s"'`]+|\b[\w-]+(\.[\w-]+){2,}(:\d+)?\b|\b(host|url|endpoint|address|dsn|region|topic|queue|bucket|broker)s?\b["']?\s*[:=]\s*\S+|port["']?\s*[:=]\s*\d+/gi,
      ),
  },
  {
    name: "trusts differently",
    weight: 1,
    in: ({ removed, added }) =>
      /(?<![a-z])(m?tls|ssl|ca)(?![a-z])|tls(v|config|_)|certificate|issuer|cipher|truststore|keystore|x509|insecure|jwks|public[_-]?key/i.test(
        `${removed} ${added}`,
      ),
  },
  {
    name: "permits less",
    weight: 1,
    in: ({ removed, added, paths }) =>
      /deny|networkpolicy|egress|ingress|security_?group|firewall/i.test(`${added} ${paths}`) ||
      (/iam|role|polic|rbac|permission|scope|grant|acl|action/i.test(`${removed} ${added} ${paths}`) && removed.trim() !== "") ||
      /revoke/i.test(added),
  },
  {
    name: "logs more",
    weight: 1,
    in: ({ removed, added }) =>
      /level|verbos|log/i.test(added) && /\b(debug|trace|verbose|all)\b|verbos\w*\W+(true|\d)/i.test(added) && !/\b(debug|trace)\b/i.test(removed),
  },
  {
    name: "opens a gate",
    weight: 0.8,
    in: ({ removed, added }) =>
      (/\b(off|false|disabled|none)\b|(?<![\d.])0%?(?![\d.])/i.test(removed) && /\b(on|true|enabled)\b|(?<![\d.])[1-9]\d*%/i.test(added)) ||
      (/\b\d+%/.test(removed) && /\b\d+%/.test(added)),
  },
  {
    name: "closes a gate",
    weight: 0.9,
    in: ({ removed, added }) => /\b(on|true|enabled|100%)\b/i.test(removed) && /\b(off|false|disabled|0%)\b/i.test(added),
  },
  {
    name: "keys the cache differently",
    weight: 1,
    in: ({ removed, added, paths, all }) => /cache|memo|redis/i.test(`${paths} ${all}`) && /key/i.test(`${paths} ${all} ${added}`) && removed !== "",
  },
  { name: "keeps cached entries shorter", weight: 0.9, in: gone(/cache\w*\.|@Cacheable|lru_cache|memo|\.cached\(|Cache\(|cache_page|stale/i) },
  { name: "retries more", weight: 1, in: (text) => more(/retr(y|ies)|attempt/i)(text) || gone(/backoff|jitter|sleep\(|circuit/i)(text) },
  {
    name: "matches differently",
    weight: 1,
    in: ({ removed, added }) => /(=|\()\s*\/.+\/[gimsuy]*|regexp?|re\.compile|Pattern\.compile|MustCompile/i.test(added) && removed !== added,
  },
  {
    name: "formats differently",
    weight: 0.9,
    in: ({ removed, added }) =>
      /format|strftime|toISOString|encode|marshal|serial|stringify|to_json|charset|utf|gzip|avro|proto/i.test(`${removed} ${added}`) &&
      removed.trim() !== "",
  },
  {
    name: "adds a kind of value",
    weight: 0.9,
    in: ({ removed, added }) => [...new Set(added.match(/\b[A-Z][A-Z_]{3,}\b/g))].some((word) => !removed.includes(word)),
  },
  { name: "takes another version", weight: 1, in: () => false },
  {
    name: "works asynchronously",
    weight: 0.8,
    in: (text) =>
      gone(/\bawait\b|\.join\(|\.wait\(|\.get\(\)/)(text) ||
      more(/\bgo func|Thread\(|setTimeout|async\b|CompletableFuture|create_task|goroutine/)(text),
  },
];

function differs(removed: string, added: string, pattern: RegExp): boolean {
  const [before, after] = [removed.match(pattern) ?? [], added.match(pattern) ?? []];
  return before.length > 0 && after.length > 0 && before.join() !== after.join();
}

const DOWN: Record<string, ActName> = {
  "time allowed": "allows less time",
  "lifetime of cached entries": "keeps cached entries shorter",
  connections: "has fewer connections",
  replicas: "has fewer replicas",
  memory: "has less memory",
  processors: "has less processor",
  "permitted rate": "permits a lower rate",
  "size of batches": "takes smaller batches",
  workers: "has fewer workers",
  period: "runs more often",
  disk: "has less disk",
};
const UP: Record<string, ActName> = {
  retries: "retries more",
  "time allowed": "allows more time",
  "size of batches": "takes larger batches",
  "permitted rate": "permits a higher rate",
  workers: "has more workers",
};

/** What the effective lines of a change do. */
export function actsOf(lines: readonly DiffLine[], context: readonly DiffLine[], paths: readonly string[]): Act[] {
  if (lines.length === 0) return [];
  const joined = (sign: string): string =>
    lines
      .filter((line) => line.sign === sign)
      .map(({ text }) => text)
      .join("\n");
  const text: Text = {
    removed: plain(joined("-")),
    added: plain(joined("+")),
    all: context.map((line) => line.text).join("\n"),
    paths: paths.join(" "),
  };
  if (lines.every(({ path }) => DEPENDENCIES.test(path))) return versions(lines, paths);
  const acts: Act[] = FINDERS.flatMap(({ name, weight, in: isIn }) => (isIn(text) ? [{ name, weight, words: name }] : []));
  acts.push(...lost(lines, text), ...renamed(lines), ...versions(lines, paths));
  for (const { topic, before, after, words } of quantitiesOf(lines)) {
    const ratio = before > 0 && after > 0 ? Math.abs(Math.log2(after / before)) : 3;
    const name = (after < before ? DOWN[topic] : UP[topic]) ?? "sets another number";
    acts.push({ name, weight: Math.min(1, ratio / 1.5) * (name === "sets another number" ? 0.6 : 1), words: `${name} (${words.slice(0, 100)})` });
  }
  acts.push({ name: "changes code", weight: 1, words: "changes code" });
  return acts;
}

/** Without the calls that only answer a request or tell of an error. */
const plain = (text: string): string =>
  text.replace(
    /\b(write(JSON|Error|Header|Response|Head)|http\.Error|res\.(json|send|status)|json\.\w+|errors?\.\w+|fmt\.\w+|respond\w*|append)\s*\(/g,
    "_(",
  );

/** Calls, and entries of lists and settings, that were there and are nowhere now. */
function lost(lines: readonly DiffLine[], { added, removed }: Text): Act[] {
  const kept = new Set(added.match(/[A-Za-z_$][\w$]*/g) ?? []);
  const isPure = (block: number, path: string): boolean => !lines.some((line) => line.sign === "+" && line.block === block && line.path === path);
  const acts: Act[] = [];
  for (const { sign, text, block, path } of lines) {
    if (sign !== "-") continue;
    const call = [...text.matchAll(/([A-Za-z_$][\w$]*)\s*\(/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !/^(if|for|while|switch|return|func|function|def|catch)$/.test(name));
    const away = call.find((name) => !kept.has(name));
    if (away) acts.push({ name: "takes a call away", weight: isPure(block, path) ? 1 : 0.45, words: `no longer calls ${away}` });
    const entry = /^\s*(?:-\s*)?["']?([\w.:/*-]{3,})["']?\s*[,:=]?/.exec(text)?.[1];
    if (entry && isPure(block, path) && !removed.includes(`${entry}(`) && !kept.has(entry))
      acts.push({ name: "takes an entry away", weight: 0.9, words: `takes ${entry} away` });
  }
  return acts;
}

/** Names and quoted texts that are called otherwise after the change, in lines that are alike but for them. */
function renamed(lines: readonly DiffLine[]): Act[] {
  const names = (sign: string): Set<string> =>
    new Set(
      lines
        .filter((line) => line.sign === sign)
        .flatMap(({ text }) => text.match(/(?<=["'`])[\w./:{}-]{3,}(?=["'`])|\b[A-Za-z_]\w*(?=\??\s*:)|\b\w+_\w+\b/g) ?? []),
    );
  const [before, after] = [names("-"), names("+")];
  const away = [...before].filter((name) => !after.has(name));
  const come = [...after].filter((name) => !before.has(name));
  return away.length > 0 && come.length > 0 ? [{ name: "names differently", weight: 0.85, words: `calls ${away[0]} ${come[0]}` }] : [];
}

const LISTS =
  /(^|\/)(package(-lock)?\.json|go\.(mod|sum)|requirements[^/]*\.txt|pyproject\.toml|poetry\.lock|pom\.xml|build\.gradle[^/]*|Cargo\.(toml|lock)|Gemfile[^/]*|yarn\.lock|Dockerfile[^/]*|[^/]*\.csproj|values[^/]*\.ya?ml|versions\.tf)$/;

/** Files that say nothing but which versions are used. */
const DEPENDENCIES =
  /(^|\/)(package(-lock)?\.json|go\.(mod|sum)|requirements[^/]*\.txt|pyproject\.toml|poetry\.lock|pom\.xml|Cargo\.(toml|lock)|Gemfile[^/]*|yarn\.lock|[^/]*\.csproj)$/;

/** A version of something that is used: the first number counts much, the last little. */
function versions(lines: readonly DiffLine[], paths: readonly string[]): Act[] {
  if (!paths.some((path) => LISTS.test(path))) return [];
  const read = (sign: string): string[][] =>
    lines
      .filter((line) => line.sign === sign)
      .flatMap(({ text }) => [...text.matchAll(/(\d+)\.(\d+)(?:\.(\d+))?/g)].map(([, ...parts]) => parts.map(String)));
  const [before, after] = [read("-"), read("+")];
  return before.flatMap((was, at) => {
    const is = after[at];
    const place = is ? was.findIndex((part, index) => part !== is[index]) : -1;
    return place < 0
      ? []
      : [
          {
            name: "takes another version" as const,
            weight: [1, 0.5, 0.25][place] ?? 0.2,
            words: `takes version ${is?.join(".")} instead of ${was.join(".")}`,
          },
        ];
  });
}
