export { changeOrganisation, storeSettings } from "./change-organisation.ts";
export { ORGANISATION_KEY, organisationSettings } from "./organisation.ts";
export { readOrganisation, type VersionedSettings } from "./read-organisation.ts";
