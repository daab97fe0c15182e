import { commit, other, patch, type Scenario } from "../../scenario.ts";

/** Games and betting. */
export const GAMES: readonly Scenario[] = [
  {
    name: "one seat too many in a party (Rust)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "matchmaking: iterate seats by index",
        "own",
        patch(
          "crates/matchmaker/src/party.rs",
          "-    for player in &party.players {",
          "-        slots.push(player.id);",
          "+    for seat in 0..=party.players.len() {",
          "+        slots.push(party.players[seat].id);",
          "     }",
        ),
      ),
      near: [
        commit(
          "matchmaking: remove unsafe block in arena",
          "own",
          patch("crates/matchmaker/src/arena.rs", "-    // SAFETY: unsound, remove", "+    // checked by the borrow checker"),
        ),
        commit("bump tokio 1.36 -> 1.37", "own", patch("Cargo.toml", '-tokio = "1.36.0"', '+tokio = "1.37.0"')),
      ],
      moves: [
        { place: "own", metric: "matches_started_per_min", from: 240, to: 9 },
        { place: "caller", metric: "lobby_errors_ratio", from: 0.004, to: 0.7 },
      ],
      errors: [
        { place: "own", message: "thread 'match-{n}' panicked at src/party.rs:88: index out of bounds: the len is 4 but the index is 4" },
        { place: "caller", message: "lobby {id}: matchmaker closed the stream", share: 0.7 },
      ],
      usual: "match {id} started",
      alert: { metric: "matches_started_per_min", summary: `${c.own}: hardly any match starts` },
      spans: [{ place: "own", operation: "FormMatch", error: "panicked: index out of bounds" }],
    }),
  },
  {
    name: "boards are kept per season (Python, Redis)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Prepare for seasons",
        "own",
        patch(c.py("boards/store.py"), " def board_key(region):", '-    return f"lb:{region}"', '+    return f"lb:{region}:s{current_season()}"'),
      ),
      near: [
        commit("Drop old board exporter", "aside", patch("exporter/boards_readme.md", "-Runs nightly.", "+No longer runs.")),
        commit("boards: type hints", "own", patch(c.py("boards/api.py"), "-def top(region, n):", "+def top(region: str, n: int) -> list[Row]:")),
      ],
      moves: [
        { place: "own", metric: "board_empty_ratio", from: 0.001, to: 0.98 },
        { place: "own", metric: "redis_keyspace_misses_per_sec", from: 2, to: 380 },
        { place: "own", metric: "board_rebuilds_per_min", from: 0, to: 95 },
      ],
      errors: [
        { place: "own", message: "no entries for lb:eu-west:s14, rebuilding from events" },
        { place: "caller", message: "leaderboard widget: 0 rows for region {n}", share: 0.5 },
      ],
      usual: "top 100 of lb:eu-west in {ms}ms",
      alert: { metric: "board_empty_ratio", summary: `${c.own}: leaderboards are empty` },
      spans: [{ place: "own", operation: "ZREVRANGE" }],
    }),
  },
  {
    name: "fewer requests may run at once (C#)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Harden inventory host",
        "own",
        patch(
          `src/Inventory.Host/Program.cs`,
          " builder.WebHost.ConfigureKestrel(o => {",
          "-    o.Limits.MaxConcurrentConnections = 2000;",
          "+    o.Limits.MaxConcurrentConnections = 64;",
          " });",
        ),
      ),
      near: [
        commit(
          "Inventory: nullable reference types",
          "own",
          patch("src/Inventory.Host/Item.cs", "-    public string Name { get; set; }", "+    public string? Name { get; set; }"),
        ),
        commit("Emergency fix of item tooltip", "own", patch("src/Inventory.Web/wwwroot/css/tooltip.css", "-z-index: 1;", "+z-index: 99;")),
      ],
      moves: [
        { place: "own", metric: "rejected_connections_per_sec", from: 0, to: 140 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.4 },
      ],
      errors: [
        { place: "own", message: "Kestrel: connection limit reached, connection {id} rejected" },
        { place: "caller", message: `inventory call failed: connection reset by ${c.own}` },
      ],
      usual: "item {id} granted",
      alert: { metric: "rejected_connections_per_sec", summary: `${c.own} rejects connections` },
      spans: [
        { place: "caller", operation: "GrantItem", error: "connection reset" },
        { place: "own", operation: "POST /items" },
      ],
    }),
  },
  {
    name: "a switch meant for testers reaches everybody (flag)",
    kind: "flag",
    scene: (c) => ({
      guilty: other("flag", "flag physics_v3 targeting: segment=internal-testers -> segment=all", "own"),
      near: [
        commit("physics: comments on integrator", "own", patch("engine/integrator.cpp", "-// euler", "+// semi-implicit Euler, see notes")),
        other("flag", "flag halloween_skins off->on", "caller"),
        other("flag", "flag lobby_music targeting: segment=beta -> segment=all", "caller"),
      ],
      moves: [
        { place: "own", metric: "tick_duration_p99_ms", from: 14, to: 77 },
        { place: "own", metric: "cpu_percent", from: 51, to: 97 },
        { place: "caller", metric: "session_drops_per_min", from: 2, to: 61, lag: 2 },
      ],
      errors: [
        { place: "own", message: "tick {n} took {ms}ms (budget 16ms) in physics_v3 solver" },
        { place: "caller", message: "player {id} dropped: server tick too late" },
      ],
      usual: "tick batch of room {id} ok",
      alert: { metric: "tick_duration_p99_ms", summary: `${c.own}: server ticks over budget` },
      spans: [{ place: "own", operation: "tick" }],
    }),
  },
  {
    name: "odds of a feed arrive as text (contract, Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Serialize BigDecimal exactly",
        "dependency",
        patch(
          `${c.dependencyStem}/src/main/java/com/acme/odds/JsonConfig.java`,
          "   ObjectMapper mapper() {",
          "-    return new ObjectMapper();",
          "+    return new ObjectMapper().configOverride(BigDecimal.class).setFormat(JsonFormat.Value.forShape(Shape.STRING)).mapper();",
        ),
      ),
      near: [
        commit("slips: reject stakes above the limit earlier", "own", patch(c.java("SlipLimitsTest.java"), "+  @Test void rejectsLargeStake() {")),
        commit(
          "slips: faster total of stakes",
          "own",
          patch(
            c.java("Totals.java"),
            "-    BigDecimal sum = BigDecimal.ZERO;\n-    for (var s : slips) sum = sum.add(s.stake());\n-    return sum;",
            "+    return slips.stream().map(Slip::stake).reduce(BigDecimal.ZERO, BigDecimal::add);",
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "bets_refused_ratio", from: 0.01, to: 0.88 },
        { place: "edge", metric: "http_4xx_ratio", from: 0.02, to: 0.4 },
      ],
      errors: [{ place: "own", message: `cannot price slip {id}: expected number for field "odds" in answer of ${c.dependency}, got "2.35"` }],
      usual: "slip {id} accepted",
      alert: { metric: "bets_refused_ratio", summary: `${c.own} refuses nearly all bets` },
      spans: [
        { place: "own", operation: "price slip", error: "expected number" },
        { place: "dependency", operation: "GET /odds" },
      ],
    }),
  },
];
