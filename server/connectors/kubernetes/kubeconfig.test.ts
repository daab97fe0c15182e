import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openLink } from "../registry.ts";
import { linkToCluster } from "../testing/cluster.ts";
import { QUICK } from "../testing/link.ts";
import { aCertificate, hasOpenssl, startTlsFarSide } from "../testing/tls.ts";
import { farOfCluster, IN_CLUSTER } from "./kubeconfig.ts";

const VERSION = { gitVersion: "v1.34.1" };
const base64 = (text: string) => Buffer.from(text).toString("base64");

function kubeconfig(url: string, authority: string, user: string): string {
  return `contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
clusters: [{name: c, cluster: {server: "${url}", ${authority}}}]
users: [{name: u, user: {${user}}}]`;
}

test.skipIf(!hasOpenssl)("a cluster is trusted by its own authority alone, and knows who asks by a certificate", async () => {
  const [server, client] = [aCertificate("cluster"), aCertificate("muster-reader")];
  const far = await startTlsFarSide({ ...server, requestCert: true, ca: client.cert }, VERSION);
  const user = `client-certificate-data: ${base64(client.cert)}, client-key-data: ${base64(client.key)}`;
  const link = await linkToCluster(far.url, {}, kubeconfig(far.url, `certificate-authority-data: ${base64(server.cert)}`, user));
  expect((await link.ask({ path: "/version" })).text).toBe(JSON.stringify(VERSION));
  expect(far.asked).toEqual(["muster-reader"]);
  const other = kubeconfig(far.url, `certificate-authority-data: ${base64(client.cert)}`, user);
  await expect((await linkToCluster(far.url, {}, other)).ask({ path: "/version" })).rejects.toMatchObject({ kind: "certificate" });
  far.close();
});

test.skipIf(!hasOpenssl)("the environment names a kubeconfig by its path, whose files lie beside it", async () => {
  const server = aCertificate("cluster");
  const far = await startTlsFarSide(server, VERSION);
  const folder = mkdtempSync(join(tmpdir(), "muster-kubeconfig-"));
  writeFileSync(join(folder, "ca.pem"), server.cert);
  writeFileSync(join(folder, "config"), kubeconfig(far.url, "certificate-authority: ca.pem", "token: t0ken"));
  const link = await openLink(fromEnvironment(join(folder, "config")));
  expect((await link.ask({ path: "/version" })).text).toBe(JSON.stringify(VERSION));
  rmSync(folder, { recursive: true });
  far.close();
});

test("what the environment names and is not there is said with the variable", async () => {
  await expect(openLink(fromEnvironment("/nowhere/config"))).rejects.toThrow("KUBECONFIG names /nowhere/config, which cannot be read (ENOENT)");
  await expect(farOfCluster(fromEnvironment(IN_CLUSTER))).rejects.toThrow("KUBECONFIG is in-cluster, and this process runs in no pod");
});

function fromEnvironment(path: string) {
  const check = { address: "KUBECONFIG", secret: "KUBECONFIG" };
  const parts = { settings: { context: "", namespaces: [] }, secrets: { kubeconfig: path } };
  return { kind: "kubernetes", name: "Test", source: "environment", ...parts, check, allowedHosts: [], limits: QUICK } as const;
}
