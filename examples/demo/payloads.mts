import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXAMPLES_DIR } from '../../harness/n8n/paths.mts';

const PAYLOADS: Record<string, string> = {
	alert: 'alert-payload.json',
	'on-call': 'alert-payload.json',
	'approve-deploy': 'deploy-payload.json',
	'leave-request': 'leave-form.json',
};

/** The body with which the webhook of an example is called; of a form what is filled in, by its labels. */
export const payloadOf = async (slug: string): Promise<string> =>
	await readFile(join(EXAMPLES_DIR, 'files', PAYLOADS[slug]), 'utf8');
