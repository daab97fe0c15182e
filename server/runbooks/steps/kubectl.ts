import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performCommand } from "./command.ts";
import { failed, type Performer } from "./workplace.ts";

/** kubectl with the run's own kubeconfig, and no other way into a cluster. */
export const performKubectl: Performer<"kubectl"> = async ({ argv, expect }, at) => {
  const { kubeconfig, warnings } = at.around;
  if (kubeconfig === null)
    return failed(`no cluster is connected. Connect one in Settings → Connections.${warnings.length > 0 ? ` ${warnings.join(" ")}` : ""}`);
  const path = join(at.folder, "kubeconfig");
  await writeFile(path, kubeconfig, { mode: 0o600 });
  return performCommand({ argv, env: { KUBECONFIG: path }, network: true, expect }, at);
};
