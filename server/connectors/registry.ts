import { CONNECTION_KINDS, type ReadingKind } from "#lib/contracts/connection-kinds.ts";
import { datadog } from "./datadog/connector.ts";
import { type Connector, type Link, linkTo, type OpenConnection } from "./define.ts";
import { ConnectorFailed } from "./failure.ts";
import { grafana } from "./grafana/connector.ts";
import { kubernetes } from "./kubernetes/connector.ts";
import { loki } from "./loki/connector.ts";
import { prometheus } from "./prometheus/connector.ts";

/** Every system that evidence is read from. */
export const CONNECTORS = { prometheus, loki, grafana, datadog, kubernetes } as const satisfies { [K in ReadingKind]: Connector<K> };

/** Makes a connection ready to be asked; asks nothing yet. Throws ConnectorFailed where something is missing. */
export async function openLink(connection: OpenConnection): Promise<Link> {
  const { kind, name, source, check, allowedHosts, limits } = connection;
  const { title } = CONNECTION_KINDS[kind];
  const connector: Connector = CONNECTORS[kind];
  const far = await connector.far(connection);
  if (!URL.canParse(far.url)) throw new ConnectorFailed("incomplete", `${title}: “${far.url}” is no address. Correct ${check.address}.`);
  const { namespaces = [] } = connection.settings as { namespaces?: string[] };
  const hosts = source === "environment" ? [...allowedHosts, hostOf(far.url)] : allowedHosts;
  return linkTo({ title, check, allowedHosts: hosts, ...(limits ? { limits } : {}), ...far }, { kind, name, namespaces });
}

/** What was found there, in a sentence. Throws ConnectorFailed with what to check. */
export async function testLink(link: Link, signal?: AbortSignal): Promise<string> {
  return CONNECTORS[link.kind].test(link, signal);
}

/** Whoever sets the environment of this process may reach whatever it reaches: the host that they name is allowed by that, on its port. */
function hostOf(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
