import { event } from "../cluster/events.ts";
import { instant } from "../cluster/pod-objects.ts";
import { NAMESPACE } from "../world/shop.ts";
import type { Scenario } from "../world/types.ts";
import { MINUTE, standing, whileStanding } from "./shape.ts";

export const EXPIRED_CERTIFICATE: Scenario = {
  name: "expired-certificate",
  title: "Checkout cannot reach the stock",
  noticed: "From one minute to the next no checkout succeeds.",
  alert: { name: "CheckoutErrorRate", service: "checkout", summary: "checkout answers 5xx to more than 90 % of requests", afterMinutes: 2 },
  begunMinutesAgo: 9,
  truth: { services: ["inventory"], signatures: ["certificate-invalid", "expired"], changes: [], isTrouble: true, sufficient: true },
  remedy: { id: "renew-certificate", words: "Renew the certificate of inventory and restart its pods." },
  effects: (moment) => ({ checkout: { calls: { inventory: { lostShare: 0.98 * standing(moment, 0.2, 1) } } } }),
  lines: [
    {
      service: "checkout",
      level: "error",
      perMinute: whileStanding(45, 0.2),
      text: () =>
        's.checkout.InventoryClient : I/O error on GET request for "https://inventory:8081/stock": PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed: certificate of inventory.shop.svc has expired',
    },
    {
      service: "inventory",
      level: "warn",
      perMinute: whileStanding(40, 0.2),
      text: (dice) =>
        `http: TLS handshake error from 10.244.1.${dice.whole(10, 60)}:${dice.whole(32_000, 60_000)}: remote error: tls: expired certificate`,
    },
  ],
  changes: () => [],
  cluster({ objects, at, times: { startedAt, relievedAt } }) {
    const isRenewed = relievedAt !== null && at >= relievedAt;
    const isOver = at >= startedAt && !isRenewed;
    const certificate = {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "inventory-tls", namespace: NAMESPACE },
      spec: { secretName: "inventory-tls", dnsNames: ["inventory.shop.svc"], issuerRef: { name: "internal-ca", kind: "ClusterIssuer" } },
      status: {
        notAfter: instant(isRenewed ? startedAt + 90 * 1440 * MINUTE : startedAt),
        conditions: [
          isOver
            ? { type: "Ready", status: "False", reason: "Expired", message: `Certificate expired on ${instant(startedAt)}` }
            : { type: "Ready", status: "True", reason: "Ready", message: "Certificate is up to date and has not expired" },
        ],
      },
    };
    const failed = isRenewed
      ? []
      : [
          event(
            { kind: "Certificate", name: "inventory-tls", namespace: NAMESPACE },
            "Warning",
            "Failed",
            'The certificate request has failed to complete and will be retried: issuer "internal-ca" is not ready',
            at - 8 * MINUTE,
            31,
          ),
        ];
    return [...objects, certificate, ...failed];
  },
};
