import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Further incidents that no change of ours made. */
export const INNOCENT_MORE: readonly Scenario[] = [
  {
    name: "a carrier is away while a timeout was touched",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: label client timeouts`,
          "own",
          patch(c.go("sms/client.go"), '-	return nil, errors.New("sms failed")', '+	return nil, fmt.Errorf("sms failed: %w", err)'),
        ),
        commit(
          `${c.stem}: sms client timeout 10 s`,
          "own",
          patch(c.go("sms/config.go"), "-	Timeout: 12 * time.Second,", "+	Timeout: 10 * time.Second,"),
        ),
      ],
      moves: [{ place: "own", metric: "sms_failed_ratio", from: 0.004, to: 0.9 }],
      errors: [{ place: "own", message: "carrier gateway https://smpp.telcobridge.example answered 502 Bad Gateway message={id}" }],
      usual: "sent sms {id}",
      alert: { metric: "sms_failed_ratio", summary: `${c.own}: text messages are not delivered` },
      spans: [{ place: "own", operation: "POST smpp.telcobridge.example", error: "502 Bad Gateway" }],
      outputs: [
        {
          command: "status-feed",
          text: '{"feeds": [{"name": "Telcobridge", "indicator": "major", "description": "SMPP gateway outage", "updated": "{onset}"}]}',
        },
      ],
    }),
  },
  {
    name: "a holiday brings everybody (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.edge}: preload fonts`, "edge", patch(`web/src/head.tsx`, '+  <link rel="preload" href="/font.woff2" as="font" />')),
        commit(`${c.stem}: sort ${c.noun} totals`, "own", patch(c.go("totals.go"), "-	return totals", "+	sort.Ints(totals)", "+	return totals")),
      ],
      moves: [
        { place: "edge", metric: "sessions_active", from: 900, to: 7000 },
        { place: "edge", metric: "requests_per_second", from: 300, to: 2600 },
        { place: "own", metric: "requests_per_second", from: 110, to: 980 },
        { place: "own", metric: "db_connections_active", from: 20, to: 100, lag: 1 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 70, to: 3300, lag: 2 },
      ],
      errors: [{ place: "own", message: "remaining connection slots are reserved, request {id} failed", lag: 2 }],
      usual: `read ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s` },
      spans: [
        { place: "edge", operation: "GET /" },
        { place: "own", operation: "totals" },
      ],
    }),
  },
  {
    name: "a spot machine is taken away (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: group constants`,
          "own",
          patch(c.java("Constants.java"), "-    static final int A = 3;", "+    static final int ATTEMPTS = 3;"),
        ),
        commit(`${c.stem}: more replicas in staging`, null, patch("deploy/staging/values.yaml", "-  replicas: 1", "+  replicas: 2")),
      ],
      moves: [
        { place: "own", metric: "available_replicas", from: 9, to: 4 },
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.3 },
      ],
      errors: [{ place: "own", message: "node ip-10-1-4-{n} preempted: spot instance interruption notice, evicting pods" }],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %, replicas missing` },
      spans: [{ place: "caller", operation: "load", error: "503" }],
    }),
  },
  {
    name: "a partner sends a file of another form (bad data)",
    kind: "bad-data",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: extract csv reader`,
          "own",
          patch(
            c.py("csv_reader.py"),
            "-    rows = list(csv.reader(handle))",
            "-    return rows",
            "+    return read_rows(handle)",
            "+",
            "+def read_rows(handle):",
            "+    return list(csv.reader(handle))",
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "imports_failed_per_min", from: 0, to: 12 },
        { place: "own", metric: "queue_oldest_age_seconds", from: 20, to: 1500, shape: "ramp" },
      ],
      errors: [
        {
          place: "own",
          message: "cannot parse row: unexpected value 'N/A' in column weight file=partner-20260711.csv row=48213 message_id=m-99041; redelivering",
        },
      ],
      usual: `imported {n} ${c.noun}s`,
      alert: { metric: "imports_failed_per_min", summary: `${c.own} import fails, queue grows` },
      spans: [{ place: "own", operation: "import", error: "cannot parse row: unexpected value 'N/A'" }],
    }),
  },
  {
    name: "a licence ran out (expiry)",
    kind: "expiry",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: tidy search client`,
          "own",
          patch(c.ts("search.ts"), "-  const client = new Search(options);", "-  return client;", "+  return new Search(options);"),
        ),
      ],
      moves: [{ place: "own", metric: "search_error_ratio", from: 0.001, to: 1 }],
      errors: [{ place: "own", message: "search engine refuses queries: license expired on 2026-06-30 request={id}" }],
      usual: `searched ${c.noun}s in {ms}ms`,
      alert: { metric: "search_error_ratio", summary: `${c.own}: all searches fail` },
      spans: [{ place: "own", operation: "search", error: "license expired" }],
    }),
  },
  {
    name: "the payment network is slow",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: cache card brands for longer`, "own", patch(c.ts("brands.ts"), "-const TTL_MINUTES = 60;", "+const TTL_MINUTES = 240;")),
        commit(`${c.stem}: rename card helper`, "own", patch(c.ts("card.ts"), "-export const m = mask;", "+export const maskCard = mask;")),
      ],
      moves: [
        { place: "own", metric: "authorisation_duration_p95_ms", from: 700, to: 14000 },
        { place: "own", metric: "authorisation_timeouts_per_min", from: 0, to: 40 },
      ],
      errors: [{ place: "own", message: "authorisation at acquirer https://auth.cardhub.example timed out after {ms}ms reference={id}" }],
      usual: "authorised card {id}",
      alert: { metric: "authorisation_timeouts_per_min", summary: `${c.own}: card authorisations time out at the acquirer` },
      spans: [{ place: "own", operation: "POST auth.cardhub.example", error: "timed out" }],
      outputs: [
        { command: "status-feed", text: '[{"provider":"Cardhub","component":"Authorisation","state":"degraded_performance","since":"{onset}"}]' },
      ],
    }),
  },
  {
    name: "a television spot (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: preload ${c.noun} names`, "own", patch(c.py("names.py"), "+NAMES = load_names()")),
        other("flag", `flag ${c.noun}_wishlist off->on`, "edge"),
      ],
      moves: [
        { place: "edge", metric: "http_requests_per_second", from: 420, to: 6100 },
        { place: "caller", metric: "http_requests_per_second", from: 200, to: 2900 },
        { place: "own", metric: "http_requests_per_second", from: 190, to: 2700 },
        { place: "own", metric: "cpu_percent", from: 30, to: 99 },
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.3, lag: 2 },
      ],
      errors: [{ place: "own", message: "worker timeout, request {id} killed after {ms}ms", lag: 2 }],
      usual: `GET /${c.noun}s 200 in {ms}ms`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %` },
      spans: [
        { place: "edge", operation: "GET /" },
        { place: "own", operation: `GET /${c.noun}s`, error: "worker timeout" },
      ],
    }),
  },
  {
    name: "a switch in a rack (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: shorter names in tests`, null, patch(c.go("net_test.go"), "+func TestDial(t *testing.T) {}")),
        commit(
          `${c.stem}: dial helper`,
          "own",
          patch(c.go("dial.go"), '-	c, err := net.Dial("tcp", addr)', "-	return c, err", '+	return net.Dial("tcp", addr)'),
        ),
      ],
      moves: [
        { place: "own", metric: "tcp_retransmits_per_sec", from: 1, to: 380 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 60, to: 4100 },
      ],
      errors: [
        { place: "own", message: "kernel: eth0 link down, packet loss 31% on rack 7 port {n}" },
        { place: "own", message: "read tcp: connection timed out peer={id}" },
      ],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s` },
      spans: [{ place: "own", operation: "read", error: "connection timed out" }],
    }),
  },
];
