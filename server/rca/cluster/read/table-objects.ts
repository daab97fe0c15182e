import type { ClusterObject } from "../../bundle.ts";
import { kindNamed } from "./kinds.ts";
import { ageOf } from "./quantity.ts";
import { labelsIn, type Row } from "./table.ts";

/**
 * Rows of tables as objects, as far as a table tells. What only a table says and the answer in JSON has elsewhere (readiness as `0/1`, the status that
 * kubectl works out) stands in `table`.
 */
export function objectOfRow(kind: string, row: Row, namespace: string | null): ClusterObject | null {
  if (kind === "Event") return eventOf(row, namespace);
  const [before, after] = (row.NAME ?? "").split("/");
  const name = after ?? before ?? "";
  if (name === "" || name.startsWith("<")) return null;
  const actual = after ? kindNamed(before ?? "") : kind;
  const metadata = { name, ...place(row.NAMESPACE ?? namespace), ...(row.LABELS === undefined ? {} : { labels: labelsIn(row.LABELS) }) };
  return { kind: actual, metadata, ...(FIELDS[actual] ?? custom)(row), table: row };
}

const place = (namespace: string | null | undefined): { namespace?: string } => (namespace ? { namespace } : {});
const orNothing = (cell: string | undefined): string | undefined =>
  cell === undefined || cell === "" || /^<(none|unset|pending|unknown)>$/.test(cell) ? undefined : cell;

function eventOf(row: Row, namespace: string | null): ClusterObject | null {
  const [kind = "", name = ""] = (row.OBJECT ?? "").toLowerCase().split("/");
  if (name === "") return null;
  const [, last = "", times, over] = /^(\S+)(?: \(x(\d+)(?: over ([^)]*))?\))?/.exec(row["LAST SEEN"] ?? "") ?? [];
  const metadata = { name: "", ...place(row.NAMESPACE ?? namespace) };
  const involvedObject = { kind: kindNamed(kind), name, ...place(row.NAMESPACE ?? namespace) };
  return {
    kind: "Event",
    metadata,
    involvedObject,
    type: row.TYPE,
    reason: row.REASON,
    message: row.MESSAGE,
    count: Number(times ?? row.COUNT ?? 1) || 1,
    age: ageOf(last),
    firstAge: ageOf(over ?? row["FIRST SEEN"] ?? ""),
  };
}

/** Kinds that others define mostly show `READY` as True or False, and why as a status in words. */
function custom(row: Row): object {
  const types = Object.entries(row).filter(
    ([heading, cell]) => /^(READY|ACCEPTED|PROGRAMMED|SYNCED)$/.test(heading) && /^(True|False|Unknown)$/.test(cell),
  );
  const conditions = types.map(([heading, status]) => ({
    type: `${heading[0]}${heading.slice(1).toLowerCase()}`,
    status,
    message: row.STATUS ?? row.MESSAGE ?? "",
  }));
  return conditions.length > 0 ? { status: { conditions } } : {};
}

