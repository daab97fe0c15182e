/** The address of the policy that comes with Muster, until somebody stores it, and of one that is made. */
export const COMING_WITH_MUSTER = "default";
export const NEW_POLICY = "new";

export function placeOf({ id }: { id: string | null }): string {
  return `/settings/escalation/${id ?? COMING_WITH_MUSTER}`;
}
