import { forgetTokens } from '../../../nodes/shared/transport/token';
import type { Sandbox } from '../../../sandbox/index.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import { exchanges, sandboxCredential } from '../../helpers/appSandbox.mts';
import { binaryOf, runDingTalk } from '../../helpers/dingTalk.mts';

const UPLOAD = { resource: 'media', operation: 'upload', mediaType: 'file' };
const BYTES = Buffer.alloc(300_000, 'DingTalk 钉钉 ');
const input = [{ json: {}, binary: { data: binaryOf(BYTES, 'report.pdf', 'application/pdf') } }];
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.control.reset();
	forgetTokens();
});
afterAll(async () => await sandbox.close());

/** A credential whose stored token has ended in one way or the other. */
async function withEndedToken(end: 'clock' | 'refusal') {
	const credentials = sandboxCredential(sandbox);
	await runDingTalk({ parameters: { ...UPLOAD }, input, credentials });
	forgetTokens();
	if (end === 'clock') credentials.stored.dingTalkAppApi.expiresAt = Date.now();
	else sandbox.control.expireTokens();
	return credentials;
}

it.each([['clock'], ['refusal']] as const)(
	'sends a form whole after its token ended by %s',
	async (end) => {
		const credentials = await withEndedToken(end);
		const { items, error } = await runDingTalk({ parameters: UPLOAD, input, credentials });
		expect(error).toBeUndefined();
		expect(exchanges(sandbox)).toBe(2);
		const media = sandbox.control.state().media.map(({ mediaId, bytes }) => [mediaId, bytes]);
		expect(media).toHaveLength(2);
		expect(media).toContainEqual([items[0].json.mediaId, BYTES.length]);
	},
);

it.each([['clock'], ['refusal']] as const)(
	'fetches a file after its token ended by %s',
	async (end) => {
		const credentials = await withEndedToken(end);
		const { downloadCode } = sandbox.control.sendToRobot('lina', {
			msgtype: 'file',
			fileName: 'report.pdf',
			mimeType: 'application/pdf',
			content: BYTES,
		});
		const { items, error } = await runDingTalk({
			parameters: {
				resource: 'media',
				operation: 'download',
				source: 'downloadCode',
				downloadCode,
			},
			credentials,
		});
		expect(error).toBeUndefined();
		expect(Buffer.from(items[0].binary?.data.data ?? '', 'base64').equals(BYTES)).toBe(true);
	},
);
