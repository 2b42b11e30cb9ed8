import { OLGA, TestServer } from "./server.ts";

// For a look by hand: npm run build && npm run serve
const server = await new TestServer().start(5173);
server.person = OLGA;
console.log(`The page, with a server for tests: ${server.url}`);
