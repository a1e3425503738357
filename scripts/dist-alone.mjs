// dist-alone PROGRAM FOLDER: starts a demonstration of the packed program in FOLDER, with nothing beside it, and fetches a
// page and what the page names.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";

const [program, folder] = process.argv.slice(2);
const place = `${folder}/alone`;
mkdirSync(place);
const port = await new Promise((resolve) => {
    const socket = createServer().listen(0, "127.0.0.1", () => {
        const { port } = socket.address();
        socket.close(() => resolve(port));
    });
});
const env = { KK_DEMO: "1", KK_LISTEN: `127.0.0.1:${port}`, KK_LOG: "error" };
for (const step of [["keys", "create"], ["migrate"]]) {
    const done = spawnSync(program, step, { cwd: place, env, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${step.join(" ")}: ${done.stderr}`);
}
const server = spawn(program, ["serve"], { cwd: place, env, stdio: ["ignore", "inherit", "inherit"] });
try {
    const at = `http://127.0.0.1:${port}`;
    const until = Date.now() + 20_000;
    for (;;) {
        if (server.exitCode !== null) throw new Error("it does not serve");
        const ready = await fetch(`${at}/readyz`).catch(() => undefined);
        if (ready?.ok) break;
        if (Date.now() > until) throw new Error("it did not serve within 20 seconds");
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const page = await (await fetch(`${at}/masuk`)).text();
    const named = [...new Set(page.match(/\/aset\/[\w.-]+/g) ?? [])];
    if (named.length < 2) throw new Error("the page names no files");
    for (const address of [...named, "/sw.js", "/app.webmanifest"]) {
        const answer = await fetch(at + address);
        if (!answer.ok || (await answer.arrayBuffer()).byteLength === 0) throw new Error(`${address}: ${answer.status}`);
    }
    console.log(`dist: alone it serves a page and the ${named.length + 2} files around it.`);
} finally {
    server.kill("SIGTERM");
}
