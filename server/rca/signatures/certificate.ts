import { told } from "./told.ts";

const LOOKS = {
  metrics: "Failed TLS handshakes jump at one instant, usually on the full hour or at midnight UTC.",
  logs: "“x509: certificate has expired”, “handshake failed”, “unknown authority”.",
  cluster: "A Certificate that is not Ready, a secret of type kubernetes.io/tls that is old or missing.",
};

export const CERTIFICATE = [
  told({
    name: "certificate-invalid",
    title: "Certificate not valid",
    looks: LOOKS,
    says: [
      /\b(?:certificate|cert|x\.?509|ssl|tls)\b.{0,120}\b(?:expired?|not yet valid|has expired|is not valid|(?:is )?no longer valid|lapsed|unknown authority|self[- ]signed|verify failed|verification failed|hostname mismatch|doesn'?t match|revoked|untrusted|unable to get local issuer)\b/i,
      /\b(?:expired?|invalid|untrusted|bad)\b.{0,40}\b(?:certificate|cert)\b|\bExpiredCert\w*|\bCertificateExpired\w*|\bPKIX path\b|\b(?:tls|ssl)(?:v\d)? (?:handshake )?(?:alert|failure|error)|\bhandshake (?:failed|failure)\b|\bremote error: tls/i,
    ],
    whys: [
      ["Why did {service} refuse the connection?", "The certificate shown to it is not valid"],
      ["Why is it not valid?", "It has expired, is for another name, or comes from an authority that is not trusted"],
      ["Why was it not renewed?", "Renewal is not automatic, or failed without anybody being told"],
    ],
    test: "Show the certificate as the client sees it: names, issuer, and both dates; compare the clocks of both sides.",
    now: ["Renew the certificate and reload what serves it."],
    short: "Renew automatically at two thirds of its life.",
    medium: "Alert 30, 14 and 3 days before any certificate ends, internal ones included.",
    long: "Keep an inventory of all certificates with their owners.",
    notCaught: "Nobody watched the date on which it ends.",
  }),
  told({
    name: "expired",
    title: "Certificate, key or licence past its date",
    looks: LOOKS,
    whys: [["Why did {service} fail?", "A certificate, key or licence that it needs ran out."]],
    test: "Read the end of its validity, for a certificate with `openssl x509 -enddate`: it lies just before the beginning.",
    now: ["Renew it and load it where it is used."],
    short: "Alert 30 and 7 days before anything runs out.",
    medium: "Let it be renewed by itself.",
    long: "Keep an inventory of all that ends, with owners.",
    notCaught: "Nothing watched the end of its validity.",
  }),
];
