import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { type Bundle, nameOfBytes, type Resource } from "./bundle.ts";

const AGE_MARK = "<!--age-->";
/** A page is written anew, or its writer seen alive, far more often than this. */
export const OLD_AFTER_MS = 90_000;
const MINUTE_MS = 60_000;

const compressors = { gzip: promisify(gzip), brotli: promisify(brotliCompress) };

/** Sends a resource as the request wants it: compressed, nothing if it has it already, or only its headers. */
export function sendResource(req: IncomingMessage, res: ServerResponse, resource: Resource): void {
  const coding = codingFor(req.headers["accept-encoding"], resource);
  const body = (coding === "br" ? resource.brotli : coding === "gzip" ? resource.gzip : null) ?? resource.identity;
  const etag = `"${resource.etag}${coding ? `-${coding}` : ""}"`;
  const headers: Record<string, string | number> = {
    ...resource.headers,
    "content-type": resource.type,
    etag,
    vary: "accept-encoding",
  };
  if (isKnown(req.headers["if-none-match"], etag)) {
    res.writeHead(304, headers);
    res.end();
    return;
  }
  if (coding) headers["content-encoding"] = coding;
  headers["content-length"] = body.length;
  res.writeHead(200, headers);
  if (req.method === "HEAD") res.end();
  else res.end(body);
}

/** The best coding that the reader takes and that is there. `q=0` refuses one. */
function codingFor(accepted: string | string[] | undefined, resource: Resource): "br" | "gzip" | null {
  const wanted = typeof accepted === "string" ? accepted : "";
  if (resource.brotli && takes(wanted, "br")) return "br";
  return resource.gzip && takes(wanted, "gzip") ? "gzip" : null;
}

function takes(accepted: string, coding: string): boolean {
  return accepted.split(",").some((part) => {
    const [name = "", ...parameters] = part.trim().toLowerCase().split(";");
    return name === coding && !parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter));
  });
}

/** Weak comparison (RFC 9110): a proxy that compresses anew may weaken the tag. */
function isKnown(given: string | undefined, etag: string): boolean {
  if (!given) return false;
  return given === "*" || given.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}

const aged = new Map<string, { minute: number; made: Promise<Resource> }>();

/**
 * A page that says how old it is, where nobody who would write it anew has been alive for long. Made once a minute for each page, and only then.
 */
export async function withAge(bundle: Bundle, path: string, resource: Resource, ageMs: number): Promise<Resource> {
  if (ageMs < OLD_AFTER_MS || !resource.type.startsWith("text/html")) return resource;
  const minute = Math.floor(ageMs / MINUTE_MS);
  const key = `${bundle.slug}/${path}`;
  const kept = aged.get(key);
  if (kept?.minute === minute) return kept.made;
  const made = makeAged(resource, minute);
  aged.set(key, { minute, made });
  return made;
}

async function makeAged(resource: Resource, minutes: number): Promise<Resource> {
  const words = minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
  const banner = `<p class="old" role="status" lang="en" dir="ltr">This page is ${words} old: what keeps it up to date cannot be reached. What you read was true then.</p>`;
  const identity = Buffer.from(resource.identity.toString("utf8").replace(AGE_MARK, banner));
  const [small, smaller] = await Promise.all([compressors.gzip(identity), compressors.brotli(identity)]);
  return { ...resource, etag: nameOfBytes(identity), identity, gzip: small, brotli: smaller };
}
