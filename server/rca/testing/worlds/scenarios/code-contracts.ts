import { commit, patch, type Scenario } from "../scenario.ts";

/** Commits after which two sides no longer understand each other. */
export const CODE_CONTRACTS: readonly Scenario[] = [
  {
    name: "a field of an event is renamed (TypeScript producer)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Align ${c.noun} event with the style guide`,
        "own",
        patch(
          c.ts(`events/${c.noun}-created.ts`),
          `-  return { ${c.noun}_id: id, customer_ref: customer, total };`,
          `+  return { ${c.noun}Id: id, customerRef: customer, total };`,
        ),
      ),
      near: [
        commit(
          `${c.dependencyStem}: say which field is missing`,
          "dependency",
          patch(`${c.dependencyStem}/src/consume.ts`, '-  throw new Error("bad event");', '+  throw new Error("bad event: missing " + field);'),
        ),
        commit(`Describe ${c.noun} events in the handbook`, null, patch(`docs/events/${c.noun}.md`, "+`customer_ref` is the customer's reference.")),
      ],
      moves: [
        { place: "dependency", metric: "events_rejected_ratio", from: 0.001, to: 0.99 },
        { place: "dependency", metric: "dead_letter_depth", from: 0, to: 4000, shape: "ramp" },
      ],
      errors: [{ place: "dependency", message: `bad event: missing customer_ref in ${c.noun}.created offset={n}` }],
      usual: `published ${c.noun}.created {id}`,
      alert: {
        place: "dependency",
        metric: "events_rejected_ratio",
        summary: `${c.dependency} rejects ${c.noun}.created events: missing customer_ref`,
      },
      spans: [
        { place: "own", operation: `publish ${c.noun}.created` },
        { place: "dependency", operation: `consume ${c.noun}.created`, error: "missing customer_ref" },
      ],
      firstFailing: "dependency",
    }),
  },
  {
    name: "code asks for a column that no migration made (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Add archived ${c.noun}s`,
        "own",
        patch(c.py(`models/${c.noun}.py`), `+    archived_by = Column(String, nullable=True)`, "     created_at = Column(DateTime)"),
        patch(
          c.py(`queries/${c.noun}.py`),
          `-    return session.query(${c.Noun}).all()`,
          `+    return session.query(${c.Noun}).filter(${c.Noun}.archived_by.is_(None)).all()`,
        ),
      ),
      near: [
        commit(
          `Return 503 when the ${c.noun} store fails`,
          "own",
          patch(c.py("errors.py"), "-    return jsonify(error=str(e)), 500", "+    return jsonify(error=str(e), retry=True), 503"),
        ),
        commit("Format models with black", null, patch(c.py("models/base.py"), "-class Base(object) :", "+class Base(object):")),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.88 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.4 },
      ],
      errors: [
        {
          place: "own",
          message: `sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedColumn) column ${c.noun}s.archived_by does not exist LINE {n}`,
        },
      ],
      usual: `GET /${c.noun}s 200 {ms}ms`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} returns 500: 'column ${c.noun}s.archived_by does not exist'` },
      spans: [
        { place: "caller", operation: "list" },
        { place: "own", operation: `GET /${c.noun}s`, error: "UndefinedColumn" },
      ],
    }),
  },
  {
    name: "a new value of an enumeration that a reader does not know (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Introduce PARTIAL state for ${c.noun}s`,
        "own",
        patch(
          c.java(`${c.Noun}Service.java`),
          `-        ${c.noun}.setState(State.DONE);`,
          `+        ${c.noun}.setState(remaining > 0 ? State.PARTIAL : State.DONE);`,
        ),
      ),
      near: [
        commit(
          `${c.dependencyStem}: order states alphabetically`,
          "dependency",
          patch(`${c.dependencyStem}/src/main/java/com/acme/State.java`, "-    OPEN, DONE, CANCELLED;", "+    CANCELLED, DONE, OPEN;"),
        ),
      ],
      moves: [
        { place: "dependency", metric: "error_ratio", from: 0.001, to: 0.3 },
        { place: "dependency", metric: "consumer_lag", from: 4, to: 9000, shape: "ramp" },
      ],
      errors: [{ place: "dependency", message: `java.lang.IllegalArgumentException: No enum constant com.acme.State.PARTIAL for ${c.noun} {id}` }],
      usual: `${c.noun} {id} done`,
      alert: { place: "dependency", metric: "error_ratio", summary: `${c.dependency} error ratio above 5 %: No enum constant State.PARTIAL` },
      spans: [{ place: "dependency", operation: "apply", error: "No enum constant com.acme.State.PARTIAL" }],
      firstFailing: "dependency",
    }),
  },
  {
    name: "a dependency of a new major version (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit("Upgrade pydantic", "own", patch(`${c.stem}/requirements.txt`, "-pydantic==1.10.17", "+pydantic==2.8.2", " fastapi==0.111.0")),
      near: [
        commit("Bump uvicorn patch", "own", patch(`${c.stem}/requirements-server.txt`, "-uvicorn==0.30.1", "+uvicorn==0.30.3")),
        commit("Bump eslint", null, patch("web/package.json", '-    "eslint": "9.1.0",', '+    "eslint": "9.2.0",')),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 1 },
        { place: "own", metric: "requests_per_sec", from: 140, to: 6 },
      ],
      errors: [
        { place: "own", message: "pydantic.errors.PydanticImportError: `BaseSettings` has been moved to the `pydantic-settings` package pid={n}" },
      ],
      usual: `GET /${c.noun}s 200 {ms}ms`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} does not start` },
      spans: [{ place: "caller", operation: "load", error: "connection refused" }],
    }),
  },
  {
    name: "a date in another format (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: print ${c.noun} dates as in the portal`,
        "own",
        patch(c.go("export/row.go"), "-	row.Date = t.Format(time.RFC3339)", '+	row.Date = t.Format("02.01.2006")'),
      ),
      near: [commit(`${c.stem}: gofmt export package`, null, patch(c.go("export/csv.go"), "-	w.Write( row )", "+	w.Write(row)"))],
      moves: [
        { place: "dependency", metric: "rows_rejected_ratio", from: 0.001, to: 1 },
        { place: "dependency", metric: "rows_imported_per_min", from: 900, to: 0 },
      ],
      errors: [{ place: "dependency", message: "could not parse date '{n}.07.2026': expected RFC3339 in column Date row {n}" }],
      usual: `exported {n} ${c.noun}s`,
      alert: {
        place: "dependency",
        metric: "rows_rejected_ratio",
        summary: `${c.dependency} import rejects all rows of the ${c.noun} export: could not parse date`,
      },
      spans: [{ place: "dependency", operation: "import", error: "could not parse date" }],
      firstFailing: "dependency",
    }),
  },
  {
    name: "a shared package breaks the service that uses it (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "pkg/codec: default to strict decoding",
        "own",
        patch("pkg/codec/decode.go", "-	dec := json.NewDecoder(r)", "+	dec := json.NewDecoder(r)", "+	dec.DisallowUnknownFields()"),
      ),
      near: [
        commit("pkg/codec: benchmark decoding", null, patch("pkg/codec/decode_test.go", "+func BenchmarkDecode(b *testing.B) {}")),
        commit(
          `${c.stem}: reorder imports`,
          "own",
          patch(c.go("http/handler.go"), '-import "net/http"', '-import "encoding/json"', '+import "encoding/json"', '+import "net/http"'),
        ),
      ],
      moves: [
        { place: "own", metric: "http_4xx_ratio", from: 0.01, to: 0.7 },
        { place: "edge", metric: "http_4xx_ratio", from: 0.01, to: 0.5 },
      ],
      errors: [{ place: "own", message: `decode ${c.noun}: json: unknown field "clientVersion" request={id}` }],
      usual: `decoded ${c.noun} {id}`,
      alert: { metric: "http_4xx_ratio", summary: `${c.own} rejects ${c.noun} requests: json unknown field` },
      spans: [
        { place: "edge", operation: `PUT /${c.noun}s` },
        { place: "own", operation: `decode ${c.noun}`, error: 'json: unknown field "clientVersion"' },
      ],
    }),
  },
];