const FIELDS: Record<string, (row: Row) => object> = {
  Pod: (row) => ({ spec: { nodeName: orNothing(row.NODE) }, status: { podIP: orNothing(row.IP) } }),
  Node: (row) => {
    const said = (row.STATUS ?? "").split(",");
    const ready = said.includes("Ready") ? "True" : said.includes("NotReady") ? "False" : "Unknown";
    return {
      spec: { unschedulable: said.includes("SchedulingDisabled") },
      status: { conditions: [{ type: "Ready", status: ready }] },
    };
  },
  Service: (row) => ({
    spec: {
      type: row.TYPE,
      clusterIP: orNothing(row["CLUSTER-IP"]),
      ports: (orNothing(row["PORT(S)"]) ?? "").split(",").flatMap((part) => {
        const [, port, , protocol] = /^(\d+)(:\d+)?\/(\w+)$/.exec(part.trim()) ?? [];
        return port ? [{ port: Number(port), protocol }] : [];
      }),
      ...(row.SELECTOR === undefined ? {} : { selector: labelsIn(row.SELECTOR) }),
    },
  }),
  Endpoints: (row) => {
    const addresses = (orNothing(row.ENDPOINTS) ?? "").split(",").filter((part) => part.includes(":"));
    return {
      subsets: addresses.map((address) => ({
        addresses: [{ ip: address.slice(0, address.lastIndexOf(":")) }],
        ports: [{ port: Number(address.slice(address.lastIndexOf(":") + 1).replace(/\D.*/, "")) }],
      })),
    };
  },
  Deployment: (row) => replicasIn(row),
  StatefulSet: (row) => replicasIn(row),
  ReplicaSet: (row) => ({ spec: { replicas: Number(row.DESIRED) }, status: { replicas: Number(row.CURRENT), readyReplicas: Number(row.READY) } }),
  DaemonSet: (row) => ({
    status: { desiredNumberScheduled: Number(row.DESIRED), numberReady: Number(row.READY), numberAvailable: Number(row.AVAILABLE) },
  }),
  PersistentVolumeClaim: (row) => ({
    spec: { volumeName: orNothing(row.VOLUME), storageClassName: orNothing(row.STORAGECLASS) },
    status: { phase: row.STATUS, accessModes: accessModes(row["ACCESS MODES"] ?? "") },
  }),
  PersistentVolume: (row) => ({
    spec: {
      capacity: { storage: row.CAPACITY },
      accessModes: accessModes(row["ACCESS MODES"] ?? ""),
      storageClassName: orNothing(row.STORAGECLASS),
      ...(orNothing(row.CLAIM) ? { claimRef: { namespace: row.CLAIM?.split("/")[0], name: row.CLAIM?.split("/")[1] } } : {}),
    },
    status: { phase: row.STATUS },
  }),
  StorageClass: (row) => ({
    provisioner: row.PROVISIONER,
    volumeBindingMode: row.VOLUMEBINDINGMODE,
    metadata: { name: (row.NAME ?? "").replace(/ \(default\)$/, "") },
  }),
  Namespace: (row) => ({ status: { phase: row.STATUS } }),
  Job: (row) => ({
    table: row,
    spec: { completions: Number((row.COMPLETIONS ?? "").split("/")[1]) },
    status: {
      succeeded: Number((row.COMPLETIONS ?? "").split("/")[0]),
      ...(row.STATUS === "Failed" ? { conditions: [{ type: "Failed", status: "True", reason: "Failed" }] } : {}),
    },
  }),
  CronJob: (row) => ({ spec: { schedule: row.SCHEDULE, suspend: /^true$/i.test(row.SUSPEND ?? "") } }),
  Ingress: (row) => ({ spec: { ingressClassName: orNothing(row.CLASS) } }),
  HorizontalPodAutoscaler: (row) => {
    const [kind = "", name = ""] = (row.REFERENCE ?? "").split("/");
    return {
      spec: { scaleTargetRef: { kind: kindNamed(kind), name }, maxReplicas: Number(row.MAXPODS) },
      status: { currentReplicas: Number(row.REPLICAS) },
    };
  },
  ServiceAccount: () => ({}),
  Gateway: (row) => ({ spec: { gatewayClassName: orNothing(row.CLASS) }, ...custom(row) }),
  ResourceQuota: (row) => {
    const cells = [row.REQUEST, row.LIMIT].flatMap((cell) => (cell ?? "").split(", "));
    const read = cells.flatMap((cell) => {
      const [, name, used, hard] = /^([\w./-]+): ([^/]+)\/(\S+)$/.exec(cell.trim()) ?? [];
      return name ? [{ name, used, hard }] : [];
    });
    return {
      status: {
        hard: Object.fromEntries(read.map(({ name, hard }) => [name, hard])),
        used: Object.fromEntries(read.map(({ name, used }) => [name, used])),
      },
    };
  },
};

function replicasIn(row: Row): object {
  const [ready, wanted] = (row.READY ?? "").split("/").map(Number);
  return { spec: { replicas: wanted }, status: { readyReplicas: ready } };
}

const MODES: Record<string, string> = { RWO: "ReadWriteOnce", ROX: "ReadOnlyMany", RWX: "ReadWriteMany", RWOP: "ReadWriteOncePod" };

export function accessModes(cell: string): string[] {
  return cell
    .split(/[,\s]+/)
    .filter((mode) => mode !== "" && !mode.startsWith("<"))
    .map((mode) => MODES[mode] ?? mode);
}
