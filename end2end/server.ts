// A demonstration server of our own, as long as we live: scripts/with-server does the work and stops
// the server when our end of its standard input closes, even if we crash.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

export interface Server {
  /** Where it listens, without a slash at the end. */
  url: string;
  /** Its data folder: keys, database, documents, demo.txt. */
  data: string;
  /** Its process number, for tests that kill it. */
  pid: number;
  /** The file it writes its log to. */
  log: string;
  stop(): Promise<void>;
}

export function startServer(environment: Record<string, string> = {}): Promise<Server> {
  const script = path.resolve(__dirname, '../scripts/with-server');
  const child = spawn(script, ['--hold'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return new Promise((resolve, reject) => {
    const said: Record<string, string> = {};
    child.once('error', reject);
    child.once('exit', () => reject(new Error('no server could be started; its message is above')));
    createInterface(child.stdout).on('line', (line) => {
      const equals = line.indexOf('=');
      if (line !== 'READY') said[line.slice(0, equals)] = line.slice(equals + 1);
      else resolve({ url: said.SERVER_URL ?? '', data: said.SERVER_DATA ?? '', pid: Number(said.SERVER_PID), log: said.SERVER_LOG ?? '', stop });
    });
  });
}
