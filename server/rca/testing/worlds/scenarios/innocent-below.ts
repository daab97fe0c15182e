import { commit, patch, type Scenario } from "../scenario.ts";

/** Incidents of machines, data and dates, with changes that look as if. */
export const INNOCENT_BELOW: readonly Scenario[] = [
  {
    name: "a disk of a node fails",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: rename storage helper`,
          "own",
          patch(c.go("storage/file.go"), "-func wr(p string, b []byte) error {", "+func writeFile(p string, b []byte) error {"),
        ),
        commit(
          `${c.stem}: bump zstd patch`,
          "own",
          patch("go.mod", "-	github.com/klauspost/compress v1.17.8", "+	github.com/klauspost/compress v1.17.9"),
        ),
      ],
      moves: [
        { place: "own", metric: "disk_io_errors_per_sec", from: 0, to: 14 },
        { place: "own", metric: "write_duration_p99_ms", from: 8, to: 7000 },
      ],
      errors: [
        { place: "own", message: "blk_update_request: I/O error, dev nvme1n1, sector {n}" },
        { place: "own", message: `write segment {id}: input/output error` },
      ],
      usual: `wrote segment {id}`,
      alert: { metric: "write_duration_p99_ms", summary: `${c.own} writes slower than 1 s` },
      spans: [{ place: "own", operation: "write segment", error: "input/output error" }],
    }),
  },
  {
    name: "a neighbour takes the node's processors",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: inline ranking helper`,
          "own",
          patch(c.java("Ranker.java"), "-        return score(item, WEIGHT);", "+        return item.base() * WEIGHT;"),
        ),
        commit(
          `${c.stem}: request id in access log`,
          "own",
          patch(c.java("AccessLog.java"), '-        log.info("{}", path);', '+        log.info("{} {}", id, path);'),
        ),
      ],
      moves: [
        { place: "aside", metric: "container_cpu_usage_cores", from: 0.2, to: 14 },
        { place: "own", metric: "container_cpu_cfs_throttled_seconds", from: 0.01, to: 20 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 80, to: 3000, lag: 1 },
      ],
      errors: [
        { place: "own", message: `stalled {ms}ms waiting for CPU: node pool-7 cpu pressure, co-located pod ${c.aside} uses 14 cores`, lag: 1 },
      ],
      usual: `ranked {n} ${c.noun}s in {ms}ms`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 500 ms` },
      spans: [{ place: "own", operation: "rank" }],
    }),
  },
  {
    name: "one record that cannot be read",
    kind: "bad-data",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: tidy weight check`,
          "own",
          patch(
            c.go("validate/weight.go"),
            "-	if r.Weight < 0 || r.Weight > 30000 {",
            '-		return outOfRange("weight", r.Weight)',
            "-	}",
            "-	return nil",
            '+	return checkRange("weight", r.Weight, 0, 30000)',
          ),
        ),
        commit(`${c.stem}: bump csv decoder patch`, "own", patch("go.mod", "-	example.com/csvx v1.4.1", "+	example.com/csvx v1.4.2")),
      ],
      moves: [
        { place: "own", metric: "records_failed_ratio", from: 0.003, to: 0.97 },
        { place: "own", metric: "oldest_message_age_seconds", from: 10, to: 900, shape: "ramp" },
      ],
      errors: [
        {
          place: "own",
          message:
            "validation failed: weight out of range [0,30000] got -718211 record_id=rec-771f04 offset=88120144 partner=northfreight; redelivering",
        },
      ],
      usual: `processed {n} ${c.noun}s`,
      alert: { metric: "records_failed_ratio", summary: `${c.own} fails to validate ${c.noun} records; backlog grows` },
      spans: [{ place: "own", operation: "Validate", error: "weight out of range [0,30000] got -718211" }],
    }),
  },
  {
    name: "a certificate runs out",
    kind: "expiry",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: share HTTP transport`,
          "own",
          patch(c.go("client/transport.go"), "-	client := &http.Client{Transport: newTransport()}", "+	client := &http.Client{Transport: shared}"),
        ),
        commit(`${c.stem}: bump x/net patch`, "own", patch("go.mod", "-	golang.org/x/net v0.26.0", "+	golang.org/x/net v0.26.1")),
      ],
      moves: [{ place: "own", metric: "http_5xx_ratio", from: 0.001, to: 1 }],
      errors: [
        {
          place: "own",
          message: `Get https://${c.dependency}/v1: x509: certificate has expired or is not yet valid: current time is after 2026-07-01T00:00:00Z`,
        },
      ],
      usual: `asked ${c.dependency} about ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx at 100 %` },
      spans: [{ place: "own", operation: `GET ${c.dependency}`, error: "x509: certificate has expired" }],
    }),
  },
  {
    name: "a managed database fails over",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: one file for queries`,
          "own",
          patch(c.ts("db/queries.ts"), `+export const find${c.Noun} = "select * from ${c.noun}s where id = $1";`),
          patch(
            c.ts(`db/${c.noun}.ts`),
            `-const find${c.Noun} = "select * from ${c.noun}s where id = $1";`,
            `+import { find${c.Noun} } from "./queries.ts";`,
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.8 },
        { place: "own", metric: "db_connections", from: 40, to: 0 },
      ],
      errors: [
        { place: "own", message: "terminating connection due to administrator command; the database system is in recovery mode pid={n}" },
        { place: "own", message: "could not connect to server: Connection refused (primary unreachable, failover in progress)" },
      ],
      usual: `read ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %, database connections lost` },
      spans: [{ place: "own", operation: "db.query", error: "the database system is in recovery mode" }],
    }),
  },
];
