const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** Once per run, before the workers start, which inherit the environment. */
module.exports = async () => {
	const { findChromium } = await import('../../harness/browser/chromium.mts');
	// Unpacking it takes longer than a test may.
	await findChromium();
	makeTemporaryFolder();
};

/** The temporary folder of a whole run: it goes when the run ends, however it ends. */
function makeTemporaryFolder() {
	const folder = mkdtempSync(path.join(tmpdir(), 'dingtalk-tests-'));
	Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder });
	process.once('exit', () =>
		rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
	);
	for (const [signal, code] of Object.entries(SIGNALS)) {
		process.once(signal, () => process.exit(code));
	}
}
