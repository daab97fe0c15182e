import type { EvidenceItem } from "#lib/trpc/outputs.ts";
import type { RunPart } from "./fold-run.ts";

type Told = { evidence?: unknown; analysis?: { evidence?: unknown } };

/** What a run's looks showed, by the ids under which it speaks of them. A later look's item replaces an earlier one of the same id. Pure. */
export function evidenceIn(parts: readonly RunPart[]): EvidenceItem[] {
  const found = new Map<string, EvidenceItem>();
  for (const part of parts) {
    if (part.type !== "dynamic-tool" || part.state !== "output-available") continue;
    const { evidence, analysis } = (part.output ?? {}) as Told;
    const items = part.toolName === "examine_evidence" ? evidence : part.toolName === "get_rca" ? analysis?.evidence : null;
    for (const item of Array.isArray(items) ? (items as EvidenceItem[]) : []) if (typeof item?.id === "string") found.set(item.id, item);
  }
  return [...found.values()];
}
