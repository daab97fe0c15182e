import { isSetOperator, type Operator, type SetOperator } from "./parse.ts";
import { keyOf, type Sample, type Value, withoutName } from "./sample.ts";
import { QueryError } from "./tokens.ts";

const ARITHMETIC: Partial<Record<Operator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "^": (left, right) => left ** right,
};
const COMPARISONS: Partial<Record<Operator, (left: number, right: number) => boolean>> = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  ">": (left, right) => left > right,
  "<": (left, right) => left < right,
  ">=": (left, right) => left >= right,
  "<=": (left, right) => left <= right,
};

/** Two values under an operator: numbers with all samples, samples with those that have the same labels. Comparisons keep what is true. */
export function calculate(operator: Operator, left: Value, right: Value): Value {
  if (isSetOperator(operator)) {
    if (left.kind === "vector" && right.kind === "vector") return { kind: "vector", samples: together(operator, left.samples, right.samples) };
    throw new QueryError(`parse error: set operator "${operator}" not allowed in binary scalar expression`);
  }
  if (left.kind === "scalar" && right.kind === "scalar") {
    const result = ARITHMETIC[operator]?.(left.value, right.value);
    if (result === undefined) throw new QueryError("parse error: comparisons between scalars must use BOOL modifier");
    return { kind: "scalar", value: result };
  }
  if (left.kind === "vector" && right.kind === "vector") return { kind: "vector", samples: matched(operator, left.samples, right.samples) };
  const samples =
    left.kind === "vector"
      ? left.samples.flatMap((sample) => pair(operator, sample, sample.value, right.kind === "scalar" ? right.value : Number.NaN, sample.value))
      : right.kind === "vector"
        ? right.samples.flatMap((sample) => pair(operator, sample, left.value, sample.value, sample.value))
        : [];
  return { kind: "vector", samples };
}

function together(operator: SetOperator, left: readonly Sample[], right: readonly Sample[]): Sample[] {
  const keysOf = (samples: readonly Sample[]): Set<string> => new Set(samples.map(({ labels }) => keyOf(withoutName(labels))));
  const isIn = (keys: ReadonlySet<string>, { labels }: Sample): boolean => keys.has(keyOf(withoutName(labels)));
  const [here, there] = [keysOf(left), keysOf(right)];
  if (operator === "or") return [...left, ...right.filter((sample) => !isIn(here, sample))];
  return left.filter((sample) => isIn(there, sample) === (operator === "and"));
}

function pair(operator: Operator, { labels }: Sample, left: number, right: number, kept: number): Sample[] {
  const compares = COMPARISONS[operator];
  if (compares) return compares(left, right) ? [{ labels, value: kept }] : [];
  return [{ labels: withoutName(labels), value: ARITHMETIC[operator]?.(left, right) ?? Number.NaN }];
}

function matched(operator: Operator, left: readonly Sample[], right: readonly Sample[]): Sample[] {
  const others = new Map<string, Sample>();
  for (const sample of right) {
    const key = keyOf(withoutName(sample.labels));
    if (others.has(key)) throw new QueryError("found duplicate series for the match group on the right hand-side of the operation", "execution");
    others.set(key, sample);
  }
  return left.flatMap((sample) => {
    const other = others.get(keyOf(withoutName(sample.labels)));
    return other ? pair(operator, sample, sample.value, other.value, sample.value) : [];
  });
}
