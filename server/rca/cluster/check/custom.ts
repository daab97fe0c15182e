import type { ClusterObject } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import type { Stored } from "../store.ts";
import { conditionsWithin } from "../view/conditions.ts";
import type { Condition } from "../view/types.ts";
import { absentReferences } from "./custom-references.ts";
import { cut, type Found, LIKELY, latest, SURE, showEvent, showObject } from "./found.ts";
import { isAlike } from "./meant.ts";

/** Kinds whose state other checks read by themselves. */
const READ_ELSEWHERE = new Set(
  "Pod Node Service Deployment ReplicaSet StatefulSet DaemonSet Job CronJob PersistentVolumeClaim PersistentVolume StorageClass Ingress IngressClass NetworkPolicy HorizontalPodAutoscaler PodDisruptionBudget ResourceQuota LimitRange Endpoints EndpointSlice ServiceAccount ConfigMap Secret Namespace Event Role ClusterRole RoleBinding ClusterRoleBinding CustomResourceDefinition ValidatingWebhookConfiguration MutatingWebhookConfiguration".split(
    " ",
  ),
);

/** Conditions that are True in a thing that is well. */
const GOOD = /^(Ready|Accepted|Programmed|ResolvedRefs|Synced|Available|Established|Healthy|Reconciled|Issued|Approved|Valid)$/;
/** Of several that are False, the one that names the origin. */
const ORDER = ["ResolvedRefs", "Accepted", "Programmed"];

/** Certificates, gateways, routes and whatever else operators look after: what its own conditions and events say is wrong. */
export function checkCustom(cluster: Cluster): Found[] {
  return cluster.store
    .kinds()
    .flatMap((kind) => (READ_ELSEWHERE.has(kind) ? [] : cluster.store.of(kind).flatMap((stored) => failing(stored, cluster))));
}

function failing({ object, source }: Stored, cluster: Cluster): Found[] {
  const { kind } = object;
  const { name } = object.metadata;
  const namespace = cluster.store.namespaceOf(object);
  const wrong = conditionsWithin(object.status)
    .filter(({ type, status }) => GOOD.test(type) && /^(False|Unknown)$/i.test(status))
    .toSorted((one, other) => rankOf(one) - rankOf(other));
  const [condition] = wrong;
  const event = latest(
    cluster.eventsOf(kind, namespace, name).filter(({ isWarning }) => isWarning),
    /./,
  );
  const absent = absentReferences(object, cluster);
  if (!condition && !event && absent.length === 0) return [];
  const said = [condition?.message, event?.message].filter((text): text is string => Boolean(text));
  const why = [...new Set([...said.map((text) => cut(text, 220).replace(/\.$/, "")), ...absent])].join("; ");
  const reason = condition
    ? `${condition.type} is ${condition.status}${condition.reason ? `, ${condition.reason}` : ""}`
    : (event?.reason ?? "a reference leads nowhere");
  return [
    {
      service: name,
      signature: signatureOf(kind, said.join(" ")),
      statement: `${titleOf(kind)} ${name} is not in order (${reason})${why ? `: ${why}` : ""}${absent.length > 0 ? "" : meantWords(said.join(" "), cluster)}.`,
      strength:
        absent.length > 0 || said.some((text) => /not found|does not exist|invalid|denied|forbidden|expired|refused/i.test(text))
          ? SURE - 0.02
          : LIKELY,
      role: "cause",
      names: { namespace, workload: name, object: `${kind.toLowerCase()} ${name}` },
      chain: said[0] ? [{ why: `Why is ${name} not in order?`, because: cut(said.at(-1) ?? said[0], 240) }] : [],
      shows: [
        showObject(
          { kind, name, source },
          wrong.map((one) => `${one.type} ${one.status} ${one.reason}: ${one.message}`).join("\n") || reason,
          condition?.since,
        ),
        ...(event ? [showEvent(event)] : []),
      ],
    },
  ];
}

const rankOf = ({ type }: Condition): number => (ORDER.indexOf(type) < 0 ? ORDER.length : ORDER.indexOf(type));

/** `HTTPRoute` → HTTP route, `ClusterIssuer` → Cluster issuer. */
const titleOf = (kind: string): string =>
  kind.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ").replace(/ ([A-Z])(?=[a-z])/g, (_, letter: string) => ` ${letter.toLowerCase()}`);

function signatureOf(kind: string, said: string): string {
  if (/Certificate|Issuer/.test(kind)) return "certificate-invalid";
  if (/Gateway|Route$/.test(kind)) return "gateway";
  return /not found|does not exist/i.test(said) ? "not-found" : "not-admitted";
}

/** A name in the words that does not exist, and one nearly the same that does. */
function meantWords(said: string, cluster: Cluster): string {
  const absent = [...said.matchAll(/"?([a-z0-9][a-z0-9./-]*[a-z0-9])"?:? (?:was )?(?:not found|does not exist)/g)].map(
    ([, name]) => name?.split("/").at(-1) ?? "",
  );
  const known: ClusterObject[] = cluster.store
    .kinds()
    .flatMap((kind) => (kind === "Event" ? [] : cluster.store.of(kind).map(({ object }) => object)));
  for (const name of absent) {
    const meant = known.find(({ metadata }) => metadata.name !== name && isAlike(metadata.name, name) && !said.includes(`"${metadata.name}"`));
    if (meant && !known.some(({ metadata, kind }) => metadata.name === name && kind === meant.kind))
      return `; there is a ${titleOf(meant.kind).toLowerCase()} ${meant.metadata.name}`;
  }
  return "";
}

/** Namespaces that wait for finalizers, with what they wait for. */
export function checkNamespaces(cluster: Cluster): Found[] {
  return cluster.store.of("Namespace").flatMap(({ object, source }) => {
    const conditions = conditionsWithin(object.status);
    const left = conditions.filter(({ type, status }) => /Remaining$|Failure$/.test(type) && status === "True");
    const { name } = object.metadata;
    const isEnding = object.metadata.deletionTimestamp !== undefined || (object.status as { phase?: unknown } | undefined)?.phase === "Terminating";
    if (!isEnding) return [];
    const why = left.map(({ message }) => cut(message, 200)).join("; ");
    return [
      {
        service: `namespace/${name}`,
        signature: "namespace-stuck",
        statement: `Namespace ${name} is being deleted and does not end${why ? `: ${why}. Objects in it wait for their finalizers` : "; its conditions (kubectl get namespace -o yaml) tell which finalizers it waits for"}.`,
        strength: left.length > 0 ? SURE : LIKELY / 2,
        role: "cause",
        names: { namespace: name },
        shows: [
          showObject(
            { kind: "Namespace", name, source },
            left.map(({ type, message }) => `${type}: ${message}`).join("\n") || `${name} Terminating`,
            left[0]?.since,
          ),
        ],
      },
    ];
  });
}
