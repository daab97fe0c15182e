export { changeConnection } from "./change-connection.ts";
export { createConnection } from "./create-connection.ts";
export { deleteConnection } from "./delete-connection.ts";
export { listConnections } from "./list-connections.ts";
export { openLinks } from "./open-links.ts";
export { testConnection } from "./test-connection.ts";
export { wantedServices } from "./wanted-services.ts";
