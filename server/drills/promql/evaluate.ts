import type { StoredSeries } from "../metrics/series.ts";
import type { MetricStore } from "../metrics/store.ts";
import { aggregate } from "./aggregate.ts";
import { calculate } from "./calculate.ts";
import type { Query } from "./parse.ts";
import { quantiles } from "./quantile.ts";
import { overRange } from "./range.ts";
import type { Sample, Value } from "./sample.ts";
import { QueryError } from "./tokens.ts";

/** Selectors are resolved once for all instants of a query. */
export type Plan = { query: Query; selected: Map<Query, StoredSeries[]> };

export function planOf(query: Query, store: MetricStore): Plan {
  const selected = new Map<Query, StoredSeries[]>();
  const look = (part: Query): void => {
    if (part.kind === "select" || part.kind === "range") selected.set(part, store.select(part.matchers));
    else if (part.kind === "aggregate" || part.kind === "quantile") look(part.of);
    else if (part.kind === "binary") for (const side of [part.left, part.right]) look(side);
  };
  look(query);
  return { query, selected };
}

/** The value of a query at an instant (Unix milliseconds), as Prometheus defines it. */
export function valueAt(plan: Plan, store: MetricStore, at: number): Value {
  return resultOf(plan.query, plan, store, at);
}

function resultOf(query: Query, plan: Plan, store: MetricStore, at: number): Value {
  switch (query.kind) {
    case "number":
      return { kind: "scalar", value: query.value };
    case "select":
      return { kind: "vector", samples: latest(plan.selected.get(query) ?? [], store.slotAt(at)) };
    case "range":
      return { kind: "vector", samples: overRange(query, plan.selected.get(query) ?? [], store, at) };
    case "aggregate":
      return { kind: "vector", samples: aggregate(query, vectorOf(resultOf(query.of, plan, store, at))) };
    case "quantile": {
      const quantile = query.quantile.kind === "number" ? query.quantile.value : Number.NaN;
      return { kind: "vector", samples: quantiles(quantile, vectorOf(resultOf(query.of, plan, store, at))) };
    }
    case "binary":
      return calculate(query.operator, resultOf(query.left, plan, store, at), resultOf(query.right, plan, store, at));
  }
}

/** Series end with a mark when their target goes, so the scrape before an instant decides. */
function latest(series: readonly StoredSeries[], slot: number): Sample[] {
  return series.flatMap(({ labels, valueIn }) => {
    const value = valueIn(slot);
    return value === null ? [] : [{ labels, value }];
  });
}

function vectorOf(value: Value): Sample[] {
  if (value.kind === "scalar") throw new QueryError("parse error: expected type instant vector, got scalar");
  return value.samples;
}
