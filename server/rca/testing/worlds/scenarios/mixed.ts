import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Changes of all kinds that no list of words was first made for. */
export const MIXED: readonly Scenario[] = [
  {
    name: "the visibility timeout is shorter than the work (Python, queue)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `#${c.stem} Align queue settings with the other workers`,
        "own",
        patch(c.py("worker/queue.py"), `-VISIBILITY_TIMEOUT = 900`, `+VISIBILITY_TIMEOUT = 30`),
      ),
      near: [
        commit(
          `#${c.stem} Log batch size on receive`,
          "own",
          patch(c.py("worker/log.py"), '-    log.info("received %d", n)', '+    log.info("received batch of %d", n)'),
        ),
      ],
      moves: [
        { place: "own", metric: "jobs_processed_twice_per_min", from: 0, to: 45 },
        { place: "own", metric: "queue_receive_count_avg", from: 1.02, to: 6 },
      ],
      errors: [{ place: "own", message: `${c.noun} {id} was already processed by another worker, receipt handle is no longer valid` }],
      usual: `processed ${c.noun} {id} in {n}s`,
      alert: { metric: "jobs_processed_twice_per_min", summary: `${c.own} processes ${c.noun}s twice` },
      spans: [{ place: "own", operation: "process", error: "receipt handle is no longer valid" }],
    }),
  },
  {
    name: "a mapping of the search index (JSON)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `feat(${c.stem}): keep labels as keywords`,
        "own",
        patch(
          `${c.stem}/index/mapping.json`,
          '-    "labels": { "type": "text", "fields": { "raw": { "type": "keyword" } } },',
          '+    "labels": { "type": "keyword" },',
        ),
      ),
      near: [
        commit(
          `feat(${c.stem}): highlight matches`,
          "own",
          patch(c.ts("highlight.ts"), '+  return text.replaceAll(term, "<mark>" + term + "</mark>");'),
        ),
      ],
      moves: [
        { place: "own", metric: "search_failures_ratio", from: 0.002, to: 0.45 },
        { place: "own", metric: "results_per_query", from: 22, to: 3 },
      ],
      errors: [{ place: "own", message: "No mapping found for [labels.raw] in order to sort on, shard {n}" }],
      usual: `searched ${c.noun}s, {n} results`,
      alert: { metric: "search_failures_ratio", summary: `${c.own}: a third of the searches fail` },
      spans: [
        { place: "edge", operation: "GET /search" },
        { place: "own", operation: "search", error: "No mapping found for [labels.raw]" },
      ],
    }),
  },
  {
    name: "each event opens a client (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Make handlers self-contained",
        "own",
        patch(
          c.ts("handlers/on-event.ts"),
          '-import { redis } from "../redis.ts";',
          " export async function onEvent(event: Event) {",
          "+  const redis = createClient({ url: REDIS_URL });",
          "+  await redis.connect();",
          "   await redis.incr(event.name);",
          " }",
        ),
      ),
      near: [commit("Spell out event names", "own", patch(c.ts("events.ts"), '-export const EV_A = "a";', '+export const EVENT_A = "a";'))],
      moves: [
        { place: "own", metric: "redis_connected_clients", from: 12, to: 9800, shape: "ramp" },
        { place: "own", metric: "event_errors_per_min", from: 0, to: 70, lag: 40 },
      ],
      errors: [{ place: "own", message: "ERR max number of clients reached event={id}", lag: 40 }],
      usual: "counted event {id}",
      alert: { metric: "event_errors_per_min", summary: `${c.own} cannot count events: max number of clients reached` },
      spans: [{ place: "own", operation: "onEvent", error: "ERR max number of clients reached" }],
      delay: [1, 4],
    }),
  },
  {
    name: "the sort of a join key (SQL view)",
    kind: "migration",
    scene: (c) => ({
      guilty: other(
        "migration",
        `0311_${c.noun}_totals_view on ${c.stem} database`,
        "own",
        `CREATE OR REPLACE VIEW ${c.noun}_totals AS\nSELECT l.account, sum(l.amount) FROM ${c.noun}_lines l CROSS JOIN accounts a GROUP BY l.account;`,
      ),
      near: [other("migration", `0310_analyze on ${c.stem} database`, "own", "ANALYZE;")],
      moves: [
        { place: "own", metric: "db_query_duration_p95_ms", from: 20, to: 9000 },
        { place: "own", metric: "db_temp_bytes_per_sec", from: 0, to: 90000000 },
      ],
      errors: [{ place: "own", message: `statement timeout: SELECT * FROM ${c.noun}_totals WHERE account = $1 after {ms}ms` }],
      usual: `totals of account {id} read`,
      alert: { metric: "db_query_duration_p95_ms", summary: `${c.own} queries of ${c.noun}_totals run into the statement timeout` },
      spans: [{ place: "own", operation: `SELECT ${c.noun}_totals`, error: "statement timeout" }],
    }),
  },
  {
    name: "a request limit without a unit (Helm)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: set resource limits`,
        "own",
        patch(c.yaml("values.yaml"), " resources:", "   limits:", '-    cpu: "2"', '+    cpu: "2m"'),
      ),
      near: [commit(`${c.stem}: sort values`, "own", patch(c.yaml("values-common.yaml"), "-b: 1", "-a: 1", "+a: 1", "+b: 1"))],
      moves: [
        { place: "own", metric: "container_cpu_throttled_ratio", from: 0.01, to: 0.99 },
        { place: "own", metric: "http_server_duration_p50_ms", from: 30, to: 7000 },
      ],
      errors: [{ place: "caller", message: `${c.own} did not answer in time ({ms}ms)` }],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p50_ms", summary: `${c.own} answers in seconds instead of milliseconds` },
      spans: [
        { place: "caller", operation: "load", error: "timeout" },
        { place: "own", operation: "serve" },
      ],
    }),
  },
  {
    name: "a default changed with a feature flag's library",
    kind: "flag",
    scene: (c) => ({
      guilty: other("flag", `flag ${c.noun}_address_autocomplete off->on`, "own"),
      near: [
        other("flag", `flag ${c.noun}_print_layout off->on`, "own"),
        commit(`${c.stem}: types for addresses`, "own", patch(c.ts("types.ts"), "+export type Address = { street: string };")),
      ],
      moves: [
        { place: "edge", metric: "js_errors_per_min", from: 3, to: 900 },
        { place: "own", metric: "address_lookup_requests_per_sec", from: 0, to: 240 },
        { place: "own", metric: "http_429_ratio", from: 0, to: 0.6 },
      ],
      errors: [{ place: "own", message: "address autocomplete: too many lookups for session {id} (429)" }],
      usual: `saved address of ${c.noun} {id}`,
      alert: { metric: "http_429_ratio", summary: `${c.own} answers 429 to address lookups` },
      spans: [{ place: "own", operation: "GET /addresses/autocomplete", error: "429" }],
    }),
  },
  {
    name: "a subnet without a way out (Terraform)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        "infra: one NAT gateway is enough",
        "own",
        patch(c.tf("nat.tf"), '-resource "nat_gateway" "b" {', "-  subnet_id = subnet.public_b.id", "-}"),
      ),
      near: [
        commit("infra: describe subnets", null, patch("infra/README.md", "+Two public subnets.")),
        commit("infra: upgrade linters", null, patch(".github/workflows/tflint.yaml", "-  version: 0.50", "+  version: 0.51")),
      ],
      moves: [
        { place: "own", metric: "outbound_connect_failures_per_sec", from: 0, to: 25 },
        { place: "own", metric: "webhook_delivery_ratio", from: 0.99, to: 0.48 },
      ],
      errors: [{ place: "own", message: "webhook delivery failed: connect ETIMEDOUT from subnet b, no route to internet id={id}" }],
      usual: "delivered webhook {id}",
      alert: { metric: "webhook_delivery_ratio", summary: `${c.own} delivers half of the webhooks` },
      spans: [{ place: "own", operation: "deliver", error: "connect ETIMEDOUT" }],
    }),
  },
  {
    name: "integers that are too small (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(`${c.stem}: compact ${c.noun} ids`, "own", patch(c.go("id.go"), '-	ID int64 `json:"id"`', '+	ID int32 `json:"id"`')),
      near: [commit(`${c.stem}: godoc for ids`, "own", patch(c.go("id_doc.go"), `+// ID names one ${c.noun}.`))],
      moves: [{ place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.7 }],
      errors: [{ place: "own", message: `json: cannot unmarshal number 4{n}99812345 into Go struct field ${c.Noun}.id of type int32` }],
      usual: `read ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %` },
      spans: [{ place: "own", operation: "decode", error: "cannot unmarshal number into Go struct field" }],
    }),
  },
];
