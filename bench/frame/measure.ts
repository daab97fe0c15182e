export type Unit = "/s" | "ms" | "s" | "kB" | "MB" | "MB/s" | "×" | "";

/** What the value, or its ratio to what was measured beside it, has to reach. */
export type Goal = { of: "value" | "ratio" } & ({ atLeast: number } | { atMost: number });

/** One line of a table. `value` and `beside` are medians over `runs`; `spread` is the least and the most of the value. */
export type Row = {
  what: string;
  value: number;
  unit: Unit;
  spread?: [number, number];
  runs: number;
  goal?: Goal;
  /** The limit or rival, measured alternately with this in the same run. */
  beside?: { what: string; value: number };
};

export type Reading = { rows: Row[]; remarks?: string[] };

/** `target` says in words what is wanted of it; the rows carry it as numbers. */
export type Measure = { name: string; target: string; run: () => Promise<Reading> };

/** `needsDatabase: false`: its measures run without a server. */
export type Group = { name: string; needsDatabase?: false; measures: readonly Measure[] };

export function ratioOf({ value, beside }: Row): number | null {
  return beside && beside.value > 0 ? value / beside.value : null;
}

/** Null for a row that is there for comparison only. */
export function isReached(row: Row): boolean | null {
  if (!row.goal) return null;
  const figure = row.goal.of === "value" ? row.value : ratioOf(row);
  if (figure === null || Number.isNaN(figure)) return false;
  return "atLeast" in row.goal ? figure >= row.goal.atLeast : figure <= row.goal.atMost;
}
