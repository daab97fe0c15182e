import { expect, test } from "vitest";
import { bundleOf, type Call, framed, traffic } from "../testing/requests.ts";
import { tracedLatencies } from "./traced-latency.ts";

test("traces say which services became slower, which did not, and where hardly any request came", () => {
  const { spans } = traffic((number, isTrouble) => {
    const stock: Call = { service: "stock", operation: "reserve", ownMs: isTrouble ? 80 : 2 };
    const mail: Call[] = number % 20 === 0 && !isTrouble ? [{ service: "mail", operation: "send" }] : [];
    return { service: "gate", operation: "GET /", calls: [{ service: "prices", operation: "price", ownMs: 5 }, stock, ...mail] };
  });
  const says = tracedLatencies(...framed(bundleOf({ spans })));
  expect(["gate", "stock", "prices", "mail", "never-seen"].map(says)).toEqual(["slower", "slower", "same", "absent", "absent"]);
});

test("few traces say nothing", () => {
  const { spans } = traffic(() => ({ service: "gate", operation: "GET /" }));
  expect(tracedLatencies(...framed(bundleOf({ spans })))("gate")).toBe("unknown");
});
