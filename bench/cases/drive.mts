import { inChild, median } from '../child.mts';
import type { Case, Row } from '../report.mts';
import { startSandboxProcess } from '../sandbox.mts';

const SIZE_MB = 1024;
const LIMIT_MB = 64;
const RUNS = 3;

interface Measured {
	mb: number;
	seconds: number;
}

/** Memory that one file of a gigabyte takes on its way to the drive and back; the bytes are compared. */
export const drive: Case = {
	name: 'drive',
	async run(progress) {
		const ways: Record<'upload' | 'download', Measured[]> = { upload: [], download: [] };
		for (let round = 0; round < RUNS; round++) {
			progress(`${SIZE_MB} MB to the drive and back, ${round + 1} of ${RUNS}`);
			// A new one each time: it keeps what it is given.
			const sandbox = await startSandboxProcess();
			try {
				await sandbox.reset(0, Number.POSITIVE_INFINITY);
				const { apiUrl, oapiUrl } = sandbox;
				const size = String(SIZE_MB);
				const measured = await inChild<Record<keyof typeof ways, Measured>>(
					'drive.mts',
					size,
					apiUrl,
					oapiUrl,
				);
				ways.upload.push(measured.upload);
				ways.download.push(measured.download);
			} finally {
				await sandbox.close();
			}
		}
		return Object.entries(ways).map(([what, runs]): Row => {
			const peaks = runs.map(({ mb }) => mb);
			const mb = median(peaks);
			const seconds = median(runs.map((one) => one.seconds));
			return {
				what: `1 GB ${what}, drive: peak memory above idle`,
				measured: `${mb.toFixed(0)} MB`,
				target: `< ${LIMIT_MB} MB`,
				isMet: mb < LIMIT_MB,
				beside: `median of ${RUNS} new processes, highest ${Math.max(...peaks).toFixed(0)} MB; ${seconds.toFixed(0)} s`,
			};
		});
	},
};
