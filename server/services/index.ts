export { servicesRefs } from "./refs.ts";
