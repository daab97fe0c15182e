import { type ChangedText, differs, type Finder, gone, more } from "./act.ts";

const LOOP = /\bfor\b|\.map\b|forEach|\bwhile\b|range\s|\beach\b|\.times\b/i;
const REACHING =
  /\b\w+\.(get|find|query|select|fetch|load|read|call|do|execute|request|lookup|list|exec|send|count|size|update|insert|save)\w*\(|await\s|https?\.|fetch\(|\.(to_a|all|count|pluck)\b/i;

/** A name in capitals where a list of kinds has it: between quotes, in a line or a case of its own, with its number. */
const KIND =
  /(?<=["'`])[A-Z][A-Z_]{3,}(?=["'`])|(?<=\bcase\s+(?:\w+\.)?)[A-Z][A-Z_]{3,}\b|(?<=^\s*\|?\s*)[A-Z][A-Z_]{3,}(?=\s*(?:\([^)]*\))?\s*[,;]|\s*=\s*\d+|\s*$)|(?<=\b[A-Z]\w*[a-z]\w*(?:\.|::))[A-Z][A-Z_]{3,}\b/gm;
const FORM =
  /\w*(?:format|strftime|toISOString|encod|marshal|serial|stringify|to_json|charset|utf|g?zip|zstd|avro|proto|locale|round|decimal|precision)\w*/gi;

/** The words of a form differ, or the texts and numbers that stand with them. */
function isFormattedAnew({ removed, added }: ChangedText): boolean {
  const [before, after] = [removed, added].map((text) => new Set(text.match(FORM) ?? [])) as [Set<string>, Set<string>];
  if (before.size + after.size === 0) return false;
  const literals = (text: string): string => (text.match(/"[^"]*"|'[^']*'|`[^`]*`|\b\d+\b/g) ?? []).join();
  return before.size !== after.size || [...before].some((word) => !after.has(word)) || literals(removed) !== literals(added);
}

/** What changed lines of programs do. */
export const OF_CODE: readonly Finder[] = [
  {
    name: "takes a guard away",
    weight: 1,
    in: gone(
      /[!=]=\s*(nil|null|None|undefined|nullptr)\b|\b(is|is not) None\b|\?\.|\?\?|\bOptional|\b(try|catch|except|rescue|recover)\b|\bunless\b|if\s*\(?!|\bif not\b|\bgetOrDefault|\.get\([^)]*,|\bexists\(|\.(is_some|is_ok|unwrap_or\w*|present\?|nil\?|isEmpty|isPresent)\b|\bguard\b|\bTryParse|\bTryGet/,
    ),
  },
  {
    name: "takes cleaning up away",
    weight: 1,
    in: gone(
      /\bdefer\b|\.(close|release|dispose|unsubscribe|removeListener|removeEventListener|cancel|clearInterval|clearTimeout|delete|evict|remove|free|shutdown|stop)\w*\(|\bfinally\b|\bensure\b|\bwith\s+\w+\(|try\s*\(|\busing\b/i,
    ),
  },
  {
    name: "takes a lock away",
    weight: 1,
    in: gone(
      /\bsynchronized\b|\.?(R?Lock|Unlock|lock|unlock|acquire)\(|\bmutex\b|\batomic|for update|Concurrent\w+|volatile\b|@Transactional|\btransaction\b|\bsemaphore/i,
    ),
  },
  {
    name: "takes a bound away",
    weight: 1,
    in: gone(
      /\blimit\b|\btop\s+\d|page_?size|\.slice\(|\.take\(|\.first\(|\bfirst\(\d|setMaxResults|max_?(items|results|rows|size|entries|length)|\bwhere\b|\bpaginate|\bdistinct\b|LIMIT|\b(Math\.)?min\(|\bclamp/i,
    ),
  },
  {
    name: "takes a bound away",
    weight: 0.9,
    in: more(
      /(redis|cache|client|conn|rdb)\w*\.(keys|smembers|hgetall)\(|\.to_a\b|\.toList\(|ToList\(|ToArray\(|fetchall|ReadAll|readAll|read_all|findAll|\.all\(\)|getAll|collect\(|scanAll|SELECT \*/,
    ),
  },
  {
    name: "takes joined reading away",
    weight: 1,
    in: gone(
      /select_related|prefetch|\bjoin\b|include:|\.includes?\(|eager|preload|\bin\s*\(|batchGet|get_?many|find_?all|dataloader|getAll|ListBy\w+|\bBatch\w*|mget|bulk/i,
    ),
  },
  {
    name: "takes credentials away",
    weight: 1,
    in: gone(/authorization|bearer|api[_-]?key|token\(|credentials|signature|x-api|password|secret|withAuth/i),
  },
  {
    name: "takes an entry away",
    weight: 0.9,
    in: more(/exclude_(none|unset|defaults)|omitempty|skip_serializing_if|NON_(NULL|EMPTY)|omit(By|Nil|Empty)\w*\(|strip_?(nulls?|empty)/i),
  },
  { name: "calls in a loop", weight: 1, in: (text) => more(LOOP)(text) && more(REACHING)(text) },
  { name: "calls in a loop", weight: 0.7, in: (text) => LOOP.test(text.all) && more(REACHING)(text) },
  {
    name: "writes more",
    weight: 0.9,
    in: more(/\b(insert|update|save|put|write|persist|publish|upsert|store|record|send|emit|enqueue)\w*\(|insert into|update \w+ set|putitem/i),
  },
  {
    name: "keeps more",
    weight: 0.9,
    in: more(
      /new (Map|Set|HashMap|ConcurrentHashMap|ArrayList|List)\b|= \{\}|= \[\]|make\(map|\.set\(|\.push\w*\(|\.put\(|lru_cache|memoi[sz]e|defaultdict|addEventListener|\.on\(|\bstatic\b.*\b(Map|List|Dictionary)\b|\|\|=/i,
    ),
  },
  {
    name: "checks more strictly",
    weight: 0.9,
    in: more(
      /disallow|strict|required|not null|additionalProperties|forbid|validate|\bmust\b|assert|throw|raise\b|reject|unknown ?fields|deny_unknown/i,
    ),
  },
  { name: "retries more", weight: 1, in: (text) => more(/retr(y|ies)|attempt/i)(text) || gone(/backoff|jitter|sleep\(|circuit/i)(text) },
  {
    name: "matches differently",
    weight: 1,
    in: ({ removed, added }) =>
      /(=|\()\s*\/.+\/[gimsuy]*|regexp?|re\.compile|Pattern\.compile|MustCompile|Regex::new/i.test(added) && removed !== added,
  },
  {
    name: "formats differently",
    weight: 0.9,
    in: (text) => (text.removed.trim() !== "" && isFormattedAnew(text)) || more(/\w*g?zip\w*\(|\bcompress\w*\(|base64|\bzstd/i)(text),
  },
  {
    name: "adds a kind of value",
    weight: 0.9,
    in: ({ removed, added }) => [...new Set(added.match(KIND))].some((word) => !removed.includes(word)),
  },
  {
    name: "works asynchronously",
    weight: 0.8,
    in: (text) =>
      gone(/\bawait\b|\.join\(|\.wait\(|\.get\(\)/)(text) ||
      more(/\bgo func|Thread\(|setTimeout|\basync\b|CompletableFuture|create_task|spawn\(/)(text),
  },
  {
    name: "waits where it did not",
    weight: 0.9,
    in: (text) =>
      gone(/enqueue|queue\.|Async\(|defer\w*\(|perform_later|\bgo func|\.delay\(|publish\(|background|accepted\(/i)(text) ||
      more(/\bsleep\(|\.join\(|\.wait\(|\.block\(|\.result\b|Sync\(|execSync|synchronized|\bLock\(/)(text),
  },
  {
    name: "opens anew each time",
    weight: 1,
    in: more(
      /create(Client|Connection|Pool|Channel)|new \w*(Client|Connection|Pool|Channel|Session|Producer)\b|\.connect\(|\bDial\w*\(|getConnection\(|\bopen\(|sql\.Open|\bconnect\(/i,
    ),
  },
  {
    name: "types differently",
    weight: 1,
    in: differs(
      /\b(u?int(eger)?(8|16|32|64)?|[iu](8|16|32|64)|f(32|64)|long|short|float|double|decimal|number|string|str|varchar\(\d+\)|bigint|smallint|boolean|bool|text|keyword|timestamp\w*|uuid)\b/i,
    ),
  },
  {
    name: "handles memory differently",
    weight: 0.9,
    in: (text) =>
      more(/\.erase\(|\bfree\(|\bdelete\b|std::move|\bunsafe\b|\.unwrap\(\)|get_unchecked|reinterpret_cast|string_view|\.data\(\)|memcpy/)(text),
  },
  {
    name: "keys the cache differently",
    weight: 1,
    in: ({ removed, added, paths, all }) => /cache|memo|redis/i.test(`${paths} ${all}`) && /key/i.test(`${paths} ${all} ${added}`) && removed !== "",
  },
  { name: "keeps cached entries shorter", weight: 0.9, in: gone(/cache\w*\.|@Cacheable|lru_cache|memo|\.cached\(|Cache\(|cache_page|stale/i) },
];
