import { describe, expect, test } from "vitest";
import { RefusedAddress } from "./failures.ts";
import { isFollowed, nextUrl } from "./redirect-rules.ts";

describe("a redirect", () => {
  test("never leads from https to http, not even to an allowed host", () => {
    expect(() => nextUrl(new URL("https://a.example.com/"), "http://hooks.internal/", ["hooks.internal"])).toThrow(RefusedAddress);
    expect(nextUrl(new URL("http://hooks.internal/"), "https://b.example.com/x", []).url.href).toBe("https://b.example.com/x");
  });

  test("may be relative, and has to lead somewhere", () => {
    expect(nextUrl(new URL("https://a.example.com/x/y"), "../z", []).url.href).toBe("https://a.example.com/z");
    expect(() => nextUrl(new URL("https://a.example.com/"), undefined, [])).toThrow("redirects to no address");
    expect(() => nextUrl(new URL("https://a.example.com/"), "https://[", [])).toThrow("redirects to no address");
  });

  test("is followed for reading; for changes only where method and body stay", () => {
    const followed = (method: string) => [200, 300, 301, 302, 303, 304, 307, 308].filter((status) => isFollowed(status, method));
    expect(followed("GET")).toEqual([301, 302, 303, 307, 308]);
    expect(followed("POST")).toEqual([307, 308]);
  });
});
