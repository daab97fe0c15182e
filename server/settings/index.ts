export { ORGANISATION_KEY, organisationSettings } from "./organisation.ts";
