import type { Bundle } from "../bundle.ts";
import type { Notebook } from "../notebook.ts";
import type { Scene } from "./features.ts";
import { bounded, either } from "./numbers.ts";
import type { Onset } from "./onset.ts";
import type { Places } from "./places.ts";
import { citeOutput, rowsOf, type Saying, short } from "./sayings.ts";
import { wordsOf } from "./words.ts";

/** A reason outside of all changes: a provider, a crowd, a machine, a record, a date. */
export type Outside = { name: OutsideName; strength: number; statement: string; service: string | null; at: number | null; evidence: string[] };
export type OutsideName = "provider-outage" | "traffic-surge" | "machine-trouble" | "bad-record" | "expired";

export function outsideOf({ bundle, onset, sayings, places }: Pick<Scene, "bundle" | "onset" | "sayings" | "places">, notebook: Notebook): Outside[] {
  const crowd = traffic(places, onset, sayings);
  const found = [
    provider(bundle, places, sayings, notebook),
    crowd,
    machine(onset, sayings, crowd !== null),
    record(bundle, onset, sayings, notebook),
    expired(sayings),
  ];
  return found.filter((one) => one !== null).toSorted((one, other) => other.strength - one.strength);
}

const HOST = /\b(?:https?:\/\/)?((?:[a-z0-9-]+\.)+(?:com|net|io|org|dev|cloud|app|ai|co|example)(?![\w.]))/i;
const INSIDE = /\.(svc|local|internal|cluster|lan|consul)\b|cluster\.local|(^|\.)internal\./i;
const DOWN = /\b50[0234]\b|unavailable|outage|timed? ?out|timeout|degraded|gateway|refused|elevated|incident|\b429\b/i;
const FOREIGN =
  /third[- ]?party|\bvendor|\bprovider\b|external (api|service|provider|geocoder|dependency|partner)|status ?page|upstream provider|carrier|\bPSP\b|\bCDN\b|\bSaaS\b/i;
const FEED = /status[- ]?(feed|page|io)|vendor|provider|third|statuspage/i;
const TROUBLED = /outage|degraded|incident|elevated|disrupt|investigat|identified|partial|major|down\b|unavailable|error/i;
/** Words in which all feeds speak. */
const STATES =
  /^(statu|state|status|outage|degraded|incident|elevated|major|minor|partial|operational|unavailable|title|vendor|provider|component|started|delivery|slow|\d.*)$/;
const WELL = /^(operational|ok|none|up|healthy|all systems operational|resolved|green|available)$/i;

function provider({ outputs }: Bundle, places: Places, sayings: readonly Saying[], notebook: Notebook): Outside | null {
  const feeds = outputs.filter(({ command, text }) => FEED.test(command) || /status_?feed|statuspage/i.test(text.slice(0, 400)));
  const told = feeds.flatMap(({ command, text }) =>
    rowsOf(text).flatMap((row) => {
      const states = Object.entries(row)
        .filter(([key]) => /status|state|impact|severity|level|indicator/i.test(key))
        .map(([, value]) => String(value));
      const isWell = states.length > 0 && states.every((state) => WELL.test(state));
      return !isWell && TROUBLED.test(JSON.stringify(row)) ? [{ command, said: JSON.stringify(row) }] : [];
    }),
  );
  const plain = feeds.flatMap(({ command, text }) =>
    rowsOf(text).length === 0 && TROUBLED.test(text) && !WELL.test(text.trim()) ? [{ command, said: text.slice(0, 300) }] : [],
  );
  const foreign = sayings.filter(({ kind, text }) => kind !== "series" && kind !== "gone" && isForeign(text));
  const words = new Set(
    sayings.filter(({ kind }) => kind !== "series" && kind !== "gone").flatMap(({ text }) => wordsOf(text).map((word) => word.text)),
  );
  const isNamed = ({ said }: { said: string }): boolean => wordsOf(said).some(({ text, shown }) => words.has(text) && !STATES.test(shown));
  const all = [...told, ...plain];
  const feed = all.find(isNamed) ?? (foreign.length > 0 ? all[0] : undefined);
  const strength = either(feed ? 0.8 : all.length > 0 ? 0.15 : 0, foreign.length > 0 ? 0.6 + 0.1 * Math.min(3, foreign.length) : 0);
  if (strength < 0.2) return null;
  // Callers repeat what their callees were told: whoever calls the provider itself calls nobody else who says so.
  const speakers = new Set(foreign.map(({ service }) => service));
  const nearest =
    foreign.find(({ service }) => service !== null && ![...places.callees(service)].some((callee) => speakers.has(callee))) ?? foreign[0];
  const host = foreign.map(({ text }) => HOST.exec(text)?.[1]).find((one) => one);
  const statement = feed
    ? `A provider reports trouble of its own (${titleOf(feed.said)}).`
    : `Calls to ${host ?? "a provider outside"} fail, which no change here explains.`;
  return {
    name: "provider-outage",
    strength,
    statement,
    service: nearest?.service ?? null,
    at: null,
    evidence: [...(feed ? [citeOutput(notebook, feed.command, feed.said)] : []), ...foreign.slice(0, 2).map(({ cite }) => cite())],
  };
}

