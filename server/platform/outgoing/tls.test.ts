import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const SCRIPT = join(import.meta.dirname, "testing/ask-over-tls.ts");
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

test.skipIf(!hasOpenssl)("https goes to the checked address, under the name that was asked, and its certificate has to be right", async () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=hooks.internal"];
  execFileSync("openssl", [...made, "-addext", "subjectAltName=DNS:hooks.internal", "-keyout", key, "-out", cert], { stdio: "ignore" });
  const names: unknown[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (req, res) => {
    names.push([(req.socket as { servername?: unknown }).servername, req.headers.host]);
    if (req.url === "/down") res.writeHead(308, { location: "http://plain.internal/" }).end();
    else res.end("over TLS");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const ask = async (trusted: string | undefined, ...urls: string[]) => {
    const env = { ...process.env, ...(trusted ? { NODE_EXTRA_CA_CERTS: trusted } : {}) };
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ...urls], { env });
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  try {
    const right = `https://hooks.internal:${port}/`;
    expect(await ask(cert, right, `https://other.internal:${port}/`, `${right}down`)).toMatchObject([
      { status: 200, text: "over TLS" },
      { refused: "OutgoingFailed", message: expect.stringContaining("certificate") },
      { refused: "RefusedAddress", message: expect.stringContaining("from https to http") },
    ]);
    expect(names).toEqual(Array.from({ length: 2 }, () => ["hooks.internal", `hooks.internal:${port}`]));
    expect(await ask(undefined, right)).toMatchObject([{ refused: "OutgoingFailed", message: expect.stringContaining("certificate") }]);
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
});
