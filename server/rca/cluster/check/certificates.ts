import type { Cluster } from "../cluster.ts";
import { under, words } from "../read/loose.ts";
import { instantIn } from "../read/times.ts";
import { type Found, type Shown, SURE, SUSPECTED, showObject, showOutput } from "./found.ts";

const DAY = 86_400_000;
const SOON = 7 * DAY;

type Dated = { name: string; until: number; shown: Shown };

/** Certificates whose last day is over or near, as objects or the answers of tools tell it. Without a time of now nothing is said. */
export function checkCertificates(cluster: Cluster): Found[] {
  const { now } = cluster;
  const told = toldExpired(cluster);
  if (now === null) return told;
  const dated = [...ofObjects(cluster), ...ofTexts(cluster)].filter(({ name }) => told.every(({ service }) => service !== name));
  return [
    ...told,
    ...dated
      .filter(({ until }) => until < now + SOON)
      .map(({ name, until, shown }) => {
        const isOver = until < now;
        const day = new Date(until).toISOString().slice(0, 16).replace("T", " ");
        return {
          service: name,
          signature: "expired",
          statement: `The certificate ${name} ${isOver ? "has expired" : "is about to expire"}: it ${isOver ? "was" : "is"} valid until ${day} UTC.`,
          strength: isOver ? SURE : SUSPECTED / 2,
          role: isOver ? ("cause" as const) : ("either" as const),
          names: { object: name, workload: name },
          shows: [isOver ? { ...shown, at: until } : shown],
        };
      }),
  ];
}

function ofObjects(cluster: Cluster): Dated[] {
  return cluster.store.of("Certificate").flatMap(({ object, source }) => {
    const until = instantIn(under(object.status, "notAfter"));
    const { name } = object.metadata;
    return until === null
      ? []
      : [{ name, until, shown: showObject({ kind: "Certificate", name, source }, `notAfter: ${words(under(object.status, "notAfter"))}`) }];
  });
}

/** `notAfter=Mar  1 00:00:00 2026 GMT`, as openssl prints it. */
const LAST_DAY = /not ?after *[=:] *(\w{3} +\d{1,2} \d{2}:\d{2}:\d{2} \d{4})(?: GMT| UTC)?/i;

/** A tool that looked at a certificate and says itself that it has expired. */
function toldExpired(cluster: Cluster): Found[] {
  return cluster.store.readings.flatMap(({ source, text }) => {
    const line = /^.*certificate (?:has )?expired.*$/im.exec(text ?? "")?.[0];
    if (!line) return [];
    const day = LAST_DAY.exec(text ?? "")?.[1] ?? "";
    const until = day ? instantIn(`${day} GMT`.replace(/ +/g, " ")) : null;
    const name = nameIn(source, text ?? "");
    return [
      {
        service: name,
        signature: "expired",
        statement: `The certificate ${name} has expired${day ? `: it was valid until ${day} GMT` : ` (“${line.trim().slice(0, 160)}”)`}.`,
        strength: SURE,
        role: "cause" as const,
        names: { object: name, workload: name },
        shows: [{ ...showOutput(source, `Validity of ${name}`, line.trim()), at: until }],
      },
    ];
  });
}

const nameIn = (source: string, text: string): string =>
  /-connect +([\w.-]+)|get secrets? +([\w.-]+)|-in +\S*?([\w.-]+?)(?:\.(?:crt|pem|cer))?(?:\s|$)|https:\/\/([\w.-]+)/
    .exec(source)
    ?.slice(1)
    .find(Boolean) ??
  /\bCN *= *([\w.*-]+)/i.exec(text)?.[1] ??
  "certificate";

function ofTexts(cluster: Cluster): Dated[] {
  return cluster.store.readings.flatMap(({ source, text }) => {
    const day = LAST_DAY.exec(text ?? "")?.[1];
    const until = day ? instantIn(`${day} GMT`.replace(/ +/g, " ")) : null;
    if (!day || until === null) return [];
    const name = nameIn(source, text ?? "");
    return [{ name, until, shown: showOutput(source, `Validity of ${name}`, `notAfter ${day}`) }];
  });
}
