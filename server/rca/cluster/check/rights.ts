import type { Cluster } from "../cluster.ts";
import { list, record, words } from "../read/loose.ts";
import { withoutHashes } from "../view/pods.ts";
import { cut, type Found, LIKELY, type Shown, SURE, showEvent, showObject, showOutput } from "./found.ts";

const REFUSED =
  /([\w./*-]+)(?: "[^"]*")? is forbidden: User "([^"]+)" cannot (\w+) (?:resource|path) "([^"]+)"(?: in API group "([^"]*)")?(?:.*? in the namespace "([^"]+)"| at the cluster scope)?/;

type Refusal = { user: string; verb: string; resource: string; group: string; namespace: string | null };

/** What the API of the cluster refused to accounts of pods, with the role or binding that would have to grant it. */
export function checkRights(cluster: Cluster): Found[] {
  const told = [
    ...cluster.logs.flatMap(({ subject, lines, source }) =>
      lines.map(({ text, count }) => ({
        text,
        workload: withoutHashes(subject),
        shown: showOutput(source, `Log of ${subject}`, count > 1 ? `${count} × ${text}` : text),
      })),
    ),
    ...cluster.events.map((event) => ({ text: event.message, workload: withoutHashes(event.name), shown: showEvent(event) })),
  ];
  const once = new Map<string, Found>();
  for (const { text, workload, shown } of told) {
    const refusal = refusalIn(text);
    if (!refusal) continue;
    const key = JSON.stringify(refusal);
    if (!once.has(key)) once.set(key, found(refusal, workload, shown, cluster));
  }
  return [...once.values()];
}

function refusalIn(text: string): Refusal | null {
  const [, , user = "", verb = "", resource = "", group = "", namespace] = REFUSED.exec(text.replaceAll('\\"', '"')) ?? [];
  return user === "" ? null : { user, verb, resource, group, namespace: namespace ?? null };
}

function found({ user, verb, resource, group, namespace }: Refusal, workload: string, shown: Shown, cluster: Cluster): Found {
  const [, home = "", account = ""] = /^system:serviceaccount:([^:]+):(.+)$/.exec(user) ?? [];
  const who = account ? `service account ${account} of namespace ${home}` : `user ${user}`;
  const what = `${verb} ${resource}${group ? ` (${group})` : ""}`;
  const where = namespace ? ` in namespace ${namespace}` : " in the whole cluster";
  const grant = account ? grantOf(cluster, { home, account, verb, resource, group }) : null;
  return {
    service: cluster.nameOf(workload, home),
    signature: "rbac-denied",
    statement: `${workload} lacks a right (RBAC): ${who} may not ${what}${where}: ${grant?.words ?? "no role that is bound to it grants this"}.`,
    strength: SURE - 0.03,
    role: "cause",
    names: { namespace: home || namespace || "", workload, account: user, verb, resource: group ? `${resource}.${group}` : resource },
    chain: [{ why: `Why does ${workload} not do its work?`, because: `The API refuses: ${cut(`${user} cannot ${what}${where}`, 200)}.` }],
    shows: [shown, ...(grant?.shows ?? [])],
  };
}

type Wanted = { home: string; account: string; verb: string; resource: string; group: string };

/** What is bound to the account, as far as roles and bindings were shown; null where none were. */
function grantOf(cluster: Cluster, wanted: Wanted): { words: string; shows: Shown[] } | null {
  const { home, account, verb, resource, group } = wanted;
  const bindings = ["RoleBinding", "ClusterRoleBinding"]
    .flatMap((kind) => cluster.store.of(kind))
    .filter(({ object }) => Array.isArray(object.subjects));
  if (bindings.length === 0) return null;
  const own = bindings.filter(({ object }) =>
    list(object.subjects)
      .map(record)
      .some(
        ({ kind, name, namespace }) =>
          kind === "ServiceAccount" && name === account && (words(namespace) || cluster.store.namespaceOf(object)) === home,
      ),
  );
  const [first] = own;
  if (!first) {
    const names = bindings.map(({ object }) => object.metadata.name).slice(0, 4);
    return { words: `no binding names it (shown: ${names.join(", ")})`, shows: [] };
  }
  const ref = record(first.object.roleRef);
  const role = cluster.store.find(words(ref.kind), cluster.store.namespaceOf(first.object), words(ref.name));
  const title = `${words(ref.kind) === "ClusterRole" ? "cluster role" : "role"} ${words(ref.name)}`;
  const shows = [showObject({ kind: first.object.kind, name: first.object.metadata.name, source: first.source }, `binds ${account} to ${title}`)];
  if (!role)
    return {
      words: `binding ${first.object.metadata.name} gives it ${title}, which ${cluster.store.isListed(words(ref.kind), home) ? "does not exist" : "does not grant this"}`,
      shows,
    };
  const verbs = list(role.object.rules)
    .map(record)
    .filter(({ resources, apiGroups }) => isAmong(resources, resource) && isAmong(apiGroups, group))
    .flatMap((rule) => list(rule.verbs).map(words));
  const lacks = verbs.length === 0 ? `has no rule for ${resource}` : `allows only ${verbs.join(", ")} of ${resource}, not ${verb}`;
  return { words: `${title}, which binding ${first.object.metadata.name} gives it, ${lacks}`, shows };
}

const isAmong = (values: unknown, one: string): boolean =>
  list(values)
    .map(words)
    .some((value) => value === "*" || value === one);

/** Accounts that workloads name and that are not in the list of those that exist. */
export function checkAccounts(cluster: Cluster): Found[] {
  return cluster.workloads.flatMap((workload) => {
    const { kind, name, namespace, spec } = workload;
    const account = spec?.serviceAccount;
    if (!account || account === "default" || kind === "ReplicaSet") return [];
    if (!cluster.store.isListed("ServiceAccount", namespace) || cluster.store.find("ServiceAccount", namespace, account)) return [];
    if ((workload.ready ?? 0) > 0) return [];
    return [
      {
        service: cluster.nameOf(name, namespace),
        signature: "service-account-missing",
        statement: `${name} gets no pods: its service account ${account} does not exist in namespace ${namespace}.`,
        strength: LIKELY,
        role: "cause" as const,
        names: { namespace, workload: name, account },
        shows: [showObject(workload, `serviceAccountName: ${account}`)],
      },
    ];
  });
}
