import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { PEOPLE, SERVICES, TEAMS } from "./company/data.ts";
import { deedOf } from "./deeds/index.ts";
import { contentOf } from "./files/content.ts";
import { leastAge } from "./notation/times.ts";
import { readStories } from "./stories.ts";

const stories = readStories();
const handles = new Set(PEOPLE.map(({ handle }) => handle));
const slugs = new Set(SERVICES.map(({ slug }) => slug));

describe("the stories of the demo", () => {
  test("are forty, and their keys differ", () => {
    expect(new Set(stories.map(({ key }) => key)).size).toBe(40);
  });

  test.each(stories.map((story) => [story.file, story] as const))("%s can be played whatever the time of day", (_, { head, when, lines, files }) => {
    for (const line of lines) expect(() => deedOf(line)).not.toThrow();
    for (const who of [head.by, ...lines.map((line) => line.who), ...(head.private?.split(", ") ?? [])]) expect(handles).toContain(who);
    for (const slug of head.services?.split(", ") ?? []) expect(slugs).toContain(slug);
    expect(lines.at(-1)?.at ?? 0).toBeLessThanOrEqual(leastAge(when));
    const attached = lines.flatMap(({ options }) =>
      options.filter((option) => option.startsWith("with ")).flatMap((option) => option.slice(5).split(" and ")),
    );
    expect(attached.toSorted()).toEqual(files.map(({ name }) => name).toSorted());
  });

  test("mention only people there are", () => {
    for (const { text, where } of stories.flatMap(({ lines }) => lines))
      for (const [, handle] of text.matchAll(/(?<!\S)@([a-z]+)/g)) expect(handles, where).toContain(handle);
  });

  test("happen in a company whose teams and services name people and services there are", () => {
    for (const { lead, members } of TEAMS) for (const handle of [lead, ...members]) expect(handles).toContain(handle);
    for (const [index, { dependsOn }] of SERVICES.entries())
      for (const callee of dependsOn) expect(SERVICES.slice(0, index).map(({ slug }) => slug)).toContain(callee);
  });
});

describe("the files of the stories", () => {
  const charts = stories.flatMap(({ files }) => files.filter(({ kind }) => kind === "chart"));
  test.each(charts.map((chart) => [chart.name, chart] as const))("%s is a picture with a line, and small", (_, chart) => {
    const { bytes, type } = contentOf(chart, 0);
    const png = Buffer.from(bytes);
    expect(type).toBe("image/png");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([720, 300]);
    const pixels = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
    expect(pixels.length).toBe(300 * (1 + 720 * 3));
    expect(pixels.includes(Buffer.from([56, 97, 214]))).toBe(true);
    expect(png.length).toBeLessThan(20_000);
  });

  test("that are text carry instants in place of offsets", () => {
    const log = stories.flatMap(({ files }) => files).find(({ name }) => name === "payment-api.log");
    if (!log) throw new Error("There is no log.");
    const { bytes, type } = contentOf(log, Date.parse("2026-11-23T12:00:00Z"));
    expect(type).toBe("text/plain");
    expect(Buffer.from(bytes).toString()).toMatch(/^2026-11-23T11:51:09\.\d{3}Z INFO {2}payment-api/);
  });
});
