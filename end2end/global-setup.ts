// One server for all tests, unless SERVER_URL names one that runs already (scripts/with-server sets it).
import { startServer } from './server';

export default async function setUp(): Promise<(() => Promise<void>) | void> {
  if (process.env.SERVER_URL) return;
  const server = await startServer();
  process.env.SERVER_URL = server.url; // the workers inherit it
  process.env.SERVER_DATA = server.data;
  return server.stop;
}
