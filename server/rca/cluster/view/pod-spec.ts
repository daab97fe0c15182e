import { type Loose, labelsOf, list, numberOr, record, under, words } from "../read/loose.ts";
import type { Container, PodSpec, Port, Probe, Reference, Variable, Volume } from "./types.ts";

/** The specification of a pod or of the template of a workload; what is missing or broken is empty. */
export function podSpecView(spec: unknown): PodSpec {
  const of = record(spec);
  return {
    containers: [
      ...list(of.initContainers).map((container) => containerView(container, true)),
      ...list(of.containers).map((container) => containerView(container, false)),
    ],
    serviceAccount: words(of.serviceAccountName) || null,
    nodeSelector: labelsOf(of.nodeSelector),
    tolerations: list(of.tolerations).map((one) => {
      const { key, operator, value, effect } = record(one);
      return { key: words(key), operator: words(operator) || "Equal", value: words(value), effect: words(effect) };
    }),
    affinity: record(of.affinity),
    volumes: list(of.volumes).map(volumeView),
    pullSecrets: list(of.imagePullSecrets).map((one) => words(record(one).name)),
  };
}

function containerView(value: unknown, isInit: boolean): Container {
  const of = record(value);
  const env = list(of.env).map(variableView);
  return {
    name: words(of.name),
    isInit,
    isSidecar: isInit && of.restartPolicy === "Always",
    image: words(of.image),
    command: [...list(of.command), ...list(of.args)].map(words),
    ports: list(of.ports).flatMap(portView),
    env,
    references: [...env.flatMap(({ from }) => (from ? [from] : [])), ...list(of.envFrom).flatMap(wholeReference)],
    limits: labelsOf(under(of, "resources", "limits")),
    requests: labelsOf(under(of, "resources", "requests")),
    liveness: probeView(of.livenessProbe),
    readiness: probeView(of.readinessProbe),
    startup: probeView(of.startupProbe),
  };
}

function portView(value: unknown): Port[] {
  const { containerPort, protocol, name } = record(value);
  const port = numberOr(containerPort, null);
  return port === null ? [] : [{ name: words(name), port, protocol: words(protocol) || "TCP" }];
}

function variableView(value: unknown): Variable {
  const of = record(value);
  const [map, secret] = [record(under(of, "valueFrom", "configMapKeyRef")), record(under(of, "valueFrom", "secretKeyRef"))];
  const from = words(map.name) ? reference("ConfigMap", map) : words(secret.name) ? reference("Secret", secret) : null;
  return { name: words(of.name), value: words(of.value), from };
}

const reference = (kind: Reference["kind"], of: Loose): Reference => ({
  kind,
  name: words(of.name ?? of.secretName),
  key: words(of.key) || null,
  isOptional: of.optional === true,
});

function wholeReference(value: unknown): Reference[] {
  const [map, secret] = [record(record(value).configMapRef), record(record(value).secretRef)];
  return [...(words(map.name) ? [reference("ConfigMap", map)] : []), ...(words(secret.name) ? [reference("Secret", secret)] : [])];
}

function volumeView(value: unknown): Volume {
  const of = record(value);
  const [map, secret] = [record(of.configMap), record(of.secret)];
  return {
    name: words(of.name),
    claim: words(under(of, "persistentVolumeClaim", "claimName")) || null,
    reference: words(map.name) ? reference("ConfigMap", map) : words(secret.secretName) ? reference("Secret", secret) : null,
    hostPath: words(under(of, "hostPath", "path")) || null,
  };
}

const HOW = { httpGet: "http", tcpSocket: "tcp", grpc: "grpc", exec: "exec" } as const;

function probeView(value: unknown): Probe | null {
  if (value === undefined || value === null) return null;
  const of = record(value);
  const field = (["httpGet", "tcpSocket", "grpc", "exec"] as const).find((name) => name in of && of[name] !== null);
  const handler = record(field ? of[field] : null);
  return {
    how: field ? HOW[field] : "unknown",
    port: words(handler.port),
    path: words(handler.path),
    delay: numberOr(of.initialDelaySeconds, 0),
    timeout: numberOr(of.timeoutSeconds, 1),
    period: numberOr(of.periodSeconds, 10),
    failures: numberOr(of.failureThreshold, 3),
  };
}
