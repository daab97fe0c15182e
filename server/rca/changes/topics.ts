import type { Change } from "../bundle.ts";
import type { Saying } from "./sayings.ts";
import { stemsOf } from "./words.ts";

/** Fields of the matter: words that are different and speak of the same thing. Stems at the beginning of a word. */
const FIELDS: readonly (readonly [string, RegExp])[] = [
  [
    "signing in",
    /\b(log ?in|sign ?in|sign ?on|auth\w*|password|passwd|session|token|jwt|oauth|oidc|claim|credential|hash(er|ing)|bcrypt|argon|sso|40[13]\b|unauthor|forbidden)/,
  ],
  ["money", /\b(pric|currenc|money|amount|tax|vat|discount|charge|captur|payment|refund|invoic|billing|total|round|decimal|tariff)/],
  ["mail", /\b(e?mail|smtp|imap|mx\b|newsletter|bounce|inbox|recipient)/],
  ["pictures and files for browsers", /\b(image|thumb|picture|asset|static|cdn|bundle|script|font|avatar|render|webp|png|jpe?g|svg)/],
  ["caches", /\b(cach|redis|memcache|evict|ttl\b|stale|memo|hit ?r|miss|warm)/],
  [
    "the database",
    /\b(sql|postgres|mysql|db\b|database|quer(y|ies)|row|table|column|index|migrat|select|insert|deadlock|vacuum|cursor|replica|dao\b|repo|orm\b|relation|join)/,
  ],
  [
    "queues",
    /\b(queue|topic|consum|publish|produc|kafka|sqs|rabbit|amqp|nats|lag\b|backlog|offset|partition|dead ?letter|message|event|rebalanc|poll|ack|prefetch|subscri)/,
  ],
  ["disks", /\b(disk|volume|inode|space|fs\b|file ?system|enospc|log ?rotat|retention|wal\b|segment|snapshot)/],
  ["memory", /\b(memor|heap|oom|rss\b|gc\b|leak|buffer|alloc|retain|growth|working set)/],
  ["processors", /\b(cpu|throttl|busy|regex|loop|hash|compress|encrypt|serializ|thread|goroutine|event loop|core)/],
  ["names of hosts", /\b(dns|host|resolv|nxdomain|enotfound|domain|nameserver|coredns|search ?path|ndots)/],
  ["certificates", /\b(tls|ssl|cert|x509|ca\b|trust|handshak|cipher|mtls|pem\b|issuer|keystore)/],
  ["clocks", /\b(time ?zone|tz\b|utc\b|date|clock|timestamp|skew|leeway|dst\b|epoch|schedul|cron|calendar|nbf|iat\b)/],
  ["formats", /\b(json|xml|avro|protobuf|proto\b|pars|decod|encod|marshal|serial|schema|wire|gzip|utf|charset|csv|content ?type|accept)/],
  ["search", /\b(search|mapping|analy[sz]er|shard|elastic|opensearch|lucene|relevance|facet|token(iz|is)|synonym)/],
  [
    "ways in the network",
    /\b(connect|socket|dial|refused|reset|proxy|ingress|egress|route|firewall|security ?group|network|subnet|vpc|port\b|keep ?alive|i\/o timeout|load ?balanc|upstream)/,
  ],
  ["pools", /\b(pool|max ?(conn|open|idle|active)|acquire|lease|checkout ?timeout|permits?|semaphore|worker|concurren)/],
  ["deadlines and tries", /\b(time ?out|deadline|retr(y|ies)|attempt|backoff|circuit|breaker|cancel|budget|hedg|exceeded)/],
  ["rates", /\b(rate|limit|quota|throttl|burst|429|too many|bucket|capacity|provisioned)/],
  ["rights", /\b(role|polic|iam\b|permission|rbac|scope|acl\b|grant|denied|access|forbidden|40[13]\b|principal)/],
  [
    "starting",
    /\b(start|boot|init|restart|crash|probe|readiness|liveness|entrypoint|image ?pull|module|import|require|classpath|env\b|environ|config)/,
  ],
  ["objects in stores", /\b(s3|bucket|blob|gcs\b|object|upload|download|key\b|prefix|multipart|presign)/],
  ["locks", /\b(lock|mutex|deadlock|transaction|isolation|concurrent|race|serializ|synchroni)/],
  ["switches", /\b(flag|gate|feature|variation|toggle|experiment|rollout|cohort)/],
];

/** Of which fields a text speaks. */
export function topicsOf(text: string): Set<string> {
  const plain = text
    .slice(0, 6_000)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[_\-.]/g, " ");
  return new Set(FIELDS.flatMap(([name, pattern]) => (pattern.test(plain) ? [name] : [])));
}

export type Topics = { of: (change: Change) => Set<string>; said: Set<string>; uses: Map<string, number> };

/** The fields of all changes, by their titles, paths and changed lines, and those of the evidence. */
export function topicsOfAll(changes: readonly Change[], sayings: readonly Saying[], services: readonly string[]): Topics {
  const nameless = withoutNames(services);
  const known = new Map(changes.map((change) => [change, topicsOf(nameless(`${change.title}\n${changedPart(change.detail)}`))]));
  const uses = new Map<string, number>();
  for (const topics of known.values()) for (const topic of topics) uses.set(topic, (uses.get(topic) ?? 0) + 1);
  const told = sayings.filter(({ kind, weight }) => kind !== "gone" && weight >= TELLING);
  return { of: (change) => known.get(change) ?? new Set(), said: topicsOf(nameless(told.map(({ text }) => text).join("\n"))), uses };
}

/** What a service is called by says nothing of what goes on in it. */
function withoutNames(services: readonly string[]): (text: string) => string {
  const stems = [...new Set(services.flatMap(stemsOf))].filter((stem) => stem.length > 3).toSorted((one, other) => other.length - one.length);
  if (stems.length === 0) return (text) => text;
  const names = new RegExp(stems.map((stem) => stem.replace(/[^a-z0-9]/g, "")).join("|"), "gi");
  return (text) => text.replace(names, " ");
}

const TELLING = 0.5;
const changedPart = (detail: string): string =>
  detail
    .slice(0, 12_000)
    .split("\n")
    .filter((line) => /^([+-]|files:|@@|diff )/.test(line))
    .join("\n");

/** How much two sets of fields have in common, those of many changes counting less. */
export function sharedTopics(own: ReadonlySet<string>, said: ReadonlySet<string>, uses: ReadonlyMap<string, number>, changes: number): number {
  let sum = 0;
  for (const topic of own) if (said.has(topic)) sum += Math.log((changes + 2) / ((uses.get(topic) ?? 0) + 1)) / Math.log(changes + 2);
  return 1 - Math.exp(-sum);
}
