import { describe, expect, it } from "vitest";
import type { Output } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import { frameOf } from "../frame.ts";
import { openNotebook } from "../notebook.ts";
import { bundleOf } from "./cases/case.ts";
import { clusterDetector } from "./detect.ts";

const SHOWN = Date.parse("2026-03-02T10:00:00Z");

function cluesOf(outputs: Output[]): Clue[] {
  const bundle = { ...bundleOf({ title: "What is wrong?", namespace: "shop", outputs: {} }), outputs };
  return clusterDetector.detect(bundle, frameOf(bundle), openNotebook()).clues;
}

const onsetOf = (outputs: Output[], signature: string): string | null => {
  const at = cluesOf(outputs).find((clue) => clue.signature === signature)?.at ?? null;
  return at === null ? null : new Date(at).toISOString();
};

const EVENTS = (age: string): string => `${"LAST SEEN".padEnd(20)} TYPE      REASON         OBJECT               MESSAGE
${age.padEnd(20)} Warning   FailedCreate   replicaset/web-6c9   Error creating: pods "web-6c9-" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=4, limited: pods=4
`;

describe("the onset of what a cluster shows", () => {
  it("is the first of repeated events, counted back from when they were shown", () => {
    const outputs = [{ command: "kubectl get events -n shop", text: EVENTS("9s (x14 over 30m)"), at: SHOWN }];
    expect(onsetOf(outputs, "namespace-quota")).toBe("2026-03-02T09:30:00.000Z");
  });

  it("is not known from ages alone when nobody says when they were shown", () => {
    const outputs = [{ command: "kubectl get events -n shop", text: EVENTS("9s (x14 over 30m)"), at: null }];
    expect(onsetOf(outputs, "namespace-quota")).toBeNull();
  });

  it("is not taken from the last time of something that repeats", () => {
    const outputs = [{ command: "kubectl get events -n shop", text: EVENTS("9s"), at: SHOWN }];
    expect(onsetOf(outputs, "namespace-quota")).toBeNull();
  });

  it("is the transition of a condition", () => {
    const text = `apiVersion: v1
kind: Node
metadata:
  name: worker-1
status:
  conditions:
  - type: Ready
    status: "False"
    reason: KubeletNotReady
    message: container runtime is down
    lastTransitionTime: "2026-03-02T09:41:07Z"
`;
    expect(onsetOf([{ command: "kubectl get node worker-1 -o yaml", text, at: null }], "runtime-down")).toBe("2026-03-02T09:41:07.000Z");
  });

  it("is the end of a container that ended once", () => {
    const text = `Name:             web-6c9f7d8b5-k2x4p
Namespace:        shop
Node:             worker-1/10.0.0.5
Labels:           app=web
Status:           Running
Containers:
  web:
    Image:          web:1
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Mon, 02 Mar 2026 09:12:01 +0000
      Finished:     Mon, 02 Mar 2026 09:12:40 +0000
    Ready:          False
    Restart Count:  1
Events:             <none>
`;
    expect(onsetOf([{ command: "kubectl describe pod web-6c9f7d8b5-k2x4p -n shop", text, at: null }], "out-of-memory")).toBe(
      "2026-03-02T09:12:40.000Z",
    );
  });

  it("makes an expired certificate of one whose last day lies before now, and nothing of it without a now", () => {
    const text = "notBefore=Dec  1 00:00:00 2025 GMT\nnotAfter=Mar  1 00:00:00 2026 GMT\n";
    const command = "openssl x509 -noout -dates -in /etc/tls/web.crt";
    expect(onsetOf([{ command, text, at: SHOWN }], "expired")).toBe("2026-03-01T00:00:00.000Z");
    expect(cluesOf([{ command, text, at: null }]).filter(({ signature }) => signature === "expired")).toEqual([]);
    expect(cluesOf([{ command, text: text.replace("2026 GMT", "2027 GMT"), at: SHOWN }])).toEqual([]);
  });
});
