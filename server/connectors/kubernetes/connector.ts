import { z } from "zod";
import { counted } from "../authorisation.ts";
import type { Connector, Link } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import { farOfCluster } from "./kubeconfig.ts";
import { listEverywhere } from "./list.ts";
import { describeObject, listObjects, podLogs, readChanges, readEvents, rolloutHistory } from "./operations.ts";
import type { Resource } from "./resources.ts";

const Version = z.object({ gitVersion: z.string().default("") });

export const kubernetes: Connector<"kubernetes"> = {
  kind: "kubernetes",
  far: farOfCluster,
  test: async (link, signal) => {
    const { body } = await link.json({ path: "/version" }, Version, signal);
    const pods = await count(link, "pods", signal);
    const nodes = await count(link, "nodes", signal).catch(notAllowed);
    const places = link.namespaces.length > 0 ? ` in ${link.namespaces.join(", ")}` : "";
    const machines = nodes === null ? "nodes not shown to this account" : counted(nodes, "node");
    return `${link.title} ${body.gitVersion.replace(/^v/, "")}, ${counted(pods, "pod")}${places}, ${machines}.`;
  },
  operations: {
    list: listObjects,
    describe: describeObject,
    pod_logs: podLogs,
    events: readEvents,
    rollout_history: rolloutHistory,
    changes: readChanges,
  },
};

async function count(link: Link, resource: Resource, signal: AbortSignal | undefined): Promise<number> {
  return (await listEverywhere(link, resource, { limit: 1 }, signal)).total;
}

function notAllowed(error: unknown): null {
  if (error instanceof ConnectorFailed && error.kind === "forbidden") return null;
  throw error;
}
