import type { KubeObject } from "../../world/types.ts";
import type { Reply } from "../listen.ts";
import type { Stage } from "../stage.ts";
import { byFields, byLabels } from "./select.ts";
import { tableOf } from "./table.ts";

const LOOK_MS = 150;
const LONGEST_MS = 10 * 60_000;
/** Below this a version is no instant, but one of before the first change. */
const FIRST_INSTANT = 1e12;

/** Tells what changes among objects from the instant that a list was made at, which is its version. */
export function watch(stage: Stage, query: URLSearchParams, isHere: (object: KubeObject) => boolean, table: string | null): Reply {
  const [labels, fields] = [byLabels(query.get("labelSelector") ?? ""), byFields(query.get("fieldSelector") ?? "")];
  const objectsNow = (at: number): Map<string, KubeObject> =>
    new Map(
      stage
        .objects(at)
        .filter((object) => isHere(object) && labels(object) && fields(object))
        .map((object) => [`${object.metadata.namespace ?? ""}/${object.metadata.name}`, object]),
    );
  return {
    status: 200,
    type: "application/json",
    body: "",
    stream(write, end) {
      const version = Number(query.get("resourceVersion") ?? 0);
      let known = version >= FIRST_INSTANT ? objectsNow(version) : new Map<string, KubeObject>();
      const tell = (type: "ADDED" | "MODIFIED" | "DELETED", object: KubeObject, at: number): void => {
        const told = { ...object, metadata: { ...object.metadata, resourceVersion: String(at) } };
        write(`${JSON.stringify({ type, object: table ? tableOf(table, [told], at) : told })}\n`);
      };
      const look = (): void => {
        const at = stage.now();
        const now = objectsNow(at);
        for (const [key, object] of now) {
          const before = known.get(key);
          if (!before || before.metadata.uid !== object.metadata.uid) {
            if (before) tell("DELETED", before, at);
            tell("ADDED", object, at);
          } else if (JSON.stringify(before) !== JSON.stringify(object)) tell("MODIFIED", object, at);
        }
        for (const [key, object] of known) if (!now.has(key)) tell("DELETED", object, at);
        known = now;
      };
      look();
      const timer = setInterval(look, LOOK_MS);
      const over = setTimeout(end, Math.min(LONGEST_MS, Number(query.get("timeoutSeconds") ?? 600) * 1_000));
      return () => {
        clearInterval(timer);
        clearTimeout(over);
      };
    },
  };
}
