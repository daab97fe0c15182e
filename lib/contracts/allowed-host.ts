import { z } from "zod";

const SHAPE = /^(\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?::(\d{1,5}))?$/;
const ADVICE = "Give a host such as grafana.internal, 10.0.0.7 or [fd00::7], with :port where only one port is meant. No scheme, path or wildcard.";

/** A host inside the network that Muster may send requests to: `host` for each of its ports, `host:port` for one. Small letters, no trailing dot. */
export const AllowedHost = z
  .string()
  .max(300, ADVICE)
  .transform((text) => text.trim().toLowerCase())
  .transform((text, context) => {
    const host = canonicalHost(text);
    if (host) return host;
    context.addIssue({ code: "custom", message: ADVICE });
    return z.NEVER;
  });

/** As URLs write the host (so 0x7f.1 is 127.0.0.1), with its port where one is given; null for what names no host. */
function canonicalHost(text: string): string | null {
  const [, name, port] = SHAPE.exec(text) ?? [];
  if (!name || name.includes("..") || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))) return null;
  try {
    const { hostname } = new URL(`http://${name}/`);
    return port === undefined ? hostname : `${hostname}:${Number(port)}`;
  } catch {
    return null;
  }
}

/** Whether an address is at one of these hosts. Pure. */
export function isAllowedHost(url: URL, allowedHosts: readonly string[]): boolean {
  const host = url.hostname.replace(/\.$/, "");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return allowedHosts.some((allowed) => allowed === host || allowed === `${host}:${port}`);
}
