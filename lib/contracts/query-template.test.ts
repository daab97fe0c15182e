import { expect, test } from "vitest";
import { fillQuery, QueryTemplate } from "./query-template.ts";

const VALUES = { service: "checkout", namespace: "shop", window: "60s" };

test("placeholders are filled, and what LogQL writes with braces stays", () => {
  const query = 'sum(rate({app="{{service}}", namespace="{{ namespace }}"} | line_format "{{.msg}} {{ToUpper .level}}" [{{window}}]))';
  expect(fillQuery(query, VALUES)).toBe('sum(rate({app="checkout", namespace="shop"} | line_format "{{.msg}} {{ToUpper .level}}" [60s]))');
});

test("a placeholder that stands for nothing is refused with those that do", () => {
  const { error } = QueryTemplate.safeParse({ system: "prometheus", gives: "metric", name: "errors", query: 'up{job="{{team}}"}' });
  expect(error?.issues[0]?.message).toBe("{{team}} stands for nothing. Known are {{service}}, {{namespace}}, {{window}}.");
});
