// Service Lab's engine as Wasm beside webernetes (npm @ngrok/webernetes), both in this one process of Node: from apply
// to the first answered request, and the time of each further request through a NodePort. docs/benchmarks.md says how
// to make the two folders. Usage: node e2e/beside.mjs WEBERNETES_FOLDER ENGINE_FOLDER
//
// webernetes is no dependency of the project: its folder is where `npm install @ngrok/webernetes esbuild` was run.
// It is bundled with esbuild, since its files import each other without endings, which Node does not take.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [theirs, ours] = process.argv.slice(2).map((it) => resolve(it));
if (!ours) {
  console.error("usage: node e2e/beside.mjs WEBERNETES_FOLDER ENGINE_FOLDER");
  process.exit(2);
}

const NODE_PORT = 31000;
const ROUNDS = 7;
const REQUESTS = 2000;
const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const resources = (container) => [
  ...["one", "two"].map((name) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { app: "web" } },
    spec: { containers: [{ name: "main", ...container }] },
  })),
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web" },
    spec: { type: "NodePort", selector: { app: "web" }, ports: [{ port: 80, targetPort: 8080, nodePort: NODE_PORT, protocol: "TCP" }] },
  },
];

async function webernetes() {
  const folder = mkdtempSync(join(tmpdir(), "beside-"));
  const bundle = join(folder, "webernetes.mjs");
  await createRequire(join(theirs, "package.json"))("esbuild").build({
    stdin: { contents: 'export * from "@ngrok/webernetes";', resolveDir: theirs },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: bundle,
    logLevel: "error",
  });
  const { Cluster, BaseImage } = await import(pathToFileURL(bundle).href);
  rmSync(folder, { recursive: true });
  class Echo extends BaseImage {
    static imageName = "agnhost";
    static imageVersion = "1.0";
    defaultCommand = ["netexec"];
    async exec(context, argv) {
      if (argv[0] !== "netexec") return super.exec(context, argv);
      context.listenHttp(8080, async () => ({ statusCode: 200, body: "hello\n" }));
      return context.waitUntilKilled();
    }
  }
  const first = [];
  const each = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const cluster = new Cluster();
    cluster.registerImage(Echo);
    await cluster.init();
    const answered = async () => {
      try {
        const answer = await cluster.fetch(`http://node-1:${NODE_PORT}`);
        return answer.statusCode === 200 || answer.status === 200;
      } catch {
        return false;
      }
    };
    const start = performance.now();
    await cluster.apply(resources({ image: "agnhost:1.0" }));
    while (!(await answered())) {
      if (performance.now() - start > 30000) throw new Error("webernetes: no answer");
      await new Promise((go) => setTimeout(go, 1));
    }
    first.push(performance.now() - start);
    const before = performance.now();
    for (let number = 0; number < REQUESTS; number += 1) if (!(await answered())) throw new Error("webernetes: a request was lost");
    each.push(((performance.now() - before) * 1000) / REQUESTS);
    await cluster.close();
  }
  return { first: middle(first), each: middle(each) };
}

function engine() {
  const { Lab } = createRequire(import.meta.url)(join(ours, "service_lab_beside.js"));
  const text = resources({ image: "agnhost", args: ["netexec"] }).map((it) => JSON.stringify(it)).join("\n---\n");
  const first = [];
  const each = [];
  const walked = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const lab = new Lab();
    const start = performance.now();
    if (lab.apply(text) > 0) throw new Error("the engine has something against the manifest");
    for (let seconds = 0; !lab.send("172.18.0.3", NODE_PORT); seconds += 1) {
      if (seconds > 60) throw new Error("the engine: no answer");
      lab.wait(1000);
    }
    first.push(performance.now() - start);
    const before = performance.now();
    for (let number = 0; number < REQUESTS; number += 1) if (!lab.send("172.18.0.3", NODE_PORT)) throw new Error("the engine: a request was lost");
    each.push(((performance.now() - before) * 1000) / REQUESTS);
    const between = performance.now();
    lab.trace("172.18.0.3", NODE_PORT, 20000);
    walked.push(((performance.now() - between) * 1000) / 20000);
    lab.free();
  }
  return { first: middle(first), each: middle(each), walked: middle(walked) };
}

const their = await webernetes();
const our = engine();
const line = (name, it) => console.log(`${name}: apply to first answer ${it.first.toFixed(1)} ms, each request ${it.each.toFixed(1)} us`);
line("webernetes", their);
line("Service Lab's engine as Wasm, each request a step with its whole trace", our);
console.log(`a trace alone in Wasm: ${our.walked.toFixed(2)} us`);
process.exit(0);
