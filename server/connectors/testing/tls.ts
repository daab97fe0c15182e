import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";

export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/** A certificate that vouches for itself, for 127.0.0.1 alone, in PEM. */
export function aCertificate(name: string): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), "muster-connector-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", `/CN=${name}`];
  execFileSync("openssl", [...made, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert], { stdio: "ignore" });
  const pair = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true, force: true });
  return pair;
}

/** A far side over TLS that answers everything with the same, and keeps by which certificate it was asked. */
export async function startTlsFarSide(options: ServerOptions, body: unknown) {
  const asked: (string | undefined)[] = [];
  const server = createServer(options, (req, res) => {
    asked.push(String((req.socket as TLSSocket).getPeerCertificate().subject?.CN ?? ""));
    res.end(JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}
