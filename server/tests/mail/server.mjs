// A mail server as offices have one (smtp-server, of those who make Nodemailer): TLS from the first byte or by STARTTLS,
// a name and a password, and every letter that it takes as a line of JSON on the standard output. The first line is its
// port. It ends with its standard input.
import { readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [kind, folder] = process.argv.slice(2);
const read = (name) => readFileSync(`${folder}/${name}`);
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const server = new SMTPServer({
  secure: kind === "tls",
  cert: read("first.pem"),
  key: read("first.key.pem"),
  authMethods: ["PLAIN", "LOGIN"],
  onAuth: ({ username, password }, session, done) =>
    username === "kantor" && password === "rahasia 1" ? done(null, { user: username }) : done(new Error("Invalid username or password")),
  onData: (stream, { secure, user, tlsOptions, envelope }, done) => {
    const pieces = [];
    stream.on("data", (piece) => pieces.push(piece));
    stream.on("end", () => {
      tell({
        secure,
        user,
        protocol: tlsOptions?.name,
        from: envelope.mailFrom.address,
        to: envelope.rcptTo.map(({ address }) => address),
        letter: Buffer.concat(pieces).toString(),
      });
      done(null, "2.0.0 queued as A1");
    });
  },
});
server.on("error", () => {}); // Whoever hangs up in the middle is what some tests are about.
const listening = server.listen(0, "127.0.0.1", () => tell(listening.address().port));
process.stdin.on("end", () => process.exit()).resume();
