// The built site on this machine, served as any static host would, under a path of its own.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const UNDER = "/teaching/service-lab/";

/** Starts a server of `folder`: `{ url, port, stop() }`. */
export async function serve(folder = process.env.SERVICE_LAB_SITE ?? `${ROOT}site`, port = 0) {
  const own = process.env.SERVICE_LAB_SERVER;
  const rest = ["static", folder, "--under", UNDER, "--port", String(port)];
  const child = own
    ? spawn(own, rest, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] })
    : spawn("cargo", ["xtask", ...rest], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"], detached: true });
  const url = await new Promise((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
    child.once("exit", (code) => reject(new Error(`the server ended (${code})`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", resolve);
        if (own) child.kill("SIGKILL");
        else process.kill(-child.pid, "SIGKILL");
      }),
  };
}
