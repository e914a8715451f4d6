// The peer of `make bench-webhook`: Probot, whose handler stores each delivery in PostgreSQL before it answers.
// From the environment: PEERS (where it is installed), DATABASE_URL, SECRET. Says its port when it listens.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.PEERS + "/package.json");
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { createNodeMiddleware, createProbot } = await load("probot");
const pg = (await load("pg")).default;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });
await pool.query("create table if not exists probot_inbox (guid text primary key, event text, payload bytea)");
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const app = (probot) => {
  probot.onAny(async ({ id, name, payload }) => {
    await pool.query("insert into probot_inbox values ($1, $2, $3) on conflict do nothing", [
      id,
      name,
      Buffer.from(JSON.stringify(payload)),
    ]);
  });
};
const probot = createProbot({ overrides: { appId: 1, privateKey, secret: process.env.SECRET, logLevel: "error" } });
const middleware = await createNodeMiddleware(app, { probot, webhooksPath: "/webhooks/github" });
const server = createServer((request, response) =>
  middleware(request, response, () => response.writeHead(404).end()),
);
server.listen(0, "127.0.0.1", () => console.log("listening on " + server.address().port));
