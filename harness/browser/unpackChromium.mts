/** Unpacks all of @sparticuz/chromium into the temporary folder of this process. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

const archives = path.join(fileURLToPath(import.meta.resolve('@sparticuz/chromium')), '../../bin');

for (const name of readdirSync(archives)) await inflate(path.join(archives, name));
