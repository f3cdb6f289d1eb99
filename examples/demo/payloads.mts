import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXAMPLES_DIR } from '../../harness/n8n/paths.mts';

/** One for each run; the last one also for all that follow. */
const PAYLOADS: Record<string, string[]> = {
	alert: ['alert-payload.json'],
	'on-call': ['alert-payload.json'],
	'approve-deploy': ['deploy-payload.json'],
	'leave-request': ['leave-form.json'],
	purchase: ['purchase-form.json', 'purchase-refused-form.json'],
	'expense-limit': ['expense-small-payload.json', 'expense-payload.json'],
};

/** The body with which the webhook of an example is called; of a form what is filled in, by its labels. @param run from 0 */
export async function payloadOf(slug: string, run = 0): Promise<string> {
	const files = PAYLOADS[slug];
	return await readFile(join(EXAMPLES_DIR, 'files', files[run] ?? files[files.length - 1]), 'utf8');
}
