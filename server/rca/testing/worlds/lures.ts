import type { Cast } from "./cast.ts";
import type { Random } from "./random.ts";
import { commit, type Draft, other, patch } from "./scenario.ts";

/** Changes of the failing service itself that alter nothing of what it does: they lie near in time and share its words. */
export function luresOf(cast: Cast, random: Random): Draft[] {
  return random.take([handler(cast), ...rewordings(cast), ...events(cast)], 3);
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

function events({ own, stem, noun }: Cast): Draft[] {
  return [
    other("flag", `flag ${stem}_new_sidebar off->on`, "own"),
    other("flag", `flag ${noun}_export_zstd off->on`, "own"),
    other("config", `${own} log sampling`, "own", "log.sampling: 0.1 -> 0.2"),
  ];
}