/** A name that cannot be found out is the trouble of whoever asks. */
const NAMELESS = /\blookup\b.{0,120}(timeout|no such host|server misbehaving)|ENOTFOUND|EAI_AGAIN|NXDOMAIN|getaddrinfo|name resolution|resolve host/i;

function isForeign(text: string): boolean {
  if (!DOWN.test(text) || NAMELESS.test(text)) return false;
  const host = HOST.exec(text)?.[1];
  return (host !== undefined && !INSIDE.test(host)) || FOREIGN.test(text);
}

const titleOf = (said: string): string => (/"(?:title|name|summary|message|incident)":\s*"([^"]+)"/.exec(said)?.[1] ?? said.slice(0, 80)).trim();

const TRAFFIC =
  /(^|[_.])(requests?|rps|qps|throughput|traffic|sessions|visits|hits|calls|workload|load_rps|orders_in|messages_in|connections_new)(_?(per|rate|total|count|sec|second|s|min|ps).*)?$|requests?_per_|http_requests|ingress/i;
const INNER = /error|fail|latency|duration|ratio|queue|size|hit|miss|retry|limited|reject|slow/i;

/** More comes in from outside: the service nearest to customers sees it first, and others in its train. */
function traffic(places: Places, onset: Onset, sayings: readonly Saying[]): Outside | null {
  const surges = onset.moves.filter(
    ({ metric, direction, from, to }) => direction === "up" && TRAFFIC.test(metric) && !INNER.test(metric) && to > from * 1.5 && from > 0,
  );
  if (surges.length === 0) return null;
  const hasCalls = places.services.some((service) => places.callees(service).size > 0);
  const entries = surges.filter(({ service }) => places.callers(service).size === 0);
  const isOutside = hasCalls ? entries.length > 0 : new Set(surges.map(({ service }) => service)).size > 1;
  const [first] = (entries.length > 0 ? entries : surges).filter(({ at }) => at <= onset.at + onset.tolerance);
  if (!first || !isOutside) return null;
  const growth = first.to / first.from;
  const strength = bounded(0.45 + 0.25 * Math.log2(growth / 1.5) + 0.1 * (surges.length - 1));
  return {
    name: "traffic-surge",
    strength: Math.min(0.95, strength),
    statement: `Traffic of ${first.service} grew from ${short(first.from)} to ${short(first.to)} (${first.metric}) before anything failed.`,
    service: first.service,
    at: first.at,
    evidence: sayings
      .filter(({ kind, service, text }) => kind === "series" && service === first.service && text === first.metric)
      .map(({ cite }) => cite()),
  };
}

const MACHINE =
  /I\/O error(?! on (?:GET|HEAD|POST|PUT|PATCH|DELETE)| (?:while|during|in) (?:a |the )?(?:request|response|call|sending|reading from socket))|input\/output error|blk_update|bad (sector|block)|\bECC\b|hardware|machine check|\bmce\b|kernel:|NodeNotReady|node .{0,40}(not ready|pressure|unreachable|rebooted|drained|evict)|co-?located|noisy neighbou?r|preempt|spot instance|steal|recovery mode|failover|primary unreachable|power (loss|supply|failure)|link (down|flap)|packet loss|availability zone|\bAZ\b|host .{0,20}(failed|down)|disk failure|clock (is )?unsynchroni[sz]ed|system clock (wrong|skew|drift|off)|no selectable sources|ntpd?: .{0,30}(lost|unreach|step)|\bSMART (error|status)|\bRAID\b|read-only file system/i;
/** A full disk makes a file system read-only too, and that is no fault of the machine. */
const FULL = /no space left|ENOSPC|disk (is )?full/i;
const READ_ONLY = /read-only/i;
const MACHINE_SERIES =
  /io_error|node_(cpu|memory|load|disk|network)|packet_loss|link_|steal|host_|cfs_throttled|memory_pressure|ecc|timex_offset|clock_(skew|offset|drift)|ntp_offset/i;

/** What grows on a machine when its services are asked more. */
const BUSY_SERIES = /node_(cpu|memory|load|disk|network)|cfs_throttled/i;

function machine({ moves }: Onset, sayings: readonly Saying[], isCrowded: boolean): Outside | null {
  const isFull = sayings.some(({ text }) => FULL.test(text));
  const said = sayings.filter(({ kind, text }) => kind !== "series" && kind !== "gone" && MACHINE.test(text) && !(isFull && READ_ONLY.test(text)));
  const moved = sayings.filter(
    ({ kind, text, direction }) => kind === "series" && direction === "up" && MACHINE_SERIES.test(text) && !(isCrowded && BUSY_SERIES.test(text)),
  );
  const strength = either(Math.min(0.8, said.length * 0.55), Math.min(0.75, moved.length * 0.5));
  if (strength === 0) return null;
  const first = said[0] ?? moved[0];
  const words = said[0] ? `“${said[0].text.slice(0, 120)}”` : `${first?.text} of ${first?.service} went up`;
  return {
    name: "machine-trouble",
    strength,
    statement: `A machine below is in trouble: ${words}.`,
    service: first?.service ?? null,
    at: moves[0]?.at ?? null,
    evidence: [...said, ...moved].slice(0, 3).map(({ cite }) => cite()),
  };
}

