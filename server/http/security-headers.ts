import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { publicUrl } from "#server/platform/env.ts";

const PERMISSIONS_POLICY =
  "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

/** Headers of every answer. Pages get a content security policy with a fresh nonce, which Next reads from the request. */
export function setSecurityHeaders(req: IncomingMessage, res: ServerResponse, options: { isDevelopment: boolean }): void {
  res.setHeader("x-content-type-options", "nosniff");
  res.setHeader("referrer-policy", "strict-origin-when-cross-origin");
  res.setHeader("cross-origin-opener-policy", "same-origin");
  res.setHeader("cross-origin-resource-policy", "same-origin");
  res.setHeader("permissions-policy", PERMISSIONS_POLICY);
  res.setHeader("x-frame-options", "DENY");
  if (publicUrl().startsWith("https:")) res.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
  if (req.url?.startsWith("/api/") || req.url?.startsWith("/_next/static/")) {
    res.setHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, options.isDevelopment);
  res.setHeader("content-security-policy", policy);
  req.headers["content-security-policy"] = policy;
  req.headers["x-nonce"] = nonce;
  req.headers["x-muster-path"] = req.url;
}

/** Scripts only with the nonce. Style attributes are allowed: measured positions (virtual lists, popovers) are written as such. */
function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
