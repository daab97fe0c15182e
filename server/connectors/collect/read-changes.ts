import type { Change } from "#server/rca/index.ts";
import type { Window } from "../capture.ts";
import type { Link } from "../define.ts";
import { listAnnotations } from "../grafana/operations.ts";
import { readChanges } from "../kubernetes/operations.ts";
import { annotationChanges } from "./from-grafana.ts";

/** What a connected system says was changed there in a window; null for one that tells of no changes. @throws ConnectorFailed */
export async function changesBehind(link: Link, window: Window, signal?: AbortSignal): Promise<Change[] | null> {
  if (link.kind === "grafana") return annotationChanges((await listAnnotations.run(link, { ...window, tags: [], limit: 1_000 }, signal)).rows, []);
  if (link.kind !== "kubernetes") return null;
  return (await readChanges.run(link, { ...window, namespace: undefined }, signal)).rows;
}
