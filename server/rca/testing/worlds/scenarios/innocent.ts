import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Incidents that no change of ours made, each with changes that look as if. */
export const INNOCENT: readonly Scenario[] = [
  {
    name: "a provider is down and says so",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: tidy the ${c.noun} gateway client`,
          "own",
          patch(
            c.ts("gateway/client.ts"),
            '-  const response = await fetch(BASE + "/charges", options);',
            "-  return response.json();",
            '+  return (await fetch(BASE + "/charges", options)).json();',
          ),
        ),
        commit(
          `${c.stem}: keep gateway connections for 60 s`,
          "own",
          patch(c.ts("gateway/agent.ts"), "-  keepAliveMsecs: 30_000,", "+  keepAliveMsecs: 60_000,"),
        ),
        other("flag", `flag ${c.noun}_one_click off->on`, "own"),
      ],
      moves: [
        { place: "own", metric: "provider_error_ratio", from: 0.002, to: 0.75 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.4 },
      ],
      errors: [
        { place: "own", message: "POST https://api.payfast.example/v1/charges answered 503 Service Unavailable request={id}" },
        { place: "caller", message: `${c.own} could not charge ${c.noun} {id}` },
      ],
      usual: `charged ${c.noun} {id}`,
      alert: { metric: "provider_error_ratio", summary: `${c.own}: charges at api.payfast.example fail with 503` },
      spans: [{ place: "own", operation: "POST api.payfast.example/v1/charges", error: "503 Service Unavailable" }],
      outputs: [
        {
          command: "status-feed --vendors",
          text: '[{"vendor": "Payfast", "status": "major_outage", "title": "Elevated errors on charges API", "started_at": "{onset}"}]',
        },
      ],
    }),
  },
  {
    name: "an external service is slow, without a feed",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: extract address formatter`,
          "own",
          patch(
            c.py("geo/format.py"),
            '-    return f"{street} {number}"',
            "+    return format_address(street, number)",
            "+",
            "+def format_address(street, number):",
            '+    return f"{street} {number}"',
          ),
        ),
        commit(
          `${c.stem}: count geocoder calls`,
          "own",
          patch(c.py("geo/metrics.py"), '+CALLS = Counter("geocoder_calls_total", "Calls to the geocoder")', "+CALLS.inc()"),
        ),
      ],
      moves: [
        { place: "own", metric: "geocode_duration_p99_ms", from: 180, to: 9000 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 250, to: 9100 },
      ],
      errors: [
        { place: "own", message: "geocoding via https://geo.mapworks.example/search failed: HTTP 504 Gateway Timeout from provider after {ms}ms" },
      ],
      usual: `geocoded address of ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 2 s, external geocoder slow` },
      spans: [{ place: "own", operation: "GET geo.mapworks.example/search", error: "HTTP 504 Gateway Timeout" }],
    }),
  },
  {
    name: "a crowd arrives",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.edge}: precompute menu`,
          "edge",
          patch(`${c.asideStem}/web/menu.ts`, "-export const menu = () => build();", "+export const menu = build();"),
        ),
        commit(
          `${c.stem}: read ${c.noun} once`,
          "own",
          patch(c.go("read.go"), "-	a := load(id)", "-	b := load(id)", "+	a := load(id)", "+	b := a"),
        ),
        other("flag", `flag spring_${c.noun}_campaign off->on`, "edge"),
      ],
      moves: [
        { place: "edge", metric: "requests_per_sec", from: 800, to: 5200 },
        { place: "own", metric: "requests_per_sec", from: 300, to: 1900 },
        { place: "caller", metric: "requests_per_sec", from: 320, to: 2100 },
        { place: "edge", metric: "cpu_percent", from: 35, to: 98 },
        { place: "edge", metric: "http_server_duration_p99_ms", from: 150, to: 2600, lag: 2 },
        { place: "own", metric: "cpu_percent", from: 30, to: 90 },
      ],
      errors: [{ place: "edge", message: "request queue full, shedding request {id}", lag: 2 }],
      usual: `GET /${c.noun}s 200 {ms}ms`,
      alert: { place: "edge", metric: "http_server_duration_p99_ms", summary: `${c.edge} p99 above 1 s for 3 minutes` },
      spans: [
        { place: "edge", operation: "GET /" },
        { place: "own", operation: `GET /${c.noun}s` },
      ],
      firstFailing: "edge",
    }),
  },
  {
    name: "a scraper asks for everything",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: split search handler`,
          "own",
          patch(
            c.py("search/handler.py"),
            "-    return respond(run(parse(request)))",
            "+    query = parse(request)",
            "+    return respond(run(query))",
          ),
        ),
      ],
      moves: [
        { place: "edge", metric: "http_requests_per_second", from: 240, to: 1500 },
        { place: "own", metric: "http_requests_per_second", from: 80, to: 1300 },
        { place: "own", metric: "http_request_duration_p99_ms", from: 90, to: 3000, lag: 1 },
      ],
      errors: [{ place: "own", message: "worker pool saturated, request {id} waited {ms}ms", lag: 1 }],
      usual: `GET /search 200 {ms}ms`,
      alert: { metric: "http_request_duration_p99_ms", summary: `${c.own} p99 above 1 s` },
      spans: [
        { place: "edge", operation: "GET /search" },
        { place: "own", operation: "search" },
      ],
    }),
  },
];
