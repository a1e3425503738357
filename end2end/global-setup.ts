// One server for all tests, unless KK_URL names one that runs already (scripts/with-server sets it).
import { startServer } from './server';

export default async function setUp(): Promise<(() => Promise<void>) | void> {
  if (process.env.KK_URL) return;
  const server = await startServer();
  process.env.KK_URL = server.url; // the workers inherit it
  process.env.KK_DATA_DIR = server.data;
  return server.stop;
}
