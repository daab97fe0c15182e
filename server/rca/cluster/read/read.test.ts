import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameOf } from "../../frame.ts";
import { openNotebook } from "../../notebook.ts";
import { bundleOf, podText } from "../cases/case.ts";
import { openCluster } from "../cluster.ts";
import { clusterDetector } from "../detect.ts";
import { readCommand } from "./command.ts";
import { readReach, readUnit } from "./host-text.ts";
import { readLog } from "./log-text.ts";
import { ageOf, quantityOf } from "./quantity.ts";
import { readTable } from "./table.ts";
import { readTrace } from "./trace-text.ts";
import { readYaml } from "./yaml.ts";

describe("a command", () => {
  it("is read with flags before and after the verb, aliases of kinds, and filters", () => {
    expect(readCommand("kubectl -n shop get po,svc -o wide --show-labels")).toMatchObject({
      verb: "get",
      kinds: ["Pod", "Service"],
      namespace: "shop",
      isWide: true,
      isFiltered: false,
    });
    expect(readCommand("kubectl get deploy/web --namespace=shop")).toMatchObject({
      kinds: ["Deployment"],
      name: "web",
      namespace: "shop",
      isFiltered: true,
    });
    expect(readCommand("kubectl get pods -A | grep web")).toMatchObject({ isEverywhere: true, isFiltered: true });
    expect(readCommand("oc describe deployments.apps web")).toMatchObject({ tool: "kubectl", kinds: ["Deployment"], name: "web" });
    expect(readCommand("kubectl logs -n shop web-0 -c app --previous")).toMatchObject({
      verb: "logs",
      name: "web-0",
      container: "app",
      isPrevious: true,
    });
  });
});

describe("a table", () => {
  it("keeps empty cells in their column", () => {
    const [row] = readTable("NAME     STATUS    VOLUME   CAPACITY   AGE\ndata-0   Pending                       3m\n", {
      kind: "PersistentVolumeClaim",
      isEverywhere: false,
      isWide: false,
    });
    expect(row).toEqual({ NAME: "data-0", STATUS: "Pending", VOLUME: "", CAPACITY: "", AGE: "3m" });
  });

  it("is read without its headings, which a filter takes away", () => {
    const [row] = readTable(
      "shop   web-6c9f7d8b5-k2x4p   0/1   CrashLoopBackOff   27 (43s ago)   39d   10.1.4.17   pool-a-1   <none>   <none>   app=web\n",
      { kind: "Pod", isEverywhere: true, isWide: true },
    );
    expect(row).toMatchObject({
      NAMESPACE: "shop",
      NAME: "web-6c9f7d8b5-k2x4p",
      STATUS: "CrashLoopBackOff",
      RESTARTS: "27 (43s ago)",
      NODE: "pool-a-1",
      LABELS: "app=web",
    });
  });
});

describe("YAML", () => {
  it("reads a manifest with lists, blocks, comments and several documents", () => {
    const [deployment, service] = readYaml(
      '# web\nkind: Deployment\nmetadata: {name: web, labels: {app: web}}\nspec:\n  replicas: 2 # two\n  template:\n    spec:\n      containers:\n      - name: web\n        image: "web:1.4"\n        args: ["--port", "8080"]\n        command:\n        - sh\n        - -c\n        - |\n          echo a\n          sleep 1\n---\nkind: Service\nspec:\n  ports:\n    - port: 80\n      targetPort: http\n  selector:\n    app: \'web\'\n',
    );
    expect(deployment).toEqual({
      kind: "Deployment",
      metadata: { name: "web", labels: { app: "web" } },
      spec: {
        replicas: 2,
        template: { spec: { containers: [{ name: "web", image: "web:1.4", args: ["--port", "8080"], command: ["sh", "-c", "echo a\nsleep 1"] }] } },
      },
    });
    expect(service).toEqual({ kind: "Service", spec: { ports: [{ port: 80, targetPort: "http" }], selector: { app: "web" } } });
  });
});

describe("quantities and ages", () => {
  it("are numbers in cores, bytes and seconds", () => {
    expect([quantityOf("250m"), quantityOf("1Gi"), quantityOf("2"), quantityOf("1e3"), quantityOf("lots")]).toEqual([0.25, 2 ** 30, 2, 1000, null]);
    expect([ageOf("2m20s"), ageOf("4d20h"), ageOf("soon")]).toEqual([140, 417_600, null]);
  });
});

