export { changeOrganisation } from "./change-organisation.ts";
export { ORGANISATION_KEY, organisationSettings, settingsOf, storeSettings, type VersionedSettings } from "./organisation.ts";
export { readOrganisation } from "./read-organisation.ts";
