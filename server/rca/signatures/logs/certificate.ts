import type { Signature } from "../signature.ts";

export const CERTIFICATE: Signature = {
  name: "certificate_invalid",
  title: "Certificate not valid",
  says: [
    /\b(?:certificate|cert|x\.?509|ssl|tls)\b.{0,120}\b(?:expired?|not yet valid|has expired|is not valid|unknown authority|self[- ]signed|verify failed|verification failed|hostname mismatch|doesn'?t match|revoked|untrusted|unable to get local issuer)\b/i,
    /\b(?:expired?|invalid|untrusted|bad)\b.{0,40}\b(?:certificate|cert)\b|\bExpiredCert\w*|\bCertificateExpired\w*|\bPKIX path\b|\b(?:tls|ssl)(?:v\d)? (?:handshake )?(?:alert|failure|error)|\bhandshake (?:failed|failure)\b|\bremote error: tls/i,
  ],
  whys: [
    { why: "Why did {service} refuse the connection?", because: "The certificate shown to it is not valid" },
    { why: "Why is it not valid?", because: "It has expired, is for another name, or comes from an authority that is not trusted" },
    { why: "Why was it not renewed?", because: "Renewal is not automatic, or failed without anybody being told" },
  ],
  test: "Show the certificate as the client sees it: names, issuer, and both dates; compare the clocks of both sides.",
  recommendations: [
    { horizon: "immediate", text: "Renew the certificate and reload what serves it." },
    { horizon: "short", text: "Renew automatically at two thirds of its life." },
    { horizon: "medium", text: "Alert 30, 14 and 3 days before any certificate ends, internal ones included." },
    { horizon: "long", text: "Keep an inventory of all certificates with their owners." },
  ],
  notCaught: "Nobody watched the date on which it ends.",
};
