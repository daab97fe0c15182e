import { commit, patch, type Scenario } from "../scenario.ts";

/** Commits that wear a process or its database down. */
export const CODE_GROWTH: readonly Scenario[] = [
  {
    name: "a regular expression that backtracks (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Validate ${c.noun} references`,
        "own",
        patch(c.ts("validate/reference.ts"), "-const REFERENCE = /^[A-Z]{2}-\\d+$/;", "+const REFERENCE = /^([A-Za-z]+[- ]?)*\\d+$/;"),
      ),
      near: [
        commit(
          "Move validation messages to one file",
          "own",
          patch(c.ts("validate/messages.ts"), '+export const BAD_REFERENCE = "This reference is not valid.";'),
        ),
      ],
      moves: [
        { place: "own", metric: "process_cpu_percent", from: 18, to: 100 },
        { place: "own", metric: "event_loop_lag_ms", from: 3, to: 2800 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.001, to: 0.35 },
      ],
      errors: [
        { place: "own", message: `event loop blocked for {ms}ms in validateReference` },
        { place: "edge", message: `504 from ${c.own} after 5000ms` },
      ],
      usual: `accepted ${c.noun} {id}`,
      alert: { metric: "event_loop_lag_ms", summary: `${c.own} event loop lag above 1 s, CPU at 100 %` },
      spans: [
        { place: "edge", operation: `POST /${c.noun}s`, error: "504" },
        { place: "own", operation: "validateReference" },
      ],
    }),
  },
  {
    name: "a map that only grows (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Memoize ${c.noun} permissions`,
        "own",
        patch(
          c.ts("permissions.ts"),
          "+const seen = new Map<string, Permission[]>();",
          '   const key = user.id + ":" + request.id;',
          "+  const known = seen.get(key);",
          "+  if (known) return known;",
          "+  seen.set(key, permissions);",
        ),
      ),
      near: [
        commit(
          "Raise log verbosity of permission checks",
          "own",
          patch(c.ts("permissions-log.ts"), '-  log.debug("permission check");', '+  log.info("permission check", { user: user.id });'),
        ),
        commit("Bump typescript patch", null, patch("package.json", '-    "typescript": "5.9.2",', '+    "typescript": "5.9.3",')),
      ],
      moves: [
        { place: "own", metric: "heap_used_mb", from: 210, to: 1990, shape: "ramp" },
        { place: "own", metric: "gc_pause_p99_ms", from: 9, to: 900, shape: "ramp" },
        { place: "own", metric: "restarts_total_rate", from: 0, to: 1, lag: 90 },
      ],
      errors: [{ place: "own", message: "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory pid={n}", lag: 90 }],
      usual: `checked permission for ${c.noun} {id}`,
      alert: { metric: "heap_used_mb", summary: `${c.own} heap above 1.8 GB, processes restart` },
      spans: [{ place: "own", operation: "permissionsFor" }],
      delay: [1, 4],
    }),
  },
  {
    name: "a write for each row in one transaction (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Store the last seen time of each ${c.noun}`,
        "own",
        patch(
          c.java(`${c.Noun}Sync.java`),
          "     @Transactional",
          `     public void sync(List<${c.Noun}> rows) {`,
          `+        for (${c.Noun} row : rows) {`,
          "+            repository.updateLastSeen(row.getId(), clock.instant());",
          "+        }",
        ),
      ),
      near: [
        commit(
          `Read ${c.noun} page size from settings`,
          "own",
          patch(c.java("Settings.java"), "-    int pageSize = 50;", '+    int pageSize = settings.getInt("page.size", 50);'),
        ),
      ],
      moves: [
        { place: "own", metric: "db_lock_wait_ms", from: 2, to: 4100 },
        { place: "own", metric: "error_ratio", from: 0.001, to: 0.22 },
      ],
      errors: [
        {
          place: "own",
          message: `org.postgresql.util.PSQLException: ERROR: deadlock detected Detail: Process {n} waits for ShareLock on transaction {id}; update ${c.noun} set last_seen`,
        },
      ],
      usual: `synchronised {n} ${c.noun}s`,
      alert: { metric: "error_ratio", summary: `${c.own} errors above 5 %: deadlock detected` },
      spans: [{ place: "own", operation: `${c.Noun}Sync.sync`, error: "deadlock detected" }],
    }),
  },
];
