import { type Case, event, podText } from "./case.ts";

const POD = "kubectl describe pod web-6c9f7d8b5-k2x4p -n shop";
const NAME = "web-6c9f7d8b5-k2x4p";
const LOGS = `kubectl logs ${NAME} -n shop`;

const pulling = (message: string, image: string): string =>
  podText(NAME, {
    status: "Pending",
    state: "Waiting\n      Reason:       ImagePullBackOff",
    ready: "False",
    image,
    events:
      event("Warning", "Failed", "12s (x4 over 2m)", "kubelet", `Failed to pull image "${image}": ${message}`) +
      event("Warning", "Failed", "12s (x4 over 2m)", "kubelet", "Error: ErrImagePull"),
  });

const ended = (reason: string, code: number, message = ""): string =>
  `    Last State:     Terminated\n      Reason:       ${reason}\n${message ? `      Message:      ${message}\n` : ""}      Exit Code:    ${code}\n      Started:      Mon, 03 Mar 2025 10:00:00 +0000\n      Finished:     Mon, 03 Mar 2025 10:00:04 +0000\n`;
const LOOP = "Waiting\n      Reason:       CrashLoopBackOff";

const probing = (probes: string, message: string, more = {}): string =>
  podText(NAME, { restarts: 4, probes, ...more, events: event("Warning", "Unhealthy", "3s (x9 over 2m)", "kubelet", message) });

export const POD_CASES: Case[] = [
  {
    title: "A tag that does not exist",
    namespace: "shop",
    outputs: {
      [POD]: pulling(
        'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example.org/web:1.4.22": failed to resolve reference: registry.example.org/web:1.4.22: not found',
        "registry.example.org/web:1.4.22",
      ),
    },
    want: { service: "web", signature: "image-not-found", says: /registry\.example\.org\/web:1\.4\.22 does not exist/ },
  },
  {
    title: "A registry that wants credentials",
    namespace: "shop",
    outputs: {
      [POD]: pulling(
        "failed to authorize: failed to fetch anonymous token: unexpected status from GET request: 403 Forbidden",
        "private.example.org/team/web:2",
      ),
    },
    want: { service: "web", signature: "image-pull-secret", says: /private\.example\.org refuses.*no image pull secret/ },
  },
  {
    title: "A registry whose name does not resolve",
    namespace: "shop",
    outputs: {
      [POD]: pulling(
        'failed to do request: Head "https://old-registry.example.org/v2/web/manifests/3": dial tcp: lookup old-registry.example.org on 10.96.0.10:53: no such host',
        "old-registry.example.org/web:3",
      ),
    },
    want: { service: "web", signature: "registry-unreachable", says: /old-registry\.example\.org, cannot be resolved by DNS/ },
  },
  {
    title: "Killed for memory",
    namespace: "shop",
    outputs: {
      [POD]: podText(NAME, { state: LOOP, ready: "False", restarts: 7, last: ended("OOMKilled", 137), limits: "    Limits:\n      memory:  96Mi\n" }),
    },
    want: { service: "web", signature: "out-of-memory", says: /exit code 137\).*memory limit of 96Mi.*7 restarts/ },
  },
  {
    title: "A variable that the program misses",
    namespace: "shop",
    outputs: {
      [POD]: podText(NAME, { state: LOOP, ready: "False", restarts: 5, last: ended("Error", 1) }),
      [LOGS]: "starting web 1.4.2\nlistening soon\nError: environment variable PAYMENT_KEY is not set\n",
    },
    want: { service: "web", signature: "crash-loop", says: /exit code 1.*“Error: environment variable PAYMENT_KEY is not set”/ },
  },
  {
    title: "A command with a letter missing",
    namespace: "shop",
    outputs: {
      [POD]: podText(NAME, {
        state: LOOP,
        ready: "False",
        restarts: 3,
        last: ended(
          "StartError",
          128,
          'failed to create containerd task: OCI runtime create failed: unable to start container process: exec: "pyton": executable file not found in $PATH: unknown',
        ),
      }),
    },
    want: { service: "web", signature: "start-error", says: /“pyton” does not exist.*misspelling of python.*/ },
  },
  {
    title: "A config map that is missing",
    namespace: "shop",
    outputs: {
      [POD]: podText(NAME, {
        status: "Pending",
        state: "Waiting\n      Reason:       CreateContainerConfigError",
        ready: "False",
        events: event("Warning", "Failed", "5s (x6 over 1m)", "kubelet", 'Error: configmap "web-settings" not found'),
      }),
    },
    want: { service: "web", signature: "config-missing", says: /config map web-settings does not exist in namespace shop/ },
  },
  {
    title: "A liveness probe of the wrong port",
    namespace: "shop",
    outputs: {
      [POD]: probing(
        "    Liveness:       http-get http://:8081/live delay=5s timeout=1s period=10s #success=1 #failure=3\n    Readiness:      http-get http://:8080/ready delay=5s timeout=1s period=10s #success=1 #failure=3\n",
        'Liveness probe failed: Get "http://10.1.4.17:8081/live": dial tcp 10.1.4.17:8081: connect: connection refused',
      ),
    },
    want: {
      service: "web",
      signature: "probe-port",
      says: /liveness probe asks the wrong port: http on port 8081, but container web listens on port 8080/,
    },
  },
  {
    title: "A readiness probe in HTTP of a gRPC port",
    namespace: "shop",
    outputs: {
      [POD]: probing(
        "    Liveness:       grpc <pod>:8080  delay=5s timeout=1s period=10s #success=1 #failure=3\n    Readiness:      http-get http://:8080/ delay=5s timeout=1s period=10s #success=1 #failure=3\n",
        'Readiness probe failed: Get "http://10.1.4.17:8080/": net/http: HTTP/1.x transport connection broken: malformed HTTP response',
        { ready: "False", restarts: 0 },
      ),
    },
    want: { service: "web", signature: "probe-protocol", says: /readiness probe speaks the wrong protocol: HTTP to port 8080.*gRPC/ },
  },
  {
    title: "A liveness probe without patience",
    namespace: "shop",
    outputs: {
      [POD]: probing(
        "    Liveness:       http-get http://:8080/live delay=1s timeout=1s period=1s #success=1 #failure=1\n",
        'Liveness probe failed: Get "http://10.1.4.17:8080/live": dial tcp 10.1.4.17:8080: connect: connection refused',
        { ready: "False" },
      ),
    },
    want: {
      service: "web",
      signature: "probe-timing",
      says: /timing of its liveness probe.*initial delay 1 s, timeout 1 s, period 1 s, failure threshold 1/,
    },
  },
  {
    title: "A caller that ends because its database is not there",
    namespace: "shop",
    calls: ["web db"],
    outputs: {
      [POD]: podText(NAME, { state: LOOP, ready: "False", restarts: 5, last: ended("Error", 1) }),
      [LOGS]: "Error: connect ECONNREFUSED db:5432\n",
      "kubectl describe pod db-0 -n shop": podText("db-0", {
        labels: "app=db",
        container: "postgres",
        state: LOOP,
        ready: "False",
        restarts: 9,
        last: ended("OOMKilled", 137),
        limits: "    Limits:\n      memory:  64Mi\n",
      }),
    },
    want: { service: "db", signature: "out-of-memory", says: /Pod db-0, container postgres: .*64Mi/ },
  },
];
