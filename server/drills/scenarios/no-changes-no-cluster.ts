import type { Scenario } from "../world/types.ts";
import { BAD_DEPLOY } from "./bad-deploy.ts";
import { standing, whileStanding } from "./shape.ts";

export const NO_CHANGES_NO_CLUSTER: Scenario = {
  ...BAD_DEPLOY,
  name: "no-changes-no-cluster",
  title: "Orders are wrong, and nobody knows what was changed",
  noticed: "A part of all orders is refused. Changes are not recorded and the cluster cannot be asked.",
  truth: {
    services: ["orders"],
    signatures: [],
    changes: [],
    isTrouble: true,
    sufficient: false,
    missing: "changes and the state of the cluster: the lines say that orders refuses, not what made it do so",
  },
  effects: (moment) => ({ orders: { errorShare: 0.25 * standing(moment, 1, 2) } }),
  lines: [
    {
      service: "orders",
      level: "error",
      perMinute: whileStanding(24, 1),
      text: (dice) => `order ord_${dice.hex(8)} not accepted`,
    },
  ],
  hidden: { changes: true, cluster: true },
};
