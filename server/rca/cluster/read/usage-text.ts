import { quantityOf } from "./quantity.ts";
import { readTable } from "./table.ts";

/** A row of `kubectl top`: cores and bytes, for nodes also shares. */
export type UsageText = {
  source: string;
  kind: "pod" | "node";
  namespace: string | null;
  name: string;
  cores: number;
  bytes: number;
  cpuShare: number | null;
  memoryShare: number | null;
};

export function readUsage(kind: "pod" | "node", text: string, namespace: string | null, source: string): UsageText[] {
  return readTable(text, { kind: "", isEverywhere: false, isWide: false }).flatMap((row) => {
    const name = row.POD ?? row.NAME ?? "";
    const [cores, bytes] = [quantityOf(row["CPU(cores)"]), quantityOf(row["MEMORY(bytes)"])];
    const share = (cell: string | undefined): number | null => (cell && /^\d+%$/.test(cell) ? Number.parseInt(cell, 10) : null);
    if (name === "" || cores === null || bytes === null) return [];
    return [
      { source, kind, namespace: row.NAMESPACE ?? namespace, name, cores, bytes, cpuShare: share(row["CPU%"]), memoryShare: share(row["MEMORY%"]) },
    ];
  });
}
