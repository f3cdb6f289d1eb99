import { inChild, median } from '../child.mts';
import type { Case, Row } from '../report.mts';
import { startSandboxProcess } from '../sandbox.mts';

const LIMIT_MB = 80;
const RUNS = 3;
const MODES = { filesystem: 'files in a folder', default: 'inside the item' };

/** Memory that one upload of DingTalk's largest file takes on top of what n8n takes anyway. */
export const upload: Case = {
	name: 'upload',
	async run(progress) {
		const sandbox = await startSandboxProcess();
		try {
			const rows: Row[] = [];
			for (const [mode, words] of Object.entries(MODES)) {
				progress(`20 MB upload, binary data ${words}, ${RUNS} times, each in a new process`);
				const peaks: number[] = [];
				for (let round = 0; round < RUNS; round++) {
					await sandbox.reset(0, Number.POSITIVE_INFINITY);
					const { apiUrl, oapiUrl } = sandbox;
					peaks.push((await inChild<{ mb: number }>('upload.mts', mode, apiUrl, oapiUrl)).mb);
				}
				const mb = median(peaks);
				rows.push({
					what: `20 MB upload, binary data ${words}: peak memory above idle`,
					measured: `${mb.toFixed(0)} MB`,
					target: `< ${LIMIT_MB} MB`,
					isMet: mb < LIMIT_MB,
					beside: `median of ${RUNS} new processes, highest ${Math.max(...peaks).toFixed(0)} MB`,
				});
			}
			return rows;
		} finally {
			await sandbox.close();
		}
	},
};
