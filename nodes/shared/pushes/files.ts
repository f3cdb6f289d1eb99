import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { isNodeError } from '../errors/n8nError';
import type { FileStore } from '../media/download';
import { openRobotFile, storeFile } from '../media/download';
import { runInOrder } from '../run/runInOrder';
import type { DingTalkApi } from '../transport/api';
import type { Attachment } from './attachment';
import { saidOf } from './message';
import { compact } from './payload';
import { quotedOf } from './quoted';
import type { Said } from './said';

/** Files of one message under way at once. */
const CONCURRENT_FILES = 3;

/** What an item says of each file, and those that were downloaded. */
export interface PushFiles {
	described: ReadonlyMap<Attachment, IDataObject>;
	binary: IBinaryKeyData;
}

/** What is needed to download: without `api` there is no credential that may. */
export interface FileSource extends FileStore {
	api?: DingTalkApi;
	/** The robot that got the message: a download code is good for no other. */
	robotCode?: string;
}

/** All files of something said: its own, then those of what was forwarded. */
export const filesIn = ({ attachments, forwarded }: Said): Attachment[] => [
	...attachments,
	...(forwarded?.messages ?? []).flatMap(filesIn),
];

/** Whether a message, or what it quotes, has files to download. */
export const hasFiles = (message: IDataObject): boolean =>
	[saidOf(message), quotedOf(message)].some((said) =>
		filesIn(said ?? NOTHING).some(({ downloadCode }) => downloadCode !== undefined),
	);

const NOTHING: Said = { messageType: 'unknown', links: [], attachments: [] };

/** The files as the message names them. */
export const describeFiles = (attachments: readonly Attachment[]): PushFiles => ({
	described: new Map(attachments.map((attachment) => [attachment, compact({ ...attachment })])),
	binary: {},
});

/**
 * The files as binary fields `data`, `data_1`, … A file that DingTalk does not give says so in its place:
 * it never keeps the message from arriving.
 */
export async function downloadFiles(
	source: FileSource,
	attachments: readonly Attachment[],
	firstField: string,
): Promise<PushFiles> {
	const binary: IBinaryKeyData = {};
	const described = await runInOrder([...attachments.entries()], {
		concurrency: CONCURRENT_FILES,
		keysOf: () => [],
		async run([index, attachment]): Promise<[Attachment, IDataObject]> {
			const field = index === 0 ? firstField : `${firstField}_${index}`;
			try {
				const file = await download(source, attachment);
				binary[field] = file;
				const { fileName, mimeType, bytes } = file;
				return [attachment, compact({ ...attachment, fileName, mimeType, bytes, field })];
			} catch (error) {
				return [attachment, compact({ ...attachment, error: reasonOf(error) })];
			}
		},
	});
	return { described: new Map(described), binary };
}

async function download(source: FileSource, attachment: Attachment) {
	const { api } = source;
	if (!attachment.downloadCode) throw new CannotDownload(NO_CODE);
	if (!api) throw new CannotDownload(NO_CREDENTIAL);
	const robotCode = source.robotCode ?? api.settings.robotCode;
	const reply = await openRobotFile(api, attachment.downloadCode, robotCode);
	return await storeFile(source, reply, attachment.fileName ?? '');
}

const NO_CREDENTIAL = "The file was not downloaded: the credential 'DingTalk App API' is missing";
const NO_CODE =
	'DingTalk names the file but gives no code to download it with, as with some quoted files';

class CannotDownload extends Error {}

/** Words that hold no address: the temporary one of a file opens it for everybody. */
function reasonOf(error: unknown): string {
	if (error instanceof CannotDownload) return error.message;
	if (isNodeError(error)) return [error.message, error.description].filter(Boolean).join('. ');
	return 'The file broke off on its way from DingTalk';
}
