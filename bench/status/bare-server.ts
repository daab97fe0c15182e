import { readFileSync } from "node:fs";
import { createServer } from "node:http";

/** The limit: node:http that answers everything with the same bytes from memory. `node bare-server.ts <port> <file>` */
const [port, file = ""] = process.argv.slice(2);
const body = readFileSync(file);
const headers = { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip", "content-length": body.length };
createServer((_, res) => {
  res.writeHead(200, headers);
  res.end(body);
}).listen({ port: Number(port), host: "127.0.0.1", backlog: 4_096 });
