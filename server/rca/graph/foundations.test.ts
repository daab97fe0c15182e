import { describe, expect, test } from "vitest";
import type { ClusterObject } from "../bundle.ts";
import { aClue } from "../testing/bundle.ts";
import { foundationsOf } from "./foundations.ts";

const calls = [{ caller: "shop", callee: "cart" }];
const pod = (name: string, nodeName: string, labels: Record<string, string> = {}): ClusterObject => ({
  kind: "Pod",
  metadata: { name, labels },
  spec: { nodeName },
});
const broken = (service: string, signature: string) => aClue({ service, signature, role: "cause", strength: 0.9 });

describe("what services stand on", () => {
  test("a machine that was seen to be broken carries the services whose pods are on it", () => {
    const objects = [pod("shop-6c-x1", "n1"), pod("p2", "n1", { app: "cart" }), pod("cart-0", "n2"), pod("other-1", "n1")];
    expect(foundationsOf({ objects, edges: calls }, [broken("node/n1", "kubelet-down")])).toEqual([
      { caller: "shop", callee: "node/n1" },
      { caller: "cart", callee: "node/n1" },
    ]);
  });

  test("a machine that only looks busy carries nobody", () => {
    const busy = aClue({ service: "node/n1", signature: "cpu-saturation", role: "either", strength: 0.9 });
    expect(foundationsOf({ objects: [pod("shop-6c-x1", "n1")], edges: calls }, [busy])).toEqual([]);
  });

  test("a name service that is down carries those who say that names are not resolved", () => {
    const clues = [broken("coredns", "cluster-dns-down"), aClue({ service: "cart", signature: "name-not-resolved" }), aClue({ service: "shop" })];
    expect(foundationsOf({ objects: [], edges: calls }, clues)).toEqual([{ caller: "cart", callee: "coredns" }]);
  });

  test("objects without a place are left out", () => {
    const objects = [{ kind: "Pod", metadata: { name: "shop-1" } }, pod("shop-2", "")];
    expect(foundationsOf({ objects, edges: calls }, [broken("node/n1", "kubelet-down")])).toEqual([]);
  });
});
