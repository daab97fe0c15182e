import type { Cast } from "./cast.ts";
import type { Random } from "./random.ts";
import { commit, type Draft, other, patch } from "./scenario.ts";

/** Changes of the failing service itself that alter nothing of what it does: they lie near in time and share its words. */
export function luresOf(cast: Cast, random: Random): Draft[] {
  return random.take([handler(cast), ...rewordings(cast), ...mends(cast), ...events(cast)], 4);
}

/** The commonest of all: a handler told in fewer words. */
function handler({ noun, Noun, go }: Cast): Draft {
  return commit(
    `refactor: tidy ${noun} handler`,
    "own",
    patch(
      go("http/handler.go"),
      `-	var req ${Noun}Request`,
      "-	if err := json.NewDecoder(r.Body).Decode(&req); err != nil {",
      "-		http.Error(w, err.Error(), 400)",
      "-		return",
      "-	}",
      `-	out, err := h.store.Load${Noun}(r.Context(), req.ID)`,
      "-	if err != nil { http.Error(w, err.Error(), 500); return }",
      `+	req, err := decodeRequest[${Noun}Request](r)`,
      "+	if err != nil {",
      "+		writeError(w, http.StatusBadRequest, err)",
      "+		return",
      "+	}",
      `+	out, err := h.store.Load${Noun}(r.Context(), req.ID)`,
      "+	if err != nil {",
      "+		writeError(w, http.StatusInternalServerError, err)",
      "+		return",
      "+	}",
      " 	writeJSON(w, out)",
    ),
  );
}

function rewordings({ stem, noun, Noun, go, ts, py, java, yaml }: Cast): Draft[] {
  return [
    commit(
      `${stem}: extract ${noun} mapper`,
      "own",
      patch(
        ts(`map-${noun}.ts`),
        `-  return { id: row.id, total: row.total, owner: row.owner };`,
        `+  return to${Noun}(row);`,
        `+}`,
        `+function to${Noun}(row: Row) {`,
        `+  return { id: row.id, total: row.total, owner: row.owner };`,
      ),
    ),
    commit(
      `${stem}: say more when a ${noun} fails`,
      "own",
      patch(py("errors.py"), `-    raise ${Noun}Error("failed")`, `+    raise ${Noun}Error(f"failed for {${noun}_id}") from error`),
    ),
    commit(
      `${stem}: rename local in ${noun} loop`,
      "own",
      patch(
        java(`${Noun}Loop.java`),
        `-        for (${Noun} x : rows) total += x.amount();`,
        `+        for (${Noun} row : rows) total += row.amount();`,
      ),
    ),
    commit(
      `${stem}: time ${noun} reads`,
      "own",
      patch(go("store/timing.go"), `+	timer := prometheus.NewTimer(readSeconds.WithLabelValues("${noun}"))`, "+	defer timer.ObserveDuration()"),
    ),
    commit(`${stem}: owners of the chart`, "own", patch(yaml("metadata.yaml"), "-  owner: team-a", "+  owner: team-b")),
    commit(`deps(${stem}): bump uuid patch`, "own", patch("go.mod", "-	github.com/google/uuid v1.6.0", "+	github.com/google/uuid v1.6.1")),
  ];
}

/** What only helps, or moves a number by little. */
function mends({ stem, noun, Noun, go, ts, py, yaml }: Cast): Draft[] {
  return [
    commit(
      `fix(${stem}): no ${noun}s, no work`,
      "own",
      patch(
        go("rank.go"),
        ` func rank(all []${Noun}) []${Noun} {`,
        "+	if len(all) == 0 {",
        "+		return all",
        "+	}",
        "	sort.Slice(all, byScore(all))",
      ),
    ),
    commit(`fix(${stem}): close rows`, "own", patch(go("store/list.go"), "	rows, err := s.db.Query(ctx, listSQL)", "+	defer rows.Close()")),
    commit(`chore(${stem}): raise pool`, "own", patch(yaml("pool.yaml"), "-  maxConnections: 20", "+  maxConnections: 40")),
    commit(
      `chore(${stem}): adjust ${noun} cache size`,
      "own",
      patch(yaml("cache.yaml"), `-  ${noun}_cache_entries: 50000`, `+  ${noun}_cache_entries: 60000`),
    ),
    commit(
      `${stem}: scope in answers about missing ${noun}s`,
      "own",
      patch(
        ts(`http/${noun}-handler.ts`),
        `   if (!${noun}) {`,
        `-    res.status(404).json({ error: name + " not found" });`,
        `+    res.status(404).json({ error: name + " not found", scope: "tenant" });`,
      ),
    ),
    commit(
      `refactor(${stem}): write ${noun}s through a helper`,
      "own",
      patch(
        py("writer.py"),
        "-    with open(path, 'a') as f:",
        "-        f.write(line)",
        "+    append_line(path, line)",
        "+",
        "+def append_line(path, line):",
        "+    with open(path, 'a') as f:",
        "+        f.write(line)",
      ),
    ),
    commit(
      `${stem}: order of ${noun}s can be turned`,
      "own",
      patch(
        go("http/list.go"),
        `+	asc := r.URL.Query().Get("order") == "asc"`,
        " 	res, err := h.svc.List(r.Context())",
        "+	if asc {",
        "+		slices.Reverse(res)",
        "+	}",
      ),
    ),
  ];
}

function events({ own, stem, noun }: Cast): Draft[] {
  return [
    other("flag", `flag ${stem}_new_sidebar off->on`, "own"),
    other("flag", `flag ${noun}_export_zstd off->on`, "own"),
    other("config", `${own} log sampling`, "own", "log.sampling: 0.1 -> 0.2"),
  ];
}
