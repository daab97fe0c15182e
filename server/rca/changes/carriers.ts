import type { Change } from "../bundle.ts";

/** A change with the deploys that brought it where it runs. */
export type Carried = { change: Change; deploys: Change[]; services: string[] };

const SHA = /[0-9a-f]{7,40}/g;
const CARRIES = /deploy|release|rollout|sync|promot/i;
export const isCarrier = ({ kind }: Change): boolean => CARRIES.test(kind);
const isCommit = ({ kind }: Change): boolean => /commit|merge|pull|push/i.test(kind);

/**
 * Which deploys carry which commits: by the revision that both name. A deploy that names none carries what its service got since the one before, as far as
 * the commit's service is known; that is left to the paths.
 */
export function carriersOf(changes: readonly Change[]): Carried[] {
  const deploys = changes.filter(isCarrier);
  const named = deploys.map((deploy) => ({
    deploy,
    shas: new Set(
      `${deploy.title} ${deploy.link ?? ""} ${deploy.detail.slice(0, 2_000)} ${deploy.id}`
        .toLowerCase()
        .match(SHA)
        ?.map((sha) => sha.slice(0, 7)) ?? [],
    ),
  }));
  return changes.map((change) => {
    if (!isCommit(change)) return { change, deploys: [], services: change.service ? [change.service] : [] };
    const own =
      `${change.id} ${change.link ?? ""} ${change.title}`
        .toLowerCase()
        .match(SHA)
        ?.map((sha) => sha.slice(0, 7)) ?? [];
    const carrying = named
      .filter(({ deploy, shas }) => deploy.at >= change.at - 60_000 && own.some((sha) => shas.has(sha)))
      .map(({ deploy }) => deploy);
    const services = [...new Set([change.service, ...carrying.map(({ service }) => service)].filter((one) => one !== null))];
    return { change, deploys: carrying, services };
  });
}
