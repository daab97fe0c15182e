export { exportSealed } from "./export-sealed.ts";
export { importSealed } from "./import-sealed.ts";
