import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Changes of the database's shape. */
export const DATA: readonly Scenario[] = [
  {
    name: "a column is dropped while it is read",
    kind: "migration",
    scene: (c) => ({
      guilty: commit(
        `Drop unused ${c.noun} columns`,
        "own",
        patch(c.sql("0042_drop_columns.sql"), `+ALTER TABLE ${c.noun}s DROP COLUMN external_reference;`),
      ),
      near: [commit(`Comment on table ${c.noun}s`, "own", patch(c.sql("0041_comment.sql"), `+COMMENT ON TABLE ${c.noun}s IS 'one row each';`))],
      moves: [{ place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.77 }],
      errors: [{ place: "own", message: `ERROR: column "external_reference" does not exist at character {n}` }],
      usual: `read ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %` },
      spans: [{ place: "own", operation: `SELECT ${c.noun}s`, error: 'column "external_reference" does not exist' }],
      delay: [0, 3],
    }),
  },
  {
    name: "an index is dropped",
    kind: "migration",
    scene: (c) => ({
      guilty: other(
        "migration",
        `0107_remove_duplicate_indexes on ${c.stem} database`,
        "own",
        `DROP INDEX CONCURRENTLY idx_${c.noun}s_tenant_created;`,
      ),
      near: [
        commit(
          `${c.stem}: read ${c.noun}s newest first`,
          "own",
          patch(c.go("http/list.go"), "-	sort.Stable(rows)", "+	sort.Stable(sort.Reverse(rows))"),
        ),
        other("migration", `0088_seed_countries on ${c.asideStem} database`, "aside", "INSERT INTO countries VALUES ('NO', 'Norway');"),
      ],
      moves: [
        { place: "own", metric: "db_query_duration_p99_ms", from: 12, to: 3600 },
        { place: "own", metric: "db_cpu_percent", from: 25, to: 97 },
        { place: "caller", metric: "http_server_duration_p99_ms", from: 100, to: 3900 },
      ],
      errors: [
        { place: "own", message: `slow query {ms}ms: SELECT * FROM ${c.noun}s WHERE tenant = $1 ORDER BY created_at (Seq Scan on ${c.noun}s)` },
      ],
      usual: `listed ${c.noun}s of tenant {id}`,
      alert: { metric: "db_query_duration_p99_ms", summary: `${c.own} database queries slower than 1 s` },
      spans: [
        { place: "caller", operation: "list" },
        { place: "own", operation: `SELECT ${c.noun}s` },
      ],
      delay: [0, 3],
    }),
  },
  {
    name: "a value becomes required before all writers send it",
    kind: "migration",
    scene: (c) => ({
      guilty: other("migration", `20260704_require_region on ${c.stem} database`, "own", `ALTER TABLE ${c.noun}s ALTER COLUMN region SET NOT NULL;`),
      near: [
        commit(
          `${c.stem}: map constraint errors to 422`,
          "own",
          patch(c.ts("errors.ts"), "-  return res.status(500).json({ error });", "+  return res.status(422).json({ error });"),
        ),
      ],
      moves: [{ place: "own", metric: "write_error_ratio", from: 0.001, to: 0.6 }],
      errors: [{ place: "own", message: `null value in column "region" of relation "${c.noun}s" violates not-null constraint row {id}` }],
      usual: `wrote ${c.noun} {id}`,
      alert: { metric: "write_error_ratio", summary: `${c.own} cannot write ${c.noun}s` },
      spans: [{ place: "own", operation: `INSERT ${c.noun}s`, error: "violates not-null constraint" }],
      delay: [0, 2],
    }),
  },
  {
    name: "a long lock of a large table",
    kind: "migration",
    scene: (c) => ({
      guilty: other(
        "migration",
        `0093_${c.noun}_amount_bigint on ${c.stem} database`,
        "own",
        `ALTER TABLE ${c.noun}_lines ALTER COLUMN amount TYPE bigint;`,
      ),
      near: [commit(`${c.stem}: lock version of npm`, null, patch(".nvmrc", "-22", "+24"))],
      moves: [
        { place: "own", metric: "db_lock_wait_ms", from: 3, to: 30000 },
        { place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.8 },
      ],
      errors: [{ place: "own", message: `canceling statement due to lock timeout: INSERT INTO ${c.noun}_lines id={id}` }],
      usual: `added line to ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} writes fail with lock timeout` },
      spans: [{ place: "own", operation: `INSERT ${c.noun}_lines`, error: "canceling statement due to lock timeout" }],
      delay: [0, 2],
    }),
  },
];
