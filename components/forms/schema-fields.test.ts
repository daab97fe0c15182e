import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fieldsOf, type Raw, rawOf, readForm } from "./schema-fields.ts";

const Service = z.object({
  name: z
    .string()
    .min(1, "Give it a name.")
    .max(9, "Nine letters at most.")
    .meta({ title: "Name", description: "As people say it.", placeholder: "checkout" }),
  notes: z.string().optional().meta({ isMultiline: true }),
  tier: z.enum(["one", "two"]).meta({ title: "Tier", labels: { one: "Tier 1" } }),
  revenuePerMinute: z.number("Give a number.").min(0, "Not below 0.").nullable(),
  windowDays: z.number().int().optional(),
  isPaged: z.boolean().default(false),
  regions: z.array(z.string()),
  kinds: z.array(z.enum(["real", "drill"])).meta({ labels: { drill: "Drills" } }),
});
const fields = fieldsOf(Service);
const filled: Record<string, Raw> = {
  name: "checkout",
  tier: "two",
  revenuePerMinute: "12,5",
  windowDays: "",
  regions: "eu-west\n\nus-east\n",
  kinds: ["drill"],
  isPaged: true,
};

describe("a schema's fields", () => {
  test("stand in its order, each with the control for its type", () => {
    expect(fields.map(({ name, control }) => `${name}: ${control}`)).toEqual([
      "name: line",
      "notes: text",
      "tier: choice",
      "revenuePerMinute: number",
      "windowDays: number",
      "isPaged: switch",
      "regions: lines",
      "kinds: choices",
    ]);
  });

  test("take their words from meta, and from their name where there are none", () => {
    expect(fields[0]).toMatchObject({ label: "Name", help: "As people say it.", placeholder: "checkout", isRequired: true });
    expect(fields[3]).toMatchObject({ label: "Revenue per minute", isRequired: false, isEmptyNull: true });
    expect(fields[2]).toMatchObject({
      choices: [
        { value: "one", label: "Tier 1" },
        { value: "two", label: "two" },
      ],
    });
    expect(fields[7]).toMatchObject({
      choices: [
        { value: "real", label: "real" },
        { value: "drill", label: "Drills" },
      ],
    });
  });

  test("are refused by name where no control can show them", () => {
    expect(() => fieldsOf(z.object({ map: z.record(z.string(), z.string()) }))).toThrow("“map”");
  });
});

describe("a filled form", () => {
  test("gives the schema's value", () => {
    expect(readForm(Service, fields, filled).value).toEqual({
      name: "checkout",
      notes: "",
      tier: "two",
      revenuePerMinute: 12.5,
      windowDays: undefined,
      isPaged: true,
      regions: ["eu-west", "us-east"],
      kinds: ["drill"],
    });
  });

  test("reads an empty number that may be null as null", () => {
    expect(readForm(Service, fields, { ...filled, revenuePerMinute: " " }).value?.revenuePerMinute).toBeNull();
  });

  test("complains once about each field, in the schema's words", () => {
    const { errors } = readForm(Service, fields, { ...filled, name: "", revenuePerMinute: "a lot", tier: "" });
    expect(errors).toMatchObject({ name: "Give it a name.", revenuePerMinute: "Give a number." });
    expect(Object.keys(errors ?? {})).toEqual(["name", "tier", "revenuePerMinute"]);
  });

  test("shows a stored value and gives the same back", () => {
    const value = {
      name: "search",
      notes: "a\nb",
      tier: "one",
      revenuePerMinute: null,
      windowDays: 30,
      isPaged: false,
      regions: ["eu", "us"],
      kinds: ["real"],
    };
    const raws = Object.fromEntries(fields.map((field) => [field.name, rawOf(field, value[field.name as keyof typeof value])]));
    expect(readForm(Service, fields, raws).value).toEqual(value);
  });
});
