import type { Loose } from "./loose.ts";
import { type Branch, branch, pairsOf, rowsOf, said } from "./tree.ts";

/** The specification of a pod (or of a template: containers stand under it in the same way) as `kubectl describe` writes it. */
export function podSpecOf(tree: Branch): Loose {
  return {
    nodeName: said(tree, "Node").split("/")[0] || undefined,
    serviceAccountName: said(tree, "Service Account") || undefined,
    initContainers: containersIn(tree, "Init Containers").map(containerOf),
    containers: containersIn(tree, "Containers").map(containerOf),
    nodeSelector: pairsOf(branch(tree, "Node-Selectors")),
    tolerations: tolerationsOf(branch(tree, "Tolerations")),
    volumes: (branch(tree, "Volumes")?.branches ?? []).map(volumeOf),
  };
}

/** What a description tells of the state of a pod. */
export function podStatusOf(tree: Branch): Loose {
  const phase = said(tree, "Status");
  const reason = said(tree, "Reason");
  return {
    phase: phase.split(" ")[0],
    reason: reason || undefined,
    message: said(tree, "Message") || undefined,
    podIP: said(tree, "IP") || undefined,
    isTerminating: phase.startsWith("Terminating"),
    conditions: conditionsOf(branch(tree, "Conditions")),
    initContainerStatuses: containersIn(tree, "Init Containers").map(containerStatusOf),
    containerStatuses: containersIn(tree, "Containers").map(containerStatusOf),
  };
}

/** Conditions from a table; some kinds show type and status alone, others a reason, nodes two times more. */
export function conditionsOf(of: Branch | null): Loose[] {
  const headings = of?.lines
    .find((line) => /^\s*Type\s/.test(line))
    ?.trim()
    .split(/\s{2,}/) ?? ["Type", "Status", "Reason"];
  return rowsOf(of).map((cells) => {
    const cell = (heading: string): string => cells[headings.indexOf(heading)] ?? "";
    return {
      type: cell("Type"),
      status: cell("Status").trim(),
      reason: cell("Reason"),
      lastTransitionTime: cell("LastTransitionTime"),
      message: cells.slice(headings.indexOf("Message")).join(" "),
    };
  });
}

const containersIn = (tree: Branch, key: string): Branch[] => branch(tree, key)?.branches ?? [];

function containerOf(of: Branch): Loose {
  return {
    name: of.key,
    image: said(of, "Image"),
    command: texts(branch(of, "Command")),
    args: texts(branch(of, "Args")),
    ports: `${said(of, "Port")},${said(of, "Ports")}`.split(",").flatMap((part) => {
      const [, port, protocol] = /^(\d+)\/(\w+)/.exec(part.trim()) ?? [];
      return port ? [{ containerPort: Number(port), protocol }] : [];
    }),
    resources: { limits: fieldsOf(branch(of, "Limits")), requests: fieldsOf(branch(of, "Requests")) },
    ...Object.fromEntries(
      ["Liveness", "Readiness", "Startup"].flatMap((name) => (said(of, name) ? [[`${name.toLowerCase()}Probe`, probeOf(said(of, name))]] : [])),
    ),
    env: (branch(of, "Environment")?.branches ?? []).map(({ key, value }) => ({ name: key, ...envOf(value) })),
    envFrom: texts(branch(of, "Environment Variables from")).map((line) => {
      const [, name, kind, optional] = /^(\S+)\s+(ConfigMap|Secret)(?:.*Optional:\s*(\w+))?/.exec(line) ?? [];
      return kind ? { [kind === "Secret" ? "secretRef" : "configMapRef"]: { name, optional: optional === "true" } } : {};
    }),
    volumeMounts: texts(branch(of, "Mounts")).flatMap((line) => {
      const [, path, name] = /^(\S+) from (\S+)/.exec(line) ?? [];
      return path ? [{ mountPath: path, name }] : [];
    }),
  };
}

function envOf(value: string): Loose {
  const [, key, name, kind] = /^<set to the key '(.*)' (?:in|of) (?:the )?(\S+ )?'(.*)'/.exec(value) ?? [];
  if (key) return { valueFrom: { [(name ?? "").includes("secret") ? "secretKeyRef" : "configMapKeyRef"]: { key, name: kind } } };
  return { value };
}

