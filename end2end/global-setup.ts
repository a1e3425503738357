// One server for all tests, unless SERVER_URL names one that runs already (scripts/with-server sets it), and
// one known device for each officer.
import { request } from '@playwright/test';
import path from 'node:path';
import { proveDevices } from './officers';
import { startServer } from './server';

export default async function setUp(): Promise<(() => Promise<void>) | void> {
  let stop: (() => Promise<void>) | undefined;
  if (!process.env.SERVER_URL) {
    const server = await startServer();
    process.env.SERVER_URL = server.url; // the workers inherit it
    process.env.SERVER_DATA = server.data;
    stop = server.stop;
  }
  try {
    await proveDevices(request, path.join(process.env.SERVER_DATA ?? '', 'officers'));
  } catch (error) {
    await stop?.();
    throw error;
  }
  return stop;
}
