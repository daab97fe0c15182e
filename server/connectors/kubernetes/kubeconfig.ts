import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Cluster, User } from "@kubernetes/client-node";
import { env } from "#server/platform/env.ts";
import type { OpenConnection } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import type { Far } from "../far.ts";

export const IN_CLUSTER = "in-cluster";
const ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
/** Whatever makes the reader open a file of this machine, also where the key is written in YAML's other ways. */
const NAMES_A_FILE = /token-?file|certificate-authority(?!-data)|client-(certificate|key)(?!-data)/i;
const FLATTEN = "Paste what `kubectl config view --raw --flatten --minify` prints.";

type ClusterFar = Pick<Far, "url" | "headers" | "secrets"> & { tls?: NonNullable<Far["tls"]> };

/**
 * How the cluster of a kubeconfig is asked. From the environment it is a path, or `in-cluster` for the account of the pod that Muster runs in; from
 * settings it is the text, which may name no file. What would run a program or skip the check of certificates is refused. Throws ConnectorFailed.
 */
export async function farOfCluster({ source, settings, secrets, check }: OpenConnection<"kubernetes">): Promise<ClusterFar> {
  const given = secrets.kubeconfig.trim();
  if (source === "environment" && given === IN_CLUSTER) return ofThisPod(check);
  const text = source === "environment" ? readFile(given, check) : given;
  if (source === "settings") refuseFiles(text);
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  try {
    config.loadFromString(text);
  } catch {
    throw incomplete(`${check.secret} holds no kubeconfig that can be read. ${FLATTEN}`);
  }
  const wanted = settings.context || config.getCurrentContext();
  const context = config.getContextObject(wanted);
  const [cluster, user] = [config.getCluster(context?.cluster ?? ""), config.getUser(context?.user ?? "")];
  if (!context || !cluster) {
    const names = config.getContexts().map(({ name }) => name);
    throw incomplete(`The kubeconfig has no context “${wanted}” with a cluster. There are: ${names.join(", ") || "none"}.`);
  }
  refuseTricks(cluster, user);
  return farOf(cluster, user, source === "environment" ? given : null, check);
}

function farOf(cluster: Cluster, user: User | null, path: string | null, check: Far["check"]): ClusterFar {
  const fileOf = (name: string | undefined) =>
    name && path ? readFile(name.startsWith("/") ? name : join(expanded(path), "..", name), check) : undefined;
  const pem = (data: string | undefined, file: string | undefined) => (data ? Buffer.from(data, "base64").toString("utf8") : fileOf(file));
  const [ca, cert, key] = [pem(cluster.caData, cluster.caFile), pem(user?.certData, user?.certFile), pem(user?.keyData, user?.keyFile)];
  const serverName = cluster.tlsServerName;
  return {
    url: cluster.server,
    ...whoAsks(user),
    tls: { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}), ...(serverName ? { serverName } : {}) },
  };
}

function whoAsks(user: User | null): Pick<Far, "headers" | "secrets"> {
  const token = user?.token?.trim();
  if (token) return { headers: { authorization: `Bearer ${token}` }, secrets: [token] };
  if (!user?.username || !user.password) return { headers: {}, secrets: [] };
  const basic = Buffer.from(`${user.username}:${user.password}`).toString("base64");
  return { headers: { authorization: `Basic ${basic}` }, secrets: [user.password, basic] };
}

function ofThisPod(check: Far["check"]): ClusterFar {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env();
  if (!host) throw incomplete(`${check.secret} is in-cluster, and this process runs in no pod. Give the path of a kubeconfig.`);
  const token = readFile(`${ACCOUNT}/token`, check).trim();
  return {
    url: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
    headers: { authorization: `Bearer ${token}` },
    secrets: [token],
    tls: { ca: readFile(`${ACCOUNT}/ca.crt`, check) },
  };
}

function refuseFiles(text: string): void {
  if (text === "") throw incomplete(`The kubeconfig is missing. ${FLATTEN}`);
  if (NAMES_A_FILE.test(text) || text.includes("\\")) throw incomplete(`The kubeconfig names files, which are not read from here. ${FLATTEN}`);
}

function refuseTricks({ skipTLSVerify, proxyUrl }: Cluster, user: User | null): void {
  if (user?.exec || user?.authProvider) {
    throw incomplete(
      "The kubeconfig gets its token from a program (exec or auth-provider), which Muster never runs. Give the token of a service account that only reads.",
    );
  }
  if (skipTLSVerify)
    throw incomplete(
      "The kubeconfig skips the check of certificates, so anybody on the way could read its token. Give certificate-authority-data instead.",
    );
  if (proxyUrl) throw incomplete("The kubeconfig goes through a proxy, which Muster does not. Give an address that is reached directly.");
}

function readFile(path: string, check: Far["check"]): string {
  try {
    return readFileSync(expanded(path), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw incomplete(`${check.secret} names ${path}, which cannot be read (${code}). Give the path of a kubeconfig that this process may read.`);
  }
}

function expanded(path: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

function incomplete(message: string): ConnectorFailed {
  return new ConnectorFailed("incomplete", message);
}
