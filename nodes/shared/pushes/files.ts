import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { FileStore } from '../media/download';
import { openRobotFile, storeFile } from '../media/download';
import { runInOrder } from '../runInOrder';
import type { DingTalkApi } from '../transport/api';
import type { Attachment } from './message';
import { compact } from './payload';

/** Files of one message under way at once. */
const CONCURRENT_FILES = 3;

/** What an item says of its message's files, and those that were downloaded. */
export interface PushFiles {
	files: IDataObject[];
	binary: IBinaryKeyData;
}

/** What is needed to download: without `api` there is no credential that may. */
export interface FileSource extends FileStore {
	api?: DingTalkApi;
	/** The robot that got the message: a download code is good for no other. */
	robotCode?: string;
}

/** The files as the message names them. */
export const describeFiles = (attachments: readonly Attachment[]): PushFiles => ({
	files: attachments.map((attachment) => compact({ ...attachment })),
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
	const files = await runInOrder([...attachments.entries()], {
		concurrency: CONCURRENT_FILES,
		keysOf: () => [],
		async run([index, attachment]): Promise<IDataObject> {
			const field = index === 0 ? firstField : `${firstField}_${index}`;
			try {
				const file = await download(source, attachment);
				binary[field] = file;
				const { fileName, mimeType, bytes } = file;
				return compact({ ...attachment, fileName, mimeType, bytes, field });
			} catch (error) {
				return compact({ ...attachment, error: reasonOf(error) });
			}
		},
	});
	return { files, binary };
}

async function download(source: FileSource, attachment: Attachment) {
	const { api } = source;
	if (!api) throw new MissingCredential();
	const robotCode = source.robotCode ?? api.settings.robotCode;
	const reply = await openRobotFile(api, attachment.downloadCode, robotCode);
	return await storeFile(source, reply, attachment.fileName ?? '');
}

class MissingCredential extends Error {
	constructor() {
		super("The file was not downloaded: the credential 'DingTalk App API' is missing");
	}
}

/** Words that hold no address: the temporary one of a file opens it for everybody. */
function reasonOf(error: unknown): string {
	if (error instanceof MissingCredential) return error.message;
	if (error instanceof NodeApiError)
		return [error.message, error.description].filter(Boolean).join('. ');
	return 'The file broke off on its way from DingTalk';
}
