import fc from "fast-check";
import { hostileText } from "#lib/testing/hostile-text.ts";

export type Look = { name: string; arguments: Record<string, unknown> };

const words = (list: string) => fc.constantFrom(...list.trim().split(/\s+/));
const text = hostileText.map((found) => found.slice(0, 280));

const VERBS =
  words(`get get get describe describe logs logs events rollout top explain delete apply exec port-forward proxy cp edit patch scale create run
  drain cordon uncordon label annotate config auth api-resources debug attach replace set expose taint certificate plugin wait kustomize GET`);
const THINGS =
  words(`pods pod deployments deployment/api nodes events configmaps services secrets secret SECRETS secrets.v1. v1/secrets secret/db pods,secrets
  secrets/db all serviceaccounts/token pods/exec pods/../secrets %2e%2e/secrets nodes/proxy namespaces customresourcedefinitions api-1 ../../secrets
  externalsecrets.external-secrets.io sealedsecrets`);
const NAMES = words(
  "api-1 deployment/api pod/api-1 ../../../secrets/db api-1/exec api-1?watch=true api-1%2f..%2fsecrets shop history status undo restart",
);

function flags(elsewhere: string): fc.Arbitrary<string[]> {
  return fc.constantFrom(
    ...[
      ["-n", "shop"],
      ["-n", "shop"],
      ["-n", "pay"],
      ["--namespace=pay"],
      ["--namespace", "kube-system/secrets"],
      ["-n", "shop/../pay"],
      ["-A"],
      ["--all-namespaces"],
      ["--raw", "/api/v1/namespaces/shop/secrets"],
      ["--kubeconfig=/etc/passwd"],
      [`--server=${elsewhere}`],
      ["-s", elsewhere],
      ["--token=stolen"],
      ["--as=system:admin"],
      ["-f", "/etc/passwd"],
      ["-o", "yaml"],
      ["-o=jsonpath={..}"],
      ["--watch"],
      ["-w"],
      ["--follow"],
      ["-l", "app=api"],
      ["-l", "app=api&watch=true"],
      ["--field-selector", "type=Opaque"],
      ["--previous"],
      ["--tail=200"],
      ["--tail=-1"],
      ["--since=8760h"],
      [";", "id"],
      ["|", "sh"],
      ["$(id)"],
    ],
  );
}

function kubectl(elsewhere: string): fc.Arbitrary<Look> {
  return fc
    .record({
      verb: fc.oneof({ weight: 20, arbitrary: VERBS }, { weight: 1, arbitrary: text }),
      thing: fc.oneof({ weight: 20, arbitrary: THINGS }, { weight: 1, arbitrary: text }),
      name: fc.option(NAMES),
      flags: fc.array(flags(elsewhere), { maxLength: 4 }),
      isTurned: fc.boolean(),
    })
    .map(({ verb, thing, name, flags: more, isTurned }) => {
      const argv = [verb, thing, ...(name === null ? [] : [name]), ...more.flat()];
      return { name: "kubectl", arguments: { argv: isTurned ? argv : argv.toReversed() } };
    });
}

/** What a model that wants more than to look would write to the systems: other verbs, other namespaces, secrets, other hosts and paths. */
export function hostileLooks(elsewhere: string): fc.Arbitrary<Look> {
  const connection = fc.constantFrom(undefined, undefined, undefined, "Metrics", "Lines", "Shop cluster", "Elsewhere", elsewhere, "../", "__proto__");
  const query = fc.oneof(
    text,
    fc.constantFrom(
      '{__name__=~".+"}',
      "db_pool",
      "up\r\nHost: evil",
      "up&query=secret",
      "up#",
      `up?url=${elsewhere}`,
      '{service="api"} | line_format "x"',
    ),
  );
  const time = fc.constantFrom(
    undefined,
    undefined,
    "2026-11-23T14:00:00Z",
    "2026-11-23T15:00:00Z",
    "1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "now",
  );
  const uid = fc.oneof(
    text,
    fc.constantFrom("abc", "../../admin/users", "abc/../../../org", "%2e%2e%2fadmin", "abc?x=1", "abc#", elsewhere, "..", "."),
  );
  const datasource = fc.constantFrom("Metrics", "prom1", "../proxy/1", elsewhere, "__proto__", "grafana");
  const asked = <Input extends Record<string, fc.Arbitrary<unknown>>>(name: string, input: Input): fc.Arbitrary<Look> =>
    fc.record({ ...input, connection }).map((given) => ({ name, arguments: given as Record<string, unknown> }));
  return fc.oneof(
    { weight: 8, arbitrary: kubectl(elsewhere) },
    { weight: 2, arbitrary: asked("prometheus_query", { query, from: time, to: time }) },
    { weight: 2, arbitrary: asked("loki_query", { query, from: time, limit: fc.constantFrom(1, 20, 1e9, -1) }) },
    { weight: 2, arbitrary: asked("datadog_log_query", { query }) },
    { weight: 2, arbitrary: asked("grafana_dashboard_get", { uid }) },
    { weight: 2, arbitrary: asked("grafana_query", { datasource, expr: query }) },
  );
}