describe("texts from hosts", () => {
  it("tell of units, of what answers, and of what is lost", () => {
    const unit = readUnit(
      ["ssh", "-i", "key", "root@n1", "systemctl", "status", "containerd"],
      "× containerd.service - containerd container runtime\n     Active: failed (Result: exit-code) since Mon\n",
      "ssh",
    );
    expect(unit).toMatchObject({ node: "n1", unit: "containerd", isUp: false });
    expect(readReach(["nc", "-zv", "db", "5432"], "Connection to db (10.96.1.1) 5432 port [tcp/postgresql] succeeded!", "nc")).toMatchObject({
      host: "db",
      port: 5432,
      isReached: true,
    });
    expect(
      readReach(["curl", "-s", "http://web.shop:80/x"], "curl: (7) Failed to connect to web.shop port 80: Connection refused", "curl"),
    ).toMatchObject({ host: "web.shop", port: 80, isReached: false });
    expect(
      readReach(
        ["ping", "-c", "9", "n2"],
        "9 packets transmitted, 6 received, 33.3% packet loss, time 8011ms\nrtt min/avg/max/mdev = 0.2/251.4/400.1/9 ms",
        "ping",
      ),
    ).toMatchObject({ lossPercent: 33.3, delayMs: 251.4 });
  });

  it("tell of errors once each, and of work that takes long", () => {
    const log = readLog(
      "ok\nERROR: cannot reach db at 10.0.0.1\nERROR: cannot reach db at 10.0.0.2\nINFO query completed in 7.50 seconds\nno errors found\n",
      "web-0",
      "kubectl logs web-0",
    );
    expect(log.lines).toEqual([{ text: "ERROR: cannot reach db at 10.0.0.2", count: 2, isSevere: true }]);
    expect(log.slow).toEqual([{ what: "INFO query completed", seconds: [7.5] }]);
  });

  it("tell where the time of a printed trace goes", () => {
    const spans = readTrace(
      "├─ GET /pay (shop) - 900.0ms (span_id=1)\n  ├─ charge (bank) - 850.0ms (span_id=2)\n    ├─ query (bank) - 800.0ms (span_id=3)\n    │  db.statement: SELECT 1\n",
    );
    expect(spans?.map(({ service, own }) => [service, own])).toEqual([
      ["shop", 50],
      ["bank", 50],
      ["bank", 800],
    ]);
  });
});

const COMMANDS = [
  "kubectl get pods -A",
  "kubectl get pvc -o yaml",
  "kubectl describe pods",
  "kubectl describe nodes",
  "kubectl describe svc web",
  "kubectl get events",
  "kubectl logs web-0",
  "kubectl top pods",
  "cat web.yaml",
  "nc -zv a 1",
  "ssh n systemctl status kubelet",
  "list-alerts",
  "error-logs web",
];
const PIECES = [
  "Name:  x\n",
  "Events:\n",
  "  Warning  BackOff  1s  kubelet  y\n",
  "NAME   READY   STATUS\n",
  "a-1   0/1   Pending\n",
  "kind: Pod\n",
  "- x: [1, {a: b\n",
  '{"items":[{"kind":"Pod","metadata":{"name":"p"},"spec":7,"status":[]}]}',
  "├─ a (b) - 9ms\n",
  "Containers:\n  c:\n    State: Waiting\n",
  "\u0000\u001b[31m",
  "  x: |\n    y\n",
  "0/3 nodes are available",
];

describe("a session", () => {
  it("in one namespace is put together, though only some of its commands name it", () => {
    const { pods } = openCluster(
      bundleOf({
        title: "?",
        outputs: {
          "kubectl get pods": "NAME                  READY   STATUS    RESTARTS   AGE\nweb-6c9f7d8b5-k2x4p   0/1     Running   3          2d\n",
          "kubectl describe pod web-6c9f7d8b5-k2x4p": podText("web-6c9f7d8b5-k2x4p", { ready: "False", restarts: 3 }),
        },
      }),
    );
    expect(pods.map(({ namespace, name, restarts, status }) => [namespace, name, restarts, status])).toEqual([
      ["shop", "web-6c9f7d8b5-k2x4p", 3, "Running"],
    ]);
  });
});

describe("garbage", () => {
  it("never throws, and gives the same twice", () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 40 }))).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...COMMANDS), text), { maxLength: 5 }),
        fc.array(fc.object(), { maxLength: 3 }),
        (outputs, objects) => {
          const bundle = bundleOf({
            title: "?",
            outputs: Object.fromEntries(outputs),
            objects: objects as unknown as ReturnType<typeof bundleOf>["objects"],
          });
          const look = () => clusterDetector.detect(bundle, frameOf(bundle), openNotebook());
          expect(look()).toEqual(look());
        },
      ),
      { numRuns: 300 },
    );
  });

  it("in objects of the API is taken for what can be read of it", () => {
    const broken = [
      null,
      7,
      { kind: "Pod" },
      {
        kind: "Pod",
        metadata: { name: "p", labels: [1] },
        spec: { containers: "none", volumes: [null] },
        status: { containerStatuses: [{ state: { waiting: 3 } }] },
      },
    ];
    const { pods } = openCluster(bundleOf({ title: "?", outputs: {}, objects: broken as unknown as ReturnType<typeof bundleOf>["objects"] }));
    expect(pods.map(({ name }) => name)).toEqual(["p"]);
  });

  it("of one long line is read in no time that grows with its square", () => {
    const long = "x ".repeat(400_000);
    const bundle = bundleOf({
      title: "?",
      outputs: {
        "kubectl describe pods": long,
        "kubectl get pods": long,
        "kubectl logs web-0": long,
        "cat a.yaml": `kind: ${long}`,
        "list-alerts": long,
      },
    });
    expect(clusterDetector.detect(bundle, frameOf(bundle), openNotebook()).clues).toEqual([]);
  });
});
