import type { RunPart } from "./fold-run.ts";

/** The heading and the sentence of the summary. */
const KEPT = 2;

/** A run without the report that it ends with but for its summary: where the report itself stands beside it. Pure. */
export function untilSummary(parts: readonly RunPart[]): RunPart[] {
  const end = parts.findIndex(
    (part) => part.type === "dynamic-tool" && part.toolName === "conclude_investigation" && part.state === "output-available",
  );
  if (end < 0) return [...parts];
  let blocks = 0;
  return parts.filter((part, index) => {
    if (index < end || part.type !== "data-block") return true;
    blocks += 1;
    return blocks <= KEPT;
  });
}
