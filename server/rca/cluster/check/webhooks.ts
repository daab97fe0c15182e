import type { Cluster } from "../cluster.ts";
import { list, record, under, words } from "../read/loose.ts";
import { namedView } from "../view/named.ts";
import { type Found, LIKELY, SURE, showObject } from "./found.ts";

/** Admission webhooks whose service is not there or has nothing behind it: with failurePolicy Fail they block what they should look at. */
export function checkWebhooks(cluster: Cluster): Found[] {
  const all = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].flatMap((kind) => cluster.store.of(kind));
  return all.flatMap(({ object, source }) =>
    list(object.webhooks).flatMap((webhook) => {
      const service = record(under(webhook, "clientConfig", "service"));
      const [name, namespace] = [words(service.name), words(service.namespace)];
      if (name === "") return [];
      const found = cluster.services.find((one) => one.name === name && one.namespace === namespace);
      const isMissing = !found && cluster.store.isListed("Service", namespace);
      const isEmpty = found !== undefined && found.endpoints === 0;
      if (!isMissing && !isEmpty) return [];
      const blocks = words(record(webhook).failurePolicy) !== "Ignore";
      return [
        {
          service: name,
          signature: "admission-webhook",
          statement: `Admission webhook ${words(record(webhook).name) || object.metadata.name} calls service ${name} in namespace ${namespace}, which ${isMissing ? "does not exist" : "has no endpoints"}${blocks ? "; its failure policy is Fail, so what it should look at is refused" : ""}.`,
          strength: blocks ? SURE : LIKELY,
          role: "cause" as const,
          names: { namespace, workload: name, webhook: words(record(webhook).name), object: object.metadata.name },
          shows: [
            showObject(
              namedView(object, source),
              `webhook ${words(record(webhook).name)}, service ${namespace}/${name}, failurePolicy ${words(record(webhook).failurePolicy)}`,
            ),
          ],
        },
      ];
    }),
  );
}