const DATA =
  /validat|pars(e|ing)|malformed|corrupt|poison|out of range|invalid (record|value|payload|message|row)|decod|deserializ|redeliver|bad (record|message|row|data)|cannot convert|unexpected value|checksum/i;
const RECORD =
  /\b(?:record|message|offset|partition|row|key|event|batch|file|object|document|tenant|account|customer)[_ -]?(?:id|key|name|no)?\s*[=:]\s*["']?[\w./-]*\d[\w./-]*/gi;

/** The same record again and again: every line tells of one id, where a fault of the code would tell of many. */
function record({ logs, spans }: Bundle, onset: Onset, sayings: readonly Saying[], notebook: Notebook): Outside | null {
  const turned = onset.turns.filter(({ template, direction }) => direction === "new" && DATA.test(template.text));
  for (const { template, at } of turned) {
    const ids = template.samples.map(({ message }) => new Set(message.match(RECORD) ?? []));
    const shared = [...(ids[0] ?? [])].filter((id) => ids.every((one) => one.has(id)));
    if (ids.length < 2 || template.total < 4 || shared.length === 0 || isSpread(logs.templates, template, shared)) continue;
    const evidence = [
      notebook.cite({
        kind: "logs",
        source: "logs.jsonl",
        title: `${template.service}: ${template.text.slice(0, 120)}`,
        excerpt: template.samples[0]?.message ?? template.text,
      }),
    ];
    const strength = /redeliver|poison|offset|same (record|offset|message)|out of range|corrupt/i.test(template.samples[0]?.message ?? "")
      ? 0.9
      : 0.6;
    return {
      name: "bad-record",
      strength,
      statement: `One record fails again and again (${shared.slice(0, 2).join(", ")}); the others before it were read.`,
      service: template.service,
      at,
      evidence,
    };
  }
  const failed = spans.filter(
    ({ isError, error, start }) => isError && start >= onset.at - onset.tolerance && /\d/.test(error ?? "") && DATA.test(error ?? ""),
  );
  if (turned.length === 0 && failed.length > 2 && new Set(failed.map(({ error }) => error)).size === 1) {
    const [{ service, error, start }] = failed as [(typeof failed)[number]];
    const evidence = [
      notebook.cite({
        kind: "spans",
        source: "spans.jsonl",
        title: `${service}: ${error}`,
        excerpt: `${failed.length} spans end with “${error}”`,
        at: new Date(start).toISOString(),
      }),
    ];
    return { name: "bad-record", strength: 0.6, statement: `The same value fails again and again: “${error}”.`, service, at: start, evidence };
  }
  const pattern = sayings.find(
    ({ kind, text }) =>
      kind === "log" &&
      DATA.test(text) &&
      (text.match(RECORD)?.length ?? 0) > 0 &&
      !/<\w*>|\{\w+\}/.test(text.match(RECORD)?.join() ?? "") &&
      /offset|record|redeliver|poison/i.test(text),
  );
  return pattern && turned.length === 0
    ? {
        name: "bad-record",
        strength: 0.6,
        statement: `One record fails again and again: “${pattern.text.slice(0, 100)}”.`,
        service: pattern.service,
        at: null,
        evidence: [pattern.cite()],
      }
    : null;
}

/** Whether other lines of the same shape, under another template, tell of other records. */
function isSpread(templates: Bundle["logs"]["templates"], own: Bundle["logs"]["templates"][number], shared: readonly string[]): boolean {
  const begin = own.text.slice(0, 24);
  return templates.some(
    (one) =>
      one !== own &&
      one.service === own.service &&
      one.text.startsWith(begin) &&
      one.samples.some(({ message }) => (message.match(RECORD) ?? []).some((id) => !shared.includes(id))),
  );
}

const EXPIRED =
  /(certificate|cert|token|licen[cs]e|credential|key|domain|subscription|secret|trial)\b.{0,40}\b(has )?expired|expired (certificate|token|licen[cs]e|credential|key)|not (yet )?valid.{0,30}current time|certificate_expired|NotAfter/i;

/** Whoever shows a certificate hears that the other side refuses it: then it is its own that ran out. */
const OF_ITS_OWN = /handshake error from|remote error|peer (?:rejected|refused)|alert certificate expired/i;

function expired(sayings: readonly Saying[]): Outside | null {
  const said = sayings
    .filter(({ kind, text }) => kind !== "series" && EXPIRED.test(text))
    .toSorted((one, other) => Number(OF_ITS_OWN.test(other.text)) - Number(OF_ITS_OWN.test(one.text)));
  const [first] = said;
  return first
    ? {
        name: "expired",
        strength: 0.85,
        statement: `Something ran out of its time: “${first.text.slice(0, 120)}”.`,
        service: first.service,
        at: null,
        evidence: said.slice(0, 2).map(({ cite }) => cite()),
      }
    : null;
}