function texts(of: Branch | null): string[] {
  return of
    ? [of.value, ...of.lines.map((line) => line.trim()), ...of.branches.map(({ key, value }) => `${key}: ${value}`.trim())].filter(
        (text) => text !== "" && text !== "<none>",
      )
    : [];
}

const fieldsOf = (of: Branch | null): Record<string, string> => Object.fromEntries((of?.branches ?? []).map(({ key, value }) => [key, value]));

/** `http-get http://:8080/ready delay=5s timeout=1s period=10s #success=1 #failure=3` */
function probeOf(text: string): Loose {
  const terms = new Map([...text.matchAll(/(delay|timeout|period|#success|#failure)=(\d+)/g)].map(([, name, number]) => [name, Number(number)]));
  return {
    ...handlerOf(text),
    initialDelaySeconds: terms.get("delay"),
    timeoutSeconds: terms.get("timeout"),
    periodSeconds: terms.get("period"),
    successThreshold: terms.get("#success"),
    failureThreshold: terms.get("#failure"),
  };
}

function handlerOf(text: string): Loose {
  const [, kind, target = ""] = /^(http-get|tcp-socket|grpc|exec)\s+(\S+)/.exec(text) ?? [];
  const port = /:(\w[\w-]*)(\/|$)/.exec(target)?.[1] ?? "";
  const number = /^\d+$/.test(port) ? Number(port) : port;
  if (kind === "http-get")
    return { httpGet: { port: number, path: /:\w[\w-]*(\/\S*)/.exec(target)?.[1] ?? "/", scheme: target.startsWith("https") ? "HTTPS" : "HTTP" } };
  if (kind === "tcp-socket") return { tcpSocket: { port: number } };
  if (kind === "grpc") return { grpc: { port: number } };
  return kind === "exec" ? { exec: { command: [/\[(.*?)\]/.exec(text)?.[1] ?? ""] } } : {};
}

function containerStatusOf(of: Branch): Loose {
  return {
    name: of.key,
    image: said(of, "Image"),
    ready: said(of, "Ready") === "True",
    restartCount: Number(said(of, "Restart Count")) || 0,
    state: stateOf(branch(of, "State")),
    lastState: stateOf(branch(of, "Last State")),
  };
}

function stateOf(of: Branch | null): Loose {
  if (!of || of.value === "") return {};
  const code = said(of, "Exit Code");
  const inside = {
    reason: said(of, "Reason"),
    message: [said(of, "Message"), ...(branch(of, "Message")?.lines ?? []).map((line) => line.trim())].join("\n").trim(),
    startedAt: said(of, "Started"),
    finishedAt: said(of, "Finished"),
    ...(code === "" ? {} : { exitCode: Number(code) }),
  };
  return { [of.value.toLowerCase()]: inside };
}

function tolerationsOf(of: Branch | null): Loose[] {
  return [of?.value ?? "", ...(of?.lines ?? [])].flatMap((line) => {
    const [, key = "", value, effect] = /^([^\s=:]*)(?:=([^\s:]*))?(?::(\w+))?/.exec(line.trim()) ?? [];
    if (line.trim() === "" || line.trim().startsWith("<")) return [];
    return [{ key, operator: line.includes("op=Exists") || value === undefined ? "Exists" : "Equal", value, effect }];
  });
}

function volumeOf(of: Branch): Loose {
  const type = said(of, "Type");
  const optional = said(of, "Optional") === "true";
  if (type.startsWith("PersistentVolumeClaim")) return { name: of.key, persistentVolumeClaim: { claimName: said(of, "ClaimName") } };
  if (type.startsWith("ConfigMap")) return { name: of.key, configMap: { name: said(of, "Name"), optional } };
  if (type.startsWith("Secret")) return { name: of.key, secret: { secretName: said(of, "SecretName"), optional } };
  if (type.startsWith("HostPath")) return { name: of.key, hostPath: { path: said(of, "Path") } };
  return { name: of.key };
}
